// Inputs and outputs, written along the edges of a matrix: x1, x2, … and y1, y2, …

import { integer } from "../model/numbers.js";
import { LABEL, writeLabel } from "./cells.js";

const CHARACTER = 7.4;
const TOP = 19;

const label = (letter, unit) => `${letter}${integer(unit + 1)}`;
const room = (letter, units) => label(letter, units - 1).length * CHARACTER + 5;

/** The room that labels need, at the left and at the top. */
export const margins = ({ index }) => [room("y", index.rows), TOP];

/** Write a matrix's labels: all where there is room, otherwise the first and the last in view. */
export function labelAxes(context, view, pointed) {
  const {
    scene: { drawn, theme },
    origin,
    box,
    cell,
    first,
    seen,
  } = view;
  const put = (axis, unit, at, align) => {
    const on = unit === pointed[axis];
    const [x, y] = axis ? [origin[0] - 5, at] : [at, TOP / 2 - 1];
    writeLabel(context, label("xy"[axis], unit), x, y, theme, on, axis ? "right" : align);
  };
  view.span.forEach(([from, to], axis) => {
    const units = [drawn.wide, drawn.tall][axis];
    if (cell[axis] >= (axis ? LABEL + 1.5 : room("x", to))) {
      for (let unit = from; unit < to; unit++) {
        const middle = unit + 0.5 - first[axis];
        if (middle >= 0 && middle <= seen[axis])
          put(axis, unit, origin[axis] + middle * cell[axis], "center");
      }
      return;
    }
    const inset = axis ? LABEL / 2 : 0;
    put(axis, from * units, origin[axis] + inset, "left");
    put(axis, to * units - 1, origin[axis] + box[axis] - inset, "right");
  });
}
