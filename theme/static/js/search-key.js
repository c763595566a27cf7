// "/" puts the cursor into the search box, as long as the reader is not already writing somewhere. Who speaks to a
// device or hits keys by accident can switch that off, on the page on accessibility (WCAG 2.1.4).
(() => {
  const KEPT = "search-key";
  const kept = (value) => {
    try {
      if (value) localStorage.setItem(KEPT, value);
      return localStorage.getItem(KEPT);
    } catch {
      return null;
    }
  };
  const box = document.querySelector("[data-search-key]");
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey || kept() === "off") return;
    event.preventDefault();
    box?.focus();
    box?.select();
  });
  const choice = document.querySelector("[data-search-key-choice]");
  if (!choice) return;
  const tick = choice.querySelector("input");
  tick.checked = kept() !== "off";
  tick.addEventListener("change", () => kept(tick.checked ? "on" : "off"));
  choice.hidden = false;
})();
