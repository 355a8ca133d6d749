"use strict";
for (const table of document.querySelectorAll("table.sortable")) {
  const heads = table.tHead.rows[0].cells;
  [...heads].forEach((head, column) => {
    if (head.hasAttribute("data-fixed")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.replaceChildren(button);
    button.onclick = () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      [...heads].forEach(other => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      const value = row => {
        const cell = row.cells[column];
        const text = cell.dataset.value ?? cell.textContent;
        return text !== "" && Number.isFinite(Number(text)) ? Number(text) : text;
      };
      const order = (a, b) => {
        const numbers = (typeof a === "number") + (typeof b === "number");
        return numbers === 2 ? a - b
          : numbers === 1 ? (typeof a === "number" ? -1 : 1)
          : String(a).localeCompare(String(b), "en", { numeric: true });
      };
      const rows = [...table.tBodies[0].rows].sort((a, b) => order(value(a), value(b)));
      table.tBodies[0].append(...(descending ? rows.reverse() : rows));
    };
  });
}
for (const filter of document.querySelectorAll("input[data-filters]")) {
  const rows = [...document.getElementById(filter.dataset.filters).tBodies[0].rows];
  const shown = filter.parentElement.querySelector("output");
  filter.parentElement.hidden = false;
  filter.oninput = () => {
    const words = filter.value.toLowerCase().split(/\s+/);
    for (const row of rows) {
      const text = row.textContent.toLowerCase();
      row.hidden = !words.every(word => text.includes(word));
    }
    shown.textContent = rows.filter(row => !row.hidden).length + " of " + rows.length;
  };
  filter.oninput();
}
