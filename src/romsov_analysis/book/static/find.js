// The search: sections and entries of the book (sections.js), found by words or phrases, marks and case ignored.
"use strict";
(() => {
  const MOST = 30; // results
  const MOST_ENTRIES = 10; // of them at least, if there are so many, from registers
  const WIDTH = 200; // letters of an excerpt
  const COMMON = new Set(
    ("a an and are as at be by did do for from had has have how in is it its of on or s that the their they this to " +
      "was were what when where which who whom whose why with").split(" "),
  );
  const OTHER = { "ł": "l", "đ": "d", "ø": "o", "ı": "i" }; // letters that no mark was added to

  // Each letter becomes one of the same length, so that places in the folded text are places in the text.
  const folded = (text) => text.replace(/[^\x00-\x7f]/g, (sign) => {
    const small = sign.toLowerCase();
    return (OTHER[small] ?? small.normalize("NFD"))[0];
  }).toLowerCase();

  // A word is met from its beginning, in one number or many; a short one and a phrase are met whole.
  const SIGN = "[\\p{L}\\p{N}]";
  const START = `(?<!${SIGN})`, END = `(?!${SIGN})`;
  const words = (text) => folded(text).match(new RegExp(`${SIGN}+`, "gu")) ?? [];
  const beginning = (word) => {
    if (word.length < 4) return word.length < 3 ? word + END : word;
    return word.replace(/([^su])s$/, "$1").replace(/(?:ie|(?<![aeou])y)$/, "(?:y|ie)");
  };
  const termsOf = (query) => {
    const phrases = [];
    const rest = query.replace(/["“”„«»]([^"“”„«»]+)["“”„«»]/g, (_, phrase) => {
      const found = words(phrase);
      if (found.length) phrases.push(found.join("[^\\p{L}\\p{N}]+") + END);
      return " ";
    });
    const single = words(rest);
    const telling = single.filter((word) => !COMMON.has(word));
    const sources = [...phrases, ...(telling.length || phrases.length ? telling : single).map(beginning)];
    return [...new Set(sources)].slice(0, 12).map((source) => ({
      met: new RegExp(`${START}${source}${SIGN}*`, "gu"),
      whole: new RegExp(`${START}${source}s?${END}`, "u"),
    }));
  };

  // Where the terms stand in a text: [start, end, number of the term], in order.
  const hitsIn = (text, terms) => terms
    .flatMap(({ met }, number) => [...text.matchAll(met)].map((hit) => [hit.index, hit.index + hit[0].length, number]))
    .sort((one, other) => one[0] - other[0]);

  // The stretch of at most WIDTH letters that has most terms, then most hits.
  const densest = (hits) => {
    let best = { first: 0, last: 0, terms: 0, count: 0 };
    for (let first = 0, last = 0; first < hits.length; first++) {
      while (last < hits.length && hits[last][1] - hits[first][0] <= WIDTH) last++;
      const terms = new Set(hits.slice(first, last).map((hit) => hit[2])).size;
      const count = last - first;
      if (terms > best.terms || (terms === best.terms && count > best.count)) best = { first, last, terms, count };
    }
    return best;
  };

  const search = (index, query) => {
    const terms = termsOf(query);
    const titles = index.pages.map(([, title]) => folded(title));
    const found = index.units.map(([page, anchor, heading, text, more]) => {
      const fields = [heading, text, more].map(folded);
      const hits = fields.map((field) => hitsIn(field, terms));
      return { page, anchor, heading, text, more, fields, hits };
    }).filter(({ hits }) => hits.some((found) => found.length));
    const rarity = terms.map((_, number) => {
      const having = found.filter(({ hits }) => hits.some((field) => field.some((hit) => hit[2] === number))).length;
      return Math.log(1 + index.units.length / (1 + having));
    });
    for (const unit of found) {
      const [inHeading, inText, inMore] = unit.hits;
      const [text, more] = [densest(inText), densest(inMore)];
      [unit.near, unit.said, unit.marks] =
        more.terms > text.terms ? [more, unit.more, inMore] : [text, unit.text || unit.more, inText];
      unit.has = 0;
      unit.score = 0;
      terms.forEach(({ met, whole }, number) => {
        const count = (hits) => hits.filter((hit) => hit[2] === number).length;
        const [heading, text, more] = [inHeading, inText, inMore].map(count);
        const title = titles[unit.page].search(met) >= 0;
        if (!(heading || text || more || title)) return;
        unit.has++;
        const exact = unit.fields.some((field) => whole.test(field)) ? 1 : 0.5;
        const told = 3 * text / (text + 2) + more / (more + 4);
        unit.score += rarity[number] * exact * (3 * !!heading + 1.5 * title + told);
      });
      unit.score *= 1 + Math.max(text.terms, more.terms / 2) / terms.length; // what stands together
    }
    const all = found.filter(({ has }) => has === terms.length);
    const wanted = (all.length ? all : found).sort((one, other) => other.has - one.has || other.score - one.score);
    const entry = ({ page }) => index.pages[page][2];
    const entries = wanted.filter(entry), sections = wanted.filter((unit) => !entry(unit));
    const shown = sections.slice(0, MOST - Math.min(MOST_ENTRIES, entries.length));
    const first = [...shown, ...entries].slice(0, MOST);
    return { terms: terms.length, all: all.length > 0, count: wanted.length, shown: first };
  };

  // --- what is shown: text, and marks around what was met ------------------------------------------------------

  const marked = (text, hits, from = 0, to = text.length) => {
    const parts = [];
    let at = from;
    for (const [start, end] of hits) {
      if (start < at || end > to) continue;
      const mark = document.createElement("mark");
      mark.textContent = text.slice(start, end);
      parts.push(text.slice(at, start), mark);
      at = end;
    }
    return [...parts, text.slice(at, to)];
  };

  const excerpt = ({ said, marks, near }) => {
    const first = near.terms ? marks[near.first][0] : 0;
    const last = near.terms ? marks[near.last - 1][1] : 0;
    let from = Math.max(first - Math.max(Math.ceil((WIDTH - (last - first)) / 2), 0), 0);
    let to = Math.min(Math.max(last, from + WIDTH), said.length);
    from = Math.max(Math.min(from, to - WIDTH), 0);
    while (from > 0 && from < first && said[from - 1] !== " ") from++;
    while (to < said.length && to > last && said[to] !== " ") to--;
    return [from > 0 ? "… " : "", ...marked(said, marks, from, to), to < said.length ? " …" : ""];
  };

  const item = (index, unit) => {
    const [address, title] = index.pages[unit.page];
    const link = document.createElement("a");
    const said = document.createElement("p");
    const place = document.createElement("li");
    link.href = `${address}#${encodeURIComponent(unit.anchor)}`;
    const first = title.endsWith(unit.heading); // the section that bears the title of its page
    link.append(...(first ? [title] : [`${title} · `, ...marked(unit.heading, unit.hits[0])]));
    said.append(...excerpt(unit));
    place.append(link, said);
    return place;
  };

  const places = (count) => (count === 1 ? "1 place" : `${count} places`);
  const told = ({ terms, all, count, shown }) => {
    if (!terms) return "Type a word, a name, or a phrase in quotation marks.";
    if (!count) return "Nothing was found. Fewer or shorter words find more.";
    const found = all ? `${places(count)} found` : `No place has all of these words; ${places(count)} found with some`;
    return shown.length < count ? `${found}, the first ${shown.length} are shown.` : `${found}.`;
  };

  const query = (new URLSearchParams(location.search).get("q") ?? "").trim();
  const field = document.querySelector(".romsov-search input[name=q]");
  const list = document.getElementById("search-results");
  if (!field || !list) return;
  field.value = query;
  field.focus();
  const found = search(window.romsovSections ?? { pages: [], units: [] }, query);
  list.replaceChildren(...found.shown.map((unit) => item(window.romsovSections, unit)));
  document.getElementById("search-count").textContent = told(found);
})();
