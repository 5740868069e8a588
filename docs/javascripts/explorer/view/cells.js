// What is drawn of a single cell: its square, its letter, its outline.

/** Whether cells of a size have room for a letter. */
export const legible = (cell) => Math.min(...cell) >= 11;

/** Fill a cell as its weight looks, with its letter where there is room. */
export function fillCell(context, [x, y], [width, height], { fill, letter, ink }, gap = 0) {
  context.fillStyle = fill;
  context.fillRect(x + gap, y + gap, width - 2 * gap, height - 2 * gap);
  if (letter) write(context, letter, x + width / 2, y + height / 2, Math.min(width, height) * 0.56, ink);
}

/** Write a short text, its middle at a place. */
export function write(context, text, x, y, size, colour, { weight = 500, align = "center", most = 16 } = {}) {
  const pixels = Math.min(size, most);
  context.fillStyle = colour;
  context.font = `${weight} ${pixels}px "Atkinson Hyperlegible Next", system-ui, sans-serif`;
  context.textAlign = align;
  context.textBaseline = "middle";
  context.fillText(text, x, y + pixels * 0.05);
}

/** Outline a cell that holds nothing. */
export function outline(context, [x, y], [width, height], colour, dash = []) {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.strokeRect(x + 1.5, y + 1.5, width - 3, height - 3);
  context.setLineDash([]);
}
