"use strict";
// Points out what a statement rests on: its quote and both ends, by their place in the text.
(() => {
  const texts = [...document.querySelectorAll(".text")].map((element) => {
    const start = Number(element.dataset.at);
    return { element, start, end: start + element.textContent.length };
  });
  const drawn = typeof Highlight === "function" && CSS.highlights;
  let pinned = null;

  function spot(element, offset) {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    let left = offset;
    let last = null;
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (left <= node.length) return [node, left];
      left -= node.length;
      last = node;
    }
    return last ? [last, last.length] : [element, 0];
  }

  function ranges(span) {
    const [start, end] = span.split("-").map(Number);
    return texts
      .filter((text) => text.start < end && start < text.end)
      .map(({ element, start: at, end: stop }) => {
        const range = document.createRange();
        range.setStart(...spot(element, Math.max(start, at) - at));
        range.setEnd(...spot(element, Math.min(end, stop) - at));
        return range;
      });
  }

  function show(card) {
    document.querySelectorAll(".card.on").forEach((other) => other.classList.remove("on"));
    if (card) card.classList.add("on");
    if (!drawn) return;
    CSS.highlights.clear();
    if (!card) return;
    const ends = card.dataset.lit.split(" ").filter(Boolean).flatMap(ranges);
    CSS.highlights.set("quote", new Highlight(...ranges(card.dataset.span)));
    const lit = new Highlight(...ends);
    lit.priority = 1;
    CSS.highlights.set("end", lit);
  }

  function reveal(card) {
    const found = ranges(card.dataset.span)[0];
    if (!found) return;
    const box = found.getBoundingClientRect();
    if (box.top < 0 || box.bottom > innerHeight) {
      scrollBy({ top: box.top - innerHeight / 3, behavior: "smooth" });
    }
  }

  document.querySelectorAll(".card").forEach((card) => {
    card.addEventListener("pointerenter", () => show(card));
    card.addEventListener("pointerleave", () => show(pinned));
    card.addEventListener("focus", () => show(card));
    card.addEventListener("blur", () => show(pinned));
    card.addEventListener("click", (event) => {
      if (event.target.closest("a")) return;
      if (pinned) pinned.classList.remove("pinned");
      pinned = pinned === card ? null : card;
      if (pinned) pinned.classList.add("pinned");
      show(pinned || card);
      reveal(card);
    });
    card.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.target === card) card.click();
    });
  });

  // A mark in the text points to its statements the other way round.
  document.querySelectorAll(".text").forEach((element) => {
    element.addEventListener("click", (event) => {
      const mark = event.target.closest("mark[id^='m-']");
      const card = mark && document.getElementById(mark.id.slice(2));
      if (card) {
        card.focus();
        card.scrollIntoView({ block: "nearest", behavior: "smooth" });
      }
    });
  });

  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !pinned) return;
    pinned.classList.remove("pinned");
    pinned = null;
    show(null);
  });
})();
