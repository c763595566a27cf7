// Tables that can be sorted, and records that can also be narrowed down, paged and taken away as CSV.
// Without this script every row stands on the page already. What a reader chose is kept in the address.
(() => {
  const PER_PAGE = 50;
  // So many rows are read faster than narrowed down.
  const FEW = 5;
  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: "base" });
  const numbers = new Intl.NumberFormat(document.documentElement.lang);
  const plural = new Intl.PluralRules(document.documentElement.lang);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  // The catalogue gives a text for 1, 2 and 5: the one whose number counts as this one does is right.
  const counted = (forms, n) => {
    const at = [1, 2, 5].findIndex((one) => plural.select(one) === plural.select(n));
    return filled(forms[at < 0 ? 2 : at], { n: numbers.format(n) });
  };

  const element = (name, attributes = {}, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (value !== null && value !== undefined && value !== false) made.setAttribute(key, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  };

  const plain = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLocaleLowerCase();
  const squeeze = (text) => text.replace(/\s+/g, " ").trim();
  const shown = (cell) => {
    const note = cell.querySelector(".records__note, .table__note")?.textContent ?? "";
    const all = squeeze(cell.textContent);
    return note ? squeeze(all.slice(0, all.length - squeeze(note).length)) : all;
  };
  const sortKey = (row, index) => row.cells[index].dataset.value ?? shown(row.cells[index]);

  // Rows without a value come last, whichever way the others are sorted.
  const compare = (index, numeric, down) => (one, other) => {
    const [a, b] = [sortKey(one, index), sortKey(other, index)];
    if (!a || !b) return (a ? 0 : 1) - (b ? 0 : 1);
    const order = numeric ? Number(a) - Number(b) : collator.compare(a, b);
    return down ? -order : order;
  };

  const sortButtons = (heads, choose) => {
    heads.forEach((head, index) => {
      if (!head.dataset.sort) return;
      const label = head.textContent;
      head.replaceChildren(element("button", { type: "button", class: "records__sort", onclick: () => choose(index) }, label));
    });
  };
  const markSorted = (heads, index, down) => {
    heads.forEach((head, at) => {
      if (at === index) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  };

  // A short table only sorts; its order is kept in the address under the table's own name.
  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const body = table.tBodies[0];
    if (body.rows.length < 2) return;
    const listed = [...body.rows];
    const key = `sort-${table.id}`;
    const read = () => {
      const told = new URLSearchParams(location.search).get(key) ?? "";
      const index = Number.parseInt(told.replace("-", ""), 10) - 1;
      if (!heads[index]?.dataset.sort) {
        body.replaceChildren(...listed);
        markSorted(heads, -1);
        return;
      }
      const down = told.startsWith("-");
      body.replaceChildren(...[...listed].sort(compare(index, heads[index].dataset.sort === "number", down)));
      markSorted(heads, index, down);
    };
    sortButtons(heads, (index) => {
      const query = new URLSearchParams(location.search);
      query.set(key, (heads[index].getAttribute("aria-sort") === "ascending" ? "-" : "") + (index + 1));
      history.replaceState(null, "", `?${query}${location.hash}`);
      read();
    });
    read();
    addEventListener("popstate", read);
  };

  // --- records ------------------------------------------------------------------------------------------

  const records = (box) => {
    const table = box.querySelector("table");
    const said = JSON.parse(box.dataset.words);
    const tools = box.querySelector("[data-tools]");
    const body = table.tBodies[0];
    const heads = [...table.tHead.rows[0].cells];
    const fields = heads.map((head) => ({ key: head.dataset.key, label: squeeze(head.textContent), choose: "choose" in head.dataset, number: head.dataset.sort === "number", sort: Boolean(head.dataset.sort) }));
    let rows = [...body.rows].filter((row) => row.cells.length === fields.length);
    if (!rows.length) { tools.remove(); return; }
    const others = [...document.querySelectorAll("a[data-part]:not([aria-current])")];
    const partial = box.dataset.whole === "no" && location.protocol !== "file:";
    const state = { q: "", chosen: new Map(), sort: -1, down: false, page: 1, hidden: new Set(), all: false };
    let found = rows;

    const read = () => {
      const query = new URLSearchParams(location.search);
      state.q = query.get("q") ?? "";
      state.chosen = new Map(fields.filter((field) => field.choose && query.get(field.key)).map((field) => [field.key, query.get(field.key)]));
      const sort = query.get("sort") ?? "";
      state.down = sort.startsWith("-");
      state.sort = fields.findIndex((field) => field.sort && field.key === sort.replace(/^-/, ""));
      state.page = Math.max(1, Number.parseInt(query.get("page") ?? "1", 10) || 1);
      state.hidden = new Set((query.get("hide") ?? "").split(",").filter((key) => fields.some((field, at) => at > 0 && field.key === key)));
      state.all = query.get("all") === "1";
    };
    const write = () => {
      const query = new URLSearchParams();
      if (state.q) query.set("q", state.q);
      for (const [key, value] of state.chosen) query.set(key, value);
      if (state.sort >= 0) query.set("sort", (state.down ? "-" : "") + fields[state.sort].key);
      if (state.page > 1) query.set("page", state.page);
      if (state.hidden.size) query.set("hide", [...state.hidden].join(","));
      if (state.all) query.set("all", "1");
      const search = query.toString();
      history.replaceState(null, "", (search ? `?${search}` : location.pathname) + location.hash);
    };

    // Reading every cell of 10,000 rows takes a while: it is done once a row, when first needed.
    const texts = new WeakMap();
    const textOf = (row) => {
      if (!texts.has(row)) texts.set(row, plain(row.textContent));
      return texts.get(row);
    };
    const valuesOf = (row, index) => {
      const links = [...row.cells[index].querySelectorAll("a, .tag")].map((link) => squeeze(link.textContent));
      return links.length ? links : shown(row.cells[index]).split(", ").filter(Boolean);
    };

    const select = () => {
      const words = plain(state.q).split(/\s+/).filter(Boolean);
      const chosen = [...state.chosen].map(([key, value]) => [fields.findIndex((field) => field.key === key), value]);
      found = rows.filter((row) => words.every((word) => textOf(row).includes(word)) && chosen.every(([index, value]) => valuesOf(row, index).includes(value)));
      if (state.sort >= 0) found = [...found].sort(compare(state.sort, fields[state.sort].number, state.down));
    };

    const show = () => {
      select();
      const pages = Math.max(1, Math.ceil(found.length / PER_PAGE));
      state.page = Math.min(state.page, pages);
      const first = (state.page - 1) * PER_PAGE;
      const page = found.slice(first, first + PER_PAGE);
      body.replaceChildren(...page);
      for (const row of [table.tHead.rows[0], ...page]) {
        fields.forEach((field, index) => { row.cells[index].hidden = state.hidden.has(field.key); });
      }
      markSorted(heads, state.sort, state.down);
      const [from, to, n, all] = [first + 1, first + page.length, found.length, rows.length].map((number) => numbers.format(number));
      status.textContent = found.length
        ? filled(found.length === rows.length ? said.shown : said.chosen, { first: from, last: to, n, all })
        : counted(said.none, rows.length);
      download.textContent = counted(said.save, found.length);
      download.disabled = !found.length;
      back.disabled = state.page <= 1;
      next.disabled = state.page >= pages;
      pager.hidden = pages === 1;
      write();
    };
    const change = (edit, page = 1) => { edit(); state.page = page; show(); };

    // A cell that a spreadsheet would run as a formula is marked as text.
    const csvCell = (text) => `"${(/^[=+\-@\t]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
    const csv = () => {
      const columns = fields.map((field, index) => index).filter((index) => !state.hidden.has(fields[index].key));
      const noted = (cell) => {
        const note = cell.querySelector(".records__note");
        return note ? `${shown(cell)} (${squeeze(note.textContent)})` : shown(cell);
      };
      const lines = found.map((row) => [...columns.map((index) => noted(row.cells[index])), row.querySelector("a")?.href ?? ""]);
      return [[...columns.map((index) => fields[index].label), said.address], ...lines].map((line) => line.map(csvCell).join(",")).join("\r\n") + "\r\n";
    };
    const save = () => {
      const address = URL.createObjectURL(new Blob(["\uFEFF", csv()], { type: "text/csv;charset=utf-8" }));
      element("a", { href: address, download: `${table.id}.csv` }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
    };

    // --- the controls

    const labelled = (label, control, key, more = "") => {
      control.id = `${table.id}-by-${key}`;
      return element("div", { class: `records__control${more}` }, element("label", { for: control.id }, label), control);
    };
    const options = (index) => {
      const counts = new Map();
      for (const row of rows) for (const value of valuesOf(row, index)) counts.set(value, (counts.get(value) ?? 0) + 1);
      return [...counts].sort(([a], [b]) => collator.compare(a, b));
    };
    const words = element("input", { class: "records__field", type: "search", autocomplete: "off", oninput: () => change(() => { state.q = words.value; }) });
    const choosers = fields.map((field, index) => [field, index]).filter(([field]) => field.choose).map(([field, index]) => {
      const control = element("select", { class: "records__field", onchange: () => change(() => {
        if (control.value) state.chosen.set(field.key, control.value);
        else state.chosen.delete(field.key);
      }) });
      return { field, index, control };
    });
    const fill = () => {
      for (const { field, index, control } of choosers) {
        control.replaceChildren(element("option", { value: "" }, said.all), ...options(index).map(([value, count]) => element("option", { value }, `${value} (${numbers.format(count)})`)));
        control.value = state.chosen.get(field.key) ?? "";
      }
    };
    const order = element("select", { class: "records__field", onchange: () => change(() => {
      state.sort = Number(order.value.replace("-", "")) - 1;
      state.down = order.value.startsWith("-");
    }) }, element("option", { value: "0" }, said.listed), ...fields.flatMap((field, index) => (field.sort ? [element("option", { value: `${index + 1}` }, filled(said.up, { column: field.label })), element("option", { value: `-${index + 1}` }, filled(said.down, { column: field.label }))] : [])));
    const columns = fields.slice(1).map((field) => {
      const box = element("input", { type: "checkbox", onchange: () => change(() => {
        if (box.checked) state.hidden.delete(field.key);
        else state.hidden.add(field.key);
      }, state.page) });
      return { field, box };
    });
    const status = element("p", { class: "records__status", role: "status" });
    const download = element("button", { type: "button", class: "records__button", onclick: save });
    const clear = element("button", { type: "button", class: "records__button", onclick: () => change(() => {
      Object.assign(state, { q: "", chosen: new Map(), sort: -1, down: false, hidden: new Set() });
      mirror();
    }) }, said.clear);
    const turn = (by) => { change(() => {}, state.page + by); box.scrollIntoView({ block: "start" }); };
    const back = element("button", { type: "button", class: "records__button", onclick: () => turn(-1) }, said.back);
    const next = element("button", { type: "button", class: "records__button", onclick: () => turn(1) }, said.next);
    const pager = element("p", { class: "records__pager" }, back, next);

    // The months of a long list are pages of their own: their rows are fetched only when somebody asks.
    const fetchAll = async () => {
      everything.disabled = true;
      everything.textContent = said.loading;
      try {
        const texts = await Promise.all(others.map(async (link) => {
          const answer = await fetch(link.href);
          if (!answer.ok) throw new Error(answer.statusText);
          return answer.text();
        }));
        const read = [];
        for (const [at, text] of texts.entries()) {
          const part = new DOMParser().parseFromString(text, "text/html").getElementById(table.id);
          for (const anchor of part.querySelectorAll("a[href]")) anchor.href = new URL(anchor.getAttribute("href"), others[at].href).href;
          read.push(...part.tBodies[0].rows);
          // A phone stays usable while thousands of rows are read.
          await new Promise((rest) => setTimeout(rest));
        }
        rows = read.map((row) => document.adoptNode(row));
        state.all = true;
        everything.remove();
        fill();
        show();
      } catch {
        everything.disabled = false;
        everything.textContent = said.failed;
      }
    };
    const total = others.reduce((sum, link) => sum + (Number.parseInt(link.querySelector(".parts__count")?.textContent.replace(/\D/g, "") ?? "0", 10) || 0), 0);
    const everything = element("button", { type: "button", class: "records__button", onclick: fetchAll }, total ? counted(said.every, total) : said.everything);

    const mirror = () => {
      words.value = state.q;
      for (const { field, control } of choosers) control.value = state.chosen.get(field.key) ?? "";
      order.value = state.sort < 0 ? "0" : `${state.down ? "-" : ""}${state.sort + 1}`;
      for (const { field, box } of columns) box.checked = !state.hidden.has(field.key);
    };

    tools.append(
      element("details", { class: "records__narrow", open: rows.length > FEW && matchMedia("(min-width: 64rem)").matches },
        element("summary", {}, said.narrow),
        element("div", { class: "records__controls" },
          labelled(said.words, words, "words-in-row", " records__control--wide"),
          ...choosers.map(({ field, control }) => labelled(field.label, control, field.key)),
          labelled(said.order, order, "order", " records__control--sort"))),
      element("div", { class: "records__bar" }, status, ...(partial ? [everything] : []), download, clear),
      element("details", { class: "records__columns" },
        element("summary", {}, said.columns),
        element("div", { class: "records__columns-list" }, ...columns.map(({ field, box }) => element("label", { class: "records__column" }, box, field.label)))),
    );
    table.after(pager);
    sortButtons(heads, (index) => change(() => {
      state.down = state.sort === index && !state.down;
      state.sort = index;
      mirror();
    }));
    const start = () => { read(); fill(); mirror(); show(); };
    start();
    addEventListener("popstate", start);
    // Paper has no "next rows".
    addEventListener("beforeprint", () => body.replaceChildren(...found));
    addEventListener("afterprint", show);
    if (partial && state.all) fetchAll();
  };

  document.querySelectorAll("table[data-sortable]").forEach(sortable);
  document.querySelectorAll("[data-records]").forEach(records);
})();
