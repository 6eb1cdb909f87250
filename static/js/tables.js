// Gives each cell of a stacking table its column's name, which phones show beside the value.
function labelTable(table) {
  const labels = [...table.querySelectorAll("thead th")].map((head) => head.textContent.trim());
  for (const row of table.querySelectorAll("tbody tr, tfoot tr")) {
    [...row.cells].forEach((cell, index) => {
      if (cell.tagName === "TD" && labels[index] && !cell.dataset.label && !cell.querySelector(".btn")) {
        cell.dataset.label = labels[index];
      }
    });
  }
}

export function labelCells(root) {
  root.querySelectorAll(".table-stack .data-table").forEach(labelTable);
}
