// Let the rows of a table in a `.sortable` be put in order by any column. Without scripts the table is whole.
{
  const NOT_IN_NUMBERS = /[^\d.]/g;

  const key = (row, column) => {
    const text = row.cells[column].textContent;
    return /^\D*\d/.test(text) && /^[\d.,×\s%—]+$/.test(text)
      ? Number(text.replace(NOT_IN_NUMBERS, ""))
      : text;
  };

  function order(table, column, falling) {
    const body = table.tBodies[0];
    const compare = (a, b) => (typeof a === "number" ? a - b : a.localeCompare(b, "en"));
    const rows = [...body.rows].sort((a, b) => compare(key(a, column), key(b, column)));
    body.append(...(falling ? rows.reverse() : rows));
    [...table.tHead.rows[0].cells].forEach((head, i) => {
      if (i === column) head.setAttribute("aria-sort", falling ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
  }

  function equip(table) {
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.onclick = () => order(table, column, head.getAttribute("aria-sort") !== "descending");
      head.replaceChildren(button);
    });
  }

  const equipAll = () =>
    document.querySelectorAll(".sortable table:not([data-sortable])").forEach((table) => {
      table.dataset.sortable = "";
      equip(table);
    });

  // The theme's stream of pages: instant navigation replaces the content, and may bring a table with it.
  if (globalThis.document$) globalThis.document$.subscribe(equipAll);
  else equipAll();
}
