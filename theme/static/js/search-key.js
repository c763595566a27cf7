// "/" puts the cursor into the search box, as long as the reader is not already writing somewhere.
(() => {
  const box = document.querySelector("[data-search-key]");
  document.addEventListener("keydown", (event) => {
    const writing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || writing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    box?.focus();
    box?.select();
  });
})();
