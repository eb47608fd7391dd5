// What pages do besides, where JavaScript is on. Every page works without this file.

/** Copies the text of the element that a button names. */
document.addEventListener("click", async (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-copy]") : null;
  if (!button) return;
  const source = document.getElementById(button.dataset.copy);
  if (!source) return;
  const text = "value" in source ? source.value : source.textContent;
  // Of a button that says more to screen readers, only what is seen changes.
  const label = button.firstChild;
  const before = label.textContent;
  try {
    await navigator.clipboard.writeText(text.trim());
    label.textContent = "Copied";
  } catch {
    label.textContent = "Press Ctrl+C";
    getSelection()?.selectAllChildren(source);
  }
  setTimeout(() => { label.textContent = before; }, 1600);
});

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

/**
 * A form that changes something is sent once, however often its button is pressed: nobody would ever see the first of two keys.
 * After a while it may be sent again, in case that no answer came.
 */
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "true";
  setTimeout(() => { delete form.dataset.sent; }, 10_000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});

/**
 * A table of words that is too wide for its place may become a list on a narrow screen: each cell gets the name of its
 * column, and all of them the roles that they lose by being laid out otherwise. Tables of numbers scroll, unless each row is
 * read by itself.
 */
function label(table) {
  const names = [...table.tHead.rows[0].cells].map((cell) => cell.textContent.trim());
  table.classList.add("stack");
  table.setAttribute("role", "table");
  for (const group of [table.tHead, ...table.tBodies]) group.setAttribute("role", "rowgroup");
  for (const row of table.rows) row.setAttribute("role", "row");
  for (const cell of table.tHead.rows[0].cells) cell.setAttribute("role", "columnheader");
  for (const row of [...table.tBodies].flatMap((body) => [...body.rows])) {
    [...row.cells].forEach((cell, at) => {
      cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
      if (cell.tagName === "TD") cell.dataset.label = names[at] ?? "";
    });
  }
}

const places = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const table = target.querySelector(":scope > table");
    if (table?.tHead && table.scrollWidth > target.clientWidth && (table.matches(".log") || !table.querySelector(".number, input:not([type=hidden]), .heat"))) label(table);
  }
});
for (const place of document.querySelectorAll("main .scroll")) places.observe(place);
