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

  addEventListener("beforeprint", () => all("details.more, details.others").forEach((one) => { one.open = true; }));

  const label = document.querySelector(".filter");
  if (!label) return;
  label.hidden = false;
  const box = label.querySelector("input");
  const found = document.querySelector(".found");
  const stories = all(".story");
  const texts = new Map();
  const textOf = (story) => {
    if (!texts.has(story)) texts.set(story, fold(story.textContent));
    return texts.get(story);
  };
  const filter = () => {
    const words = fold(box.value).split(/\s+/u).filter(Boolean);
    let shown = 0;
    for (const story of stories) {
      const hit = words.every((word) => textOf(story).includes(word));
      story.hidden = !hit;
      if (hit) shown += 1;
    }
    for (const group of all(".thread, .singles")) group.hidden = !group.querySelector(".story:not([hidden])");
    found.textContent = words.length ? `${shown} of ${stories.length} stories` : "";
  };
  let waiting = 0;
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(filter, 120);
  });
  filter();
})();
