// The story is the page; its workings (code, parameters, what cells computed) are one switch away.
// Without this script every part of the workings opens on its own.
"use strict";
(() => {
  const root = document.documentElement;
  const KEY = "romsov-workings";
  const WORKINGS = "div.cell > details, div.cell > .cell_input, .romsov-pointer, .romsov-working";
  const remembered = () => {
    try { return localStorage.getItem(KEY) === "shown"; } catch { return false; }
  };
  const show = (shown) => {
    root.classList.toggle("romsov-workings", shown);
    for (const part of document.querySelectorAll("details.romsov-workings-fold")) part.open = shown;
  };
  root.classList.add("romsov-layers");
  show(location.hash === "#workings" || remembered());

  addEventListener("DOMContentLoaded", () => {
    if (!document.querySelector("article div.cell")) return;
    show(root.classList.contains("romsov-workings")); // the folded section was not there yet
    const box = document.createElement("input");
    const label = document.createElement("label");
    box.type = "checkbox";
    box.checked = root.classList.contains("romsov-workings");
    label.className = "romsov-switch";
    label.append(box, " Show the workings");
    document.querySelector(".article-header-buttons")?.prepend(label);
    box.addEventListener("change", () => {
      show(box.checked);
      try { localStorage.setItem(KEY, box.checked ? "shown" : "hidden"); } catch { /* then it is not remembered */ }
    });
    // An address that leads into the workings, or into a folded part, shows it.
    const reveal = () => {
      const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (!target) return;
      for (let part = target.closest("details"); part; part = part.parentElement.closest("details")) part.open = true;
      if (target.closest(WORKINGS) || target.matches("div.cell")) { box.checked = true; show(true); }
      target.scrollIntoView();
    };
    addEventListener("hashchange", reveal);
    reveal();
  });

  // On paper the story comes first; what is folded follows it, open, as an appendix, the works cited last.
  let moved = [];
  let opened = [];
  addEventListener("beforeprint", () => {
    const story = document.querySelector("article > section, article section");
    const folds = [...document.querySelectorAll("article details.romsov-fold")];
    const parts = folds.filter((part) => !part.parentElement.closest("details.romsov-fold"));
    if (!story || !parts.length || moved.length) return;
    const appendix = document.createElement("section");
    const heading = document.createElement("h2");
    heading.textContent = "Appendix";
    appendix.className = "romsov-appendix";
    const cited = (part) => part.matches(".romsov-cited");
    if (parts.some((part) => !cited(part))) appendix.append(heading);
    opened = folds.filter((part) => !part.open);
    for (const part of opened) part.open = true;
    moved = parts.map((part) => ({ part, place: document.createComment("") }));
    for (const { part, place } of moved) part.before(place);
    appendix.append(...parts.filter((part) => !cited(part)), ...parts.filter(cited));
    story.append(appendix);
  });
  addEventListener("afterprint", () => {
    for (const { part, place } of moved) place.replaceWith(part);
    for (const part of opened) part.open = false;
    document.querySelector(".romsov-appendix")?.remove();
    moved = [];
  });
})();
