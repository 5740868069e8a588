// What is written between and into the cells of a matrix that are large enough.

/** Whether a view's cells have room for a number. */
export const legible = ({ cell }) => Math.min(...cell) >= 15;

/** Rule hairlines between cells. */
export function rule(context, { scene, box, cell, origin, first, seen }) {
  context.fillStyle = scene.theme.rule;
  context.globalAlpha = 0.55;
  [0, 1].forEach((axis) => {
    if (cell[axis] < 6) return;
    for (let line = Math.ceil(first[axis]); line < first[axis] + seen[axis]; line++) {
      const at = origin[axis] + (line - first[axis]) * cell[axis];
      if (axis) context.fillRect(origin[0], at - 0.5, box[0], 1);
      else context.fillRect(at - 0.5, origin[1], 1, box[1]);
    }
  });
  context.globalAlpha = 1;
}

/** Print the weight of each cell in view. */
export function numberAll(context, view) {
  const { drawn } = view.scene;
  const end = (axis, all) => Math.min(all, Math.ceil(view.first[axis] + view.seen[axis]));
  for (let row = Math.floor(view.first[1]); row < end(1, drawn.rows); row++) {
    for (let column = Math.floor(view.first[0]); column < end(0, drawn.columns); column++) {
      const id = drawn.index.id(row, column);
      if (id >= 0n) number(context, view, id, row, column);
    }
  }
}

/** Print a weight's id in a cell. */
export function number(context, view, id, row, column, weight = 400) {
  const text = String(id);
  const [width, height] = view.cell;
  const size = Math.min(height * 0.5, (width * 1.45) / text.length, 14);
  if (size < 7) return;
  const [x, y] = view.corner(row, column);
  context.save();
  context.fillStyle = view.scene.theme["on-weight"];
  context.font = `${weight} ${size}px "Atkinson Hyperlegible Mono", monospace`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.fillText(text, x + width / 2, y + height / 2 + size * 0.06);
  context.restore();
}
