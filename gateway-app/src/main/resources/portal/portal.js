// What pages do besides, where JavaScript is on. Every page works without this file.

/** Copies the text of the element that a button names. */
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  if (!source) return;
  const text = "value" in source ? source.value : source.textContent;
  const label = button.textContent;
  try {
    await navigator.clipboard.writeText(text.trim());
    button.textContent = "Copied";
  } catch {
    button.textContent = "Press Ctrl+C";
    getSelection()?.selectAllChildren(source);
  }
  setTimeout(() => { button.textContent = label; }, 1600);
});

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
