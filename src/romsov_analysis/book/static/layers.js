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
  const show = (shown) => root.classList.toggle("romsov-workings", shown);
  root.classList.add("romsov-layers");
  show(location.hash === "#workings" || remembered());

  addEventListener("DOMContentLoaded", () => {
    if (!document.querySelector("article div.cell")) return;
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

  // On paper the folded parts are open.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details.romsov-fold:not([open])")];
    for (const part of folded) part.open = true;
  });
  addEventListener("afterprint", () => { for (const part of folded) part.open = false; });
})();
