// A card at a name or a figure in the text, for readers who point at it or come to it by keyboard. What it shows
// stands on the page already (who is named here, figures in this article): the card brings it to the word.
// Escape closes it, and it stays while the pointer is on it.
(() => {
  const WAIT = 250;
  const card = document.createElement("div");
  card.className = "card";
  card.id = "card";
  card.setAttribute("role", "tooltip");
  card.hidden = true;
  document.body.append(card);

  const told = new Map();
  for (const entry of document.querySelectorAll("[data-card]")) {
    const link = entry.querySelector("a[href]");
    if (link && !told.has(link.href)) told.set(link.href, entry);
  }

  let timer;
  let owner;

  const close = () => {
    clearTimeout(timer);
    card.hidden = true;
    owner?.removeAttribute("aria-describedby");
    owner = undefined;
  };

  const open = (link) => {
    const entry = told.get(link.href);
    if (!entry || owner === link) return;
    close();
    owner = link;
    const copy = entry.cloneNode(true);
    for (const one of copy.querySelectorAll("a")) one.replaceWith(...one.childNodes);
    for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
    card.replaceChildren(...copy.childNodes);
    card.hidden = false;
    link.setAttribute("aria-describedby", card.id);
    const place = link.getClientRects()[0];
    const room = document.documentElement.clientWidth - card.offsetWidth - 8;
    card.style.left = `${Math.max(8, Math.min(place.left, room)) + scrollX}px`;
    const below = place.bottom + card.offsetHeight + 16 < innerHeight;
    card.style.top = `${(below ? place.bottom + 6 : place.top - card.offsetHeight - 6) + scrollY}px`;
  };

  const later = (act) => {
    clearTimeout(timer);
    timer = setTimeout(act, WAIT);
  };

  for (const link of document.querySelectorAll(".mark__name, .mark__amount")) {
    if (!told.has(link.href)) continue;
    link.removeAttribute("title");
    link.addEventListener("pointerenter", (event) => event.pointerType === "mouse" && later(() => open(link)));
    link.addEventListener("pointerleave", () => later(close));
    link.addEventListener("focus", () => link.matches(":focus-visible") && open(link));
    link.addEventListener("blur", close);
  }
  card.addEventListener("pointerenter", () => clearTimeout(timer));
  card.addEventListener("pointerleave", () => later(close));
  document.addEventListener("keydown", (event) => event.key === "Escape" && close());
})();
