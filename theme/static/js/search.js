// The search page: Pagefind finds, this shows. The address holds the whole state, so that a search can be
// shared and Back works. Without scripts the page is a directory; opened from disk it says why it stays one.

const FACETS = ["kind", "source", "donor", "person", "event", "year"];
// A screenful first: each result is a file. Ten more come by themselves when a reader gets there, the rest when asked.
const FIRST = 6;
const AT_ONCE = 10;
const MOST_VALUES = 12;
const PAUSE = 150;
// Whoever types a name looks for the page about it before all pages that mention it.
const WORTH = { pageLength: 0.4, metaWeights: { title: 6, names: 40 } };
// A facet alone is a search for the word that the index gives every page.
const EVERYTHING = "xallx";
const NO_VALUE = "\u0000";

const place = document.querySelector("[data-search]");
const form = place.querySelector("form");
const box = form.querySelector("input[type=search]");
const out = place.querySelector("[data-search-results]");
const root = place.dataset.root;

// The interface's words stand in the page, in the site's language; {n} and the like are filled in here.
const said = JSON.parse(place.dataset.words);
const language = document.documentElement.lang;
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
// The catalogue gives a text for 1, 2 and 5: the one whose number counts as this one does is right.
const plural = new Intl.PluralRules(language);
const counted = (forms, n) => {
  const at = [1, 2, 5].findIndex((one) => plural.select(one) === plural.select(n));
  return filled(forms[at < 0 ? 2 : at], { n: new Intl.NumberFormat(language).format(n) });
};

// --- building elements: scraped words only ever become text ------------------------------------------

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

// Pagefind gives an excerpt with &lt; &gt; &amp; escaped and <mark> around the words found. An inert document
// reads it, and only its text and its marks are taken over; what ends a sentence is no part of a word.
function excerpt(html) {
  const read = new DOMParser().parseFromString(html, "text/html");
  const line = element("p", { class: "result__excerpt" });
  for (const node of read.body.childNodes) {
    if (node.nodeName !== "MARK") { line.append(node.textContent); continue; }
    const [, before, word, after] = node.textContent.match(/^(\p{P}*)(.*?)(\p{P}*)$/su);
    line.append(before, element("mark", {}, word), after);
  }
  return line;
}

// --- the state, which is the address -------------------------------------------------------------------

function stateFromAddress() {
  const query = new URLSearchParams(location.search);
  const filters = {};
  for (const name of FACETS) {
    const values = query.getAll(name).filter(Boolean);
    if (values.length) filters[name] = values;
  }
  return { q: query.get("q") ?? "", sort: query.get("sort") === "date" ? "date" : "", filters };
}

function addressOf(state) {
  const query = new URLSearchParams();
  if (state.q) query.set("q", state.q);
  for (const name of FACETS) for (const value of state.filters[name] ?? []) query.append(name, value);
  if (state.sort) query.set("sort", state.sort);
  const text = query.toString();
  return location.pathname + (text ? `?${text}` : "");
}

let state = stateFromAddress();

function go(next, { replace = false } = {}) {
  state = next;
  if (addressOf(state) !== location.pathname + location.search) {
    history[replace ? "replaceState" : "pushState"](null, "", addressOf(state));
  }
  show();
}

// --- the frame: status, sorting, facets, list -----------------------------------------------------------

const status = element("p", { class: "results__status", role: "status", "aria-live": "polite" });
const sort = element(
  "select",
  { id: "search-sort", class: "results__sort" },
  element("option", { value: "" }, said.best),
  element("option", { value: "date" }, said.newest),
);
const head = element(
  "div",
  { class: "results__head", hidden: true },
  element("label", { for: "search-sort" }, said.sort),
  sort,
);
const facets = element("div", {});
// On a phone it takes one line, whether its facets are there yet or not.
const narrow = element("details", { class: "results__facets", hidden: true, open: matchMedia("(min-width: 56rem)").matches }, element("summary", { class: "results__narrow" }, said.narrow), facets);
const list = element("ol", { class: "results__list", role: "list", "aria-label": said.results });
const more = element("button", { type: "button", class: "results__more", hidden: true }, said.more);
out.classList.add("results");
out.append(status, head, narrow, element("div", { class: "results__found" }, list, more));

// --- finding --------------------------------------------------------------------------------------------

let engine;
function pagefind() {
  engine ??= import(new URL(`${root}pagefind/pagefind.js`, location.href)).then(async (module) => {
    // A worker of its own would cost every reader's first search 12 kB more.
    await module.options({ excerptLength: 28, ranking: WORTH, noWorker: true });
    await module.init();
    return module;
  });
  return engine;
}

let turn = 0;
let found = [];
let shown = 0;

async function show() {
  const mine = ++turn;
  // The room that results will take is theirs from the start, so that nothing moves when they come.
  const sought = Boolean(state.q) || Object.keys(state.filters).length > 0;
  document.documentElement.classList.toggle("sought", sought);
  narrow.hidden = !sought;
  // Closed on a phone, it still says what is chosen.
  narrow.firstElementChild.textContent = [said.narrow, ...Object.values(state.filters).flat()].join(" · ");
  if (box.value.trim() !== state.q) box.value = state.q;
  sort.value = state.sort;
  const chosen = Object.keys(state.filters).length > 0;
  if (!state.q && !chosen) {
    status.textContent = "";
    head.hidden = more.hidden = true;
    facets.replaceChildren();
    list.replaceChildren();
    return;
  }
  let answer;
  try {
    answer = await search();
  } catch {
    if (mine === turn) status.textContent = said.broken;
    return;
  }
  if (mine !== turn) return;
  found = answer.results;
  shown = 0;
  const count = found.length ? counted(said.found, found.length) : said.none;
  status.textContent = filled(state.q ? said.sought : said.plain, { found: count, words: state.q });
  head.hidden = found.length < 2;
  await showMore(mine, true);
  if (mine === turn) await tally(mine);
}

// The facets' own files come after the results, and only those of facets that are open: a reader waits for the
// results alone, and on a phone no facet is open before somebody wants to narrow down.
async function tally(mine) {
  const module = await pagefind();
  const wanted = narrow.open ? FACETS.filter((name) => isOpen(name) && !loaded.has(name)) : [];
  // What holds no value that nobody has is everything: the engine must look at the facet to know.
  await Promise.all(wanted.map((name) => module.preload(state.q || EVERYTHING, { filters: { [name]: { none: [NO_VALUE] } } })));
  for (const name of wanted) loaded.add(name);
  const tallied = loaded.size ? await search() : { filters: {}, totalFilters: {} };
  if (mine === turn) showFacets(tallied);
}

async function search() {
  const module = await pagefind();
  // Several values of one facet mean any of them; several facets mean all of them.
  const filters = Object.fromEntries(Object.entries(state.filters).map(([name, any]) => [name, { any }]));
  return module.search(state.q || EVERYTHING, state.sort ? { filters, sort: { date: "desc" } } : { filters });
}

let busy = 0;
async function showMore(mine, anew = false, unasked = false) {
  if (!anew && busy === mine) return;
  busy = mine;
  const loading = found.slice(shown, shown + (anew ? FIRST : AT_ONCE)).map((one) => one.data());
  const next = foremost(await Promise.all(loading), anew);
  if (mine !== turn) return;
  const items = next.map(result);
  if (anew) list.replaceChildren(...items);
  else list.append(...items);
  shown += next.length;
  more.hidden = shown >= found.length;
  busy = 0;
  if (!anew && !unasked) items[0]?.querySelector("a").focus();
}

// Whatever has the very name that is sought comes first.
const spelled = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase().trim();
function foremost(results, anew) {
  if (!anew || state.sort || !state.q) return results;
  const rank = ({ meta }) => [meta.title, ...(meta.names ?? "").split("; ")].findIndex((name) => meta.names && spelled(name) === spelled(state.q));
  const place = (one) => { const at = rank(one); return at < 0 ? 2 : Math.min(at, 1); };
  return [...results].sort((one, other) => place(one) - place(other));
}

// "2022-11-30" as readers write it, as precise as it is known.
const written = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" });
const month = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { month: "long", year: "numeric", timeZone: "UTC" });
function day(iso) {
  const parts = iso.split("-").length;
  const text = parts === 3 ? written.format(new Date(iso)) : parts === 2 ? month.format(new Date(iso)) : iso;
  return element("time", { datetime: iso }, text);
}

// Pagefind makes an absolute path of a record's address; what stands in the record is relative to the root.
function result(data) {
  const link = element("a", { class: "result__link", href: root + data.raw_url.replace(/^\/+/, "") }, data.meta.title);
  const { kind, source, date } = data.meta;
  const facts = [source, date && day(date)].filter(Boolean);
  const mark = element("span", { class: `result__kind result__kind--${said.kinds[kind] ?? "page"}` }, kind ?? "");
  return element(
    "li",
    { class: "result" },
    element("p", { class: "result__facts" }, mark, ...facts.map((fact) => element("span", {}, fact))),
    element("h2", { class: "result__title" }, link),
    excerpt(data.excerpt),
  );
}

// --- facets ---------------------------------------------------------------------------------------------

const opened = new Set(["kind", "donor"]);
const loaded = new Set();
const isOpen = (name) => opened.has(name) || Boolean(state.filters[name]);

function showFacets(answer) {
  const focused = document.activeElement?.dataset?.facet;
  facets.replaceChildren(...FACETS.map((name) => facet(name, said[name], answer)).filter(Boolean));
  if (focused) facets.querySelector(`[data-facet="${CSS.escape(focused)}"]`)?.focus();
}

function facet(name, title, answer) {
  const chosen = state.filters[name] ?? [];
  // Within a facet that is in use the counts are those of widening it, else those of narrowing down.
  const counts = (chosen.length ? answer.totalFilters : answer.filters)?.[name] ?? {};
  const values = Object.entries(counts).filter(([value, count]) => count > 0 || chosen.includes(value));
  for (const value of chosen) if (!(value in counts)) values.push([value, 0]);
  if (!values.length && loaded.has(name)) return null;
  values.sort(
    ([a, m], [b, n]) => chosen.includes(b) - chosen.includes(a) || n - m || a.localeCompare(b, language),
  );
  const details = element(
    "details",
    { class: "choice", open: isOpen(name) },
    element("summary", { class: "choice__title" }, title),
    element("ul", { class: "choice__list", role: "list" }, ...values.slice(0, Math.max(MOST_VALUES, chosen.length)).map(([value, count]) => choice(name, value, count, chosen))),
  );
  details.addEventListener("toggle", () => {
    if (details.open) opened.add(name);
    else opened.delete(name);
    if (details.open && narrow.open && !loaded.has(name)) tally(turn);
  });
  return details;
}

function choice(name, value, count, chosen) {
  const tick = element("input", { type: "checkbox", checked: chosen.includes(value), "data-facet": `${name}=${value}` });
  tick.addEventListener("change", () => {
    const values = tick.checked ? [...chosen, value] : chosen.filter((other) => other !== value);
    const { [name]: _, ...others } = state.filters;
    go({ ...state, filters: values.length ? { ...others, [name]: values } : others });
  });
  return element(
    "li",
    { class: "choice__item" },
    element("label", { class: "choice__label" }, tick, element("span", { class: "choice__value" }, value), " ", element("span", { class: "choice__count" }, String(count))),
  );
}

// --- what a reader does -----------------------------------------------------------------------------------

let typing;
if (location.protocol === "file:") {
  status.textContent = said.disk;
  form.hidden = true;
} else {
  box.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(() => go({ ...state, q: box.value.trim() }, { replace: true }), PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    go({ ...state, q: box.value.trim() });
  });
  sort.addEventListener("change", () => go({ ...state, sort: sort.value }));
  more.addEventListener("click", () => showMore(turn));
  new IntersectionObserver(([there]) => {
    if (there.isIntersecting && shown === FIRST) showMore(turn, false, true);
  }).observe(more);
  narrow.addEventListener("toggle", () => { if (narrow.open && shown) tally(turn); });
  addEventListener("popstate", () => {
    clearTimeout(typing);
    state = stateFromAddress();
    box.value = state.q;
    show();
  });
  box.value = state.q;
  show();
}
