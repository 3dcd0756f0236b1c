// What a page does besides showing: the key that leads to the search box, and the line that tells of a run.
// Every page works without it.
"use strict";
{
  const box = document.getElementById("ask");
  const keys = document.querySelector(".keys-on");
  const chosen = keys.querySelector("input");
  const KEPT = "samestory-keys";
  keys.hidden = false;
  chosen.checked = localStorage.getItem(KEPT) !== "off";
  chosen.addEventListener("change", () => localStorage.setItem(KEPT, chosen.checked ? "on" : "off"));
  const writing = (one) => one.isContentEditable || ["INPUT", "TEXTAREA", "SELECT"].includes(one.tagName);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!chosen.checked || writing(event.target)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });

  const EVERY = 5000;
  const line = document.querySelector(".progress .line");
  const renew = document.querySelector(".progress .renew");
  const ask = async () => {
    if (document.hidden) return;
    try {
      const answer = await fetch("/progress");
      if (!answer.ok) return;
      const told = await answer.json();
      if (line.textContent !== told.line) line.textContent = told.line;
      renew.hidden = String(told.changes) === document.body.dataset.changes;
    } catch {
      // The reader was stopped; the page stays as it is.
    }
  };
  setInterval(ask, EVERY);
  document.addEventListener("visibilitychange", ask);
}

// Names that begin as what is typed, from the dossier.
for (const list of document.querySelectorAll("datalist[data-suggest]")) {
  const input = document.querySelector(`input[list="${list.id}"]`);
  let waiting = 0;
  const suggest = async () => {
    const said = input.value.trim();
    if (!said) return;
    try {
      const answer = await fetch(`${list.dataset.suggest}?said=${encodeURIComponent(said)}`);
      if (!answer.ok) return;
      const options = (await answer.json()).map((one) => {
        const option = document.createElement("option");
        option.value = one.value;
        option.label = one.label;
        return option;
      });
      if (input.value.trim() === said) list.replaceChildren(...options);
    } catch {
      // The reader was stopped; names can still be typed.
    }
  };
  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(suggest, 120);
  });
}

// Results as one types: the same page is asked for, and its results taken over.
for (const form of document.querySelectorAll("form[data-live]")) {
  const shown = document.getElementById(form.dataset.live);
  let waiting = 0;
  let asked = null;
  const renew = async () => {
    asked?.abort();
    asked = new AbortController();
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const address = `${form.getAttribute("action")}?${query}`;
    try {
      const answer = await fetch(address, { signal: asked.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      shown.replaceChildren(...page.getElementById(shown.id).childNodes);
      history.replaceState(null, "", address);
    } catch {
      // Another was asked for meanwhile, or the reader was stopped; the button asks again.
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(renew, 250);
  });
}
