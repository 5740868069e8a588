// Inputs and outputs, written along the edges of a matrix: x1, x2, … and y1, y2, …

import { write } from "./cells.js";

const SIZE = 12.5;
const CHARACTER = 7.4;
const TOP = 19;

const label = (letter, unit) => `${letter}${(unit + 1).toLocaleString("en-US")}`;
const widest = (letter, units) => label(letter, units - 1).length * CHARACTER;

/** The room that labels need, at the left and at the top. */
export const margins = ({ drawn, index }) => [widest("y", drawn.kind === "blocks" ? index.rows : drawn.rows) + 6, TOP];

/** Write a matrix's labels: all where there is room, otherwise the first and the last in view. */
export function labelAxes(context, view, [output, input]) {
  const { scene: { drawn, theme }, origin, cell, first, seen } = view;
  const [across, down] = view.span;
  const place = (axis, unit) => origin[axis] + (unit + 0.5 - first[axis]) * cell[axis];
  const [tall, wide] = [drawn.tall, drawn.wide];
  const inside = (axis, unit) => unit + 0.5 >= first[axis] && unit + 0.5 <= first[axis] + seen[axis];
  const all = (axis, [from, to], needed) => {
    if (cell[axis] >= needed) return Array.from({ length: to - from }, (_, i) => from + i).filter((unit) => inside(axis, unit));
    return [from, to - 1];
  };
  const options = (on) => ({ most: SIZE, weight: on ? 700 : 400 });
  const shown = all(0, across, widest("x", across[1]) + 5);
  shown.forEach((unit, i) => {
    const ends = shown.length === 2 && cell[0] < widest("x", across[1]) + 5;
    const text = label("x", (unit + (ends && i ? 1 : 0)) * wide - (ends && i ? 1 : 0));
    const edge = i ? { x: origin[0] + view.box[0], align: "right" } : { x: origin[0], align: "left" };
    const on = unit === input;
    write(context, text, ends ? edge.x : place(0, unit), TOP / 2 - 1, SIZE, on ? theme.ink : theme.muted, { ...options(on), align: ends ? edge.align : "center" });
  });
  const rows = all(1, down, SIZE + 1.5);
  rows.forEach((unit, i) => {
    const ends = rows.length === 2 && cell[1] < SIZE + 1.5;
    const text = label("y", (unit + (ends && i ? 1 : 0)) * tall - (ends && i ? 1 : 0));
    const y = ends ? origin[1] + (i ? view.box[1] - SIZE / 2 : SIZE / 2) : place(1, unit);
    const on = unit === output;
    write(context, text, origin[0] - 5, y, SIZE, on ? theme.ink : theme.muted, { ...options(on), align: "right" });
  });
}
