// What is drawn of a single cell: its square, its letter, its outline; and the label of a row or column.

/** How large labels are. */
export const LABEL = 12.5;
const LARGEST_LETTER = 16;

/** Whether cells of a size have room for a letter. */
export const legible = (cell) => Math.min(...cell) >= 11;

/** Fill a cell as its weight looks, with its letter where there is room. */
export function fillCell(context, [x, y], [width, height], { fill, letter, ink }, gap = 0) {
  context.fillStyle = fill;
  context.fillRect(x + gap, y + gap, width - 2 * gap, height - 2 * gap);
  write(context, letter, x + width / 2, y + height / 2, Math.min(width, height) * 0.56, ink);
}

/** Write a short text, its middle at a place. */
export function write(context, text, x, y, size, colour, weight = 500, align = "center") {
  const pixels = Math.min(size, LARGEST_LETTER);
  context.fillStyle = colour;
  context.font = `${weight} ${pixels}px "Atkinson Hyperlegible Next", system-ui, sans-serif`;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.fillText(text, x, y + pixels * 0.05);
}

/** Write what an input or an output is called, in bold where it is pointed at. */
export const writeLabel = (context, text, x, y, { ink, muted }, on, align) =>
  write(context, text, x, y, LABEL, on ? ink : muted, on ? 700 : 400, align);

/** Outline a cell that holds nothing, with the letter that it could hold. */
export function outline(context, [x, y], [width, height], colour, dash = [], letter = "") {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.strokeRect(x + 1.5, y + 1.5, width - 3, height - 3);
  context.setLineDash([]);
  write(context, letter, x + width / 2, y + height / 2, width * 0.53, colour, 400);
}
