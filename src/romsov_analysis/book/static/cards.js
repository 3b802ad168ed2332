// A number, a claim, a person or a work in a sentence opens its card. Without this script it is a link to its entry.
"use strict";
for (const button of document.querySelectorAll("button[data-print]")) {
  button.addEventListener("click", () => window.print());
}
(() => {
  if (!HTMLElement.prototype.showPopover) return;
  const cardOf = (link) => document.getElementById(link.dataset.card);
  let opener = null;
  let closing = null; // a press on the words of an open card closes it; the click that follows is not to open it again

  for (const link of document.querySelectorAll("a.evidence")) {
    const card = cardOf(link);
    if (!card) continue;
    link.setAttribute("aria-haspopup", "dialog");
    link.setAttribute("aria-expanded", "false");
    link.addEventListener("pointerdown", () => {
      closing = opener === link ? link : null;
    });
    link.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button) return;
      event.preventDefault();
      if (closing === link) {
        closing = null;
        if (card.matches(":popover-open")) card.hidePopover();
        return;
      }
      if (card.matches(":popover-open")) card.hidePopover();
      link.focus({ preventScroll: true });
      opener = link;
      link.setAttribute("aria-expanded", "true"); // the style sheet anchors the card to it
      card.showPopover({ source: link });
      card.scrollTop = 0;
      card.focus({ preventScroll: true }); // so that Tab goes on in the card; Escape leads back to the words
    });
  }

  for (const card of document.querySelectorAll(".card-evidence")) {
    // Whoever leaves it with Tab has done with it.
    card.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !card.contains(event.relatedTarget) && card.matches(":popover-open")) card.hidePopover();
    });
    card.addEventListener("beforetoggle", (event) => {
      if (event.newState !== "closed" || !opener || cardOf(opener) !== card) return;
      opener.setAttribute("aria-expanded", "false");
      opener = null;
    });
  }
})();
