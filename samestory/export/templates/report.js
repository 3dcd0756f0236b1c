(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
  // Letters compare without accents and case, in any script.
  const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

  const reveal = (element) => {
    for (let at = element.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
  };
  const goToHash = () => {
    const element = document.getElementById(location.hash.slice(1));
    if (!element) return;
    reveal(element);
    element.scrollIntoView({ block: element.matches(".s, tr") ? "center" : "start" });
  };
  addEventListener("hashchange", goToHash);
  goToHash();

  addEventListener("beforeprint", () => all("details.more, details.others, details.grounds").forEach((one) => { one.open = true; }));

  // Whoever is pointed at keeps its own lines, the others fade.
  for (const actor of all(".graph .node")) {
    const drawing = actor.ownerSVGElement;
    actor.addEventListener("pointerenter", () => {
      drawing.classList.add("looking");
      for (const tie of all(".tie", drawing)) {
        tie.classList.toggle("near", tie.dataset.ends.split(" ").includes(actor.dataset.number));
      }
    });
    actor.addEventListener("pointerleave", () => drawing.classList.remove("looking"));
  }

  const label = document.querySelector(".filter");
  if (!label) return;
  label.hidden = false;
  const box = label.querySelector("input");
  const found = document.querySelector(".found");
  const stories = all(".story");
  const entities = all(".entity");
  const texts = new Map();
  // A name is found by how it is written, not by all that is said in its sentences.
  const saidIn = (part) => {
    const told = part.matches(".entity") ? all("h4, .spellings", part) : [part];
    return told.map((one) => one.textContent).join(" ");
  };
  const textOf = (part) => {
    if (!texts.has(part)) texts.set(part, fold(saidIn(part)));
    return texts.get(part);
  };
  const show = (parts, words) => {
    let shown = 0;
    for (const part of parts) {
      const hit = words.every((word) => textOf(part).includes(word));
      part.hidden = !hit;
      if (hit) shown += 1;
    }
    return shown;
  };
  const filter = () => {
    const words = fold(box.value).split(/\s+/u).filter(Boolean);
    const told = [[found.dataset.stories, show(stories, words)], [found.dataset.names, show(entities, words)]]
      .filter(([said]) => said)
      .map(([said, number]) => said.replace("{found}", number));
    for (const group of all(".thread, .singles, .type, .cast")) {
      group.hidden = !group.querySelector(".story:not([hidden]), .entity:not([hidden])");
    }
    found.textContent = words.length ? told.join(", ") : "";
  };
  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  filter();
})();
