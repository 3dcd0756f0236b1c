// What a story's and an article's page do beyond what they do without a script.
(() => {
  "use strict";
  const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));

  const goToHash = () => {
    const element = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!element) return;
    for (let at = element.closest("details"); at; at = at.parentElement.closest("details")) at.open = true;
    element.scrollIntoView({ block: element.matches(".s, tr, .place, .readout") ? "center" : "start" });
  };
  addEventListener("hashchange", goToHash);
  goToHash();

  const folded = "details.more, details.others, details.grounds";
  addEventListener("beforeprint", () => all(folded).forEach((one) => { one.open = true; }));
  for (const button of all(".printing")) {
    button.hidden = false;
    button.addEventListener("click", () => print());
  }

  // Who wants only the rows that differ wants those folded away too.
  for (const only of all('.kinds [name="only"]')) {
    only.addEventListener("change", () => {
      for (const more of all("details.more")) if (only.checked && more.querySelector("tr.differs")) more.open = true;
    });
  }

  // A click anywhere in a cell leads to its sentence, unless words are being marked.
  for (const cell of all(".collation .says")) {
    cell.addEventListener("click", (event) => {
      const link = cell.querySelector("a.at");
      if (link && !event.target.closest("a") && !String(getSelection())) link.click();
    });
  }

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
})();
