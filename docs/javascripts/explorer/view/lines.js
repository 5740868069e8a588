// Neurons joined by lines: inputs above, outputs below, a line a connection; one output's lines in full.

import { LABEL, write, writeLabel } from "./cells.js";
import { clamp, Surface } from "./surface.js";

/** Of so many inputs or outputs at most the lines can be told apart. */
const MOST = [17, 12];
const EDGE = 24;
const NEAR = 8;

/** Places are [row, column] of a connection, or { unit } of an input or output. */
export class Lines extends Surface {
  constructor(pointing) {
    super("lines", "Lines", "Arrow keys move, Enter keeps one lit.", pointing);
  }

  /** Whether a layer has few enough neurons. */
  static few = ({ rows, columns }) => columns <= MOST[0] && rows <= MOST[1];

  show(scene) {
    this.scene = scene;
    this.element.hidden = !Lines.few(scene.index);
    this.told.textContent = "a line is a connection";
  }

  /** Where a neuron is. */
  at(side, unit) {
    const { rows, columns } = this.index;
    const gap = Math.min((this.width - 2 * EDGE) / Math.max(columns - 1, rows - 1, 1), 46);
    const count = side === "input" ? columns : rows;
    return [
      this.width / 2 + (unit - (count - 1) / 2) * gap,
      side === "input" ? EDGE + 6 : this.height - EDGE - 6,
    ];
  }

  #eachNeuron(visit) {
    for (let unit = 0; unit < this.index.columns; unit++) visit("input", unit);
    for (let unit = 0; unit < this.index.rows; unit++) visit("output", unit);
  }

  get #radius() {
    return clamp(this.width / 70, 4, 8);
  }

  draw() {
    const { scene, focus, stop } = this;
    if (!Lines.few(scene.index)) return;
    const { index, theme } = this;
    const context = this.context(this.base);
    const ties = scene.tied(focus)?.cells.map(String);
    const lit = [];
    for (let row = 0; row < index.rows; row++) {
      for (const column of index.linked(row)) {
        const on = ties
          ? ties.includes(`${row},${column}`)
          : focus?.kind === "input"
            ? column === focus.unit
            : focus && row === stop;
        if (on) lit.push([row, column]);
        else this.#line(context, row, column, theme.own, 1, focus ? 0.3 : 0.65);
      }
    }
    for (const [row, column] of lit) this.#line(context, row, column, scene.cell(row, column).fill, 3.5, 1);
    for (const [row, column] of lit) this.#letter(context, row, column);
    const on = focus?.kind === "input" ? focus : { kind: "output", unit: focus && stop };
    this.#eachNeuron((side, unit) => this.#neuron(context, side, unit, side === on.kind && unit === on.unit));
  }

  #line(context, row, column, colour, width, alpha) {
    context.globalAlpha = alpha;
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.beginPath();
    context.moveTo(...this.at("input", column));
    context.lineTo(...this.at("output", row));
    context.stroke();
    context.globalAlpha = 1;
  }

  /** A line's letter on it, nearer to the input, where the lines are further apart. */
  #letter(context, row, column) {
    const { letter, fill, ink } = this.scene.cell(row, column);
    if (!letter) return;
    const [from, to] = [this.at("input", column), this.at("output", row)];
    const [x, y] = from.map((start, axis) => start + (to[axis] - start) * 0.34);
    disc(context, x, y, 9, fill, this.theme.paper, 1.5);
    write(context, letter, x, y, LABEL, ink);
  }

  #neuron(context, side, unit, on) {
    const { theme } = this;
    const [x, y] = this.at(side, unit);
    disc(context, x, y, this.#radius, on ? theme.ink : theme.paper, on ? theme.ink : theme.muted, 1.75);
    const [letter, away] = side === "input" ? ["x", -1] : ["y", 1];
    writeLabel(context, letter + (unit + 1), x, y + away * (this.#radius + 11), theme, on);
  }

  /** The neuron at a point, or else the nearest line of those in full. */
  locate(x, y) {
    const { index } = this;
    let [nearest, least] = [null, NEAR];
    this.#eachNeuron((kind, unit) => {
      const [a, b] = this.at(kind, unit);
      if (Math.hypot(x - a, y - b) <= this.#radius + NEAR) nearest = { kind, unit };
    });
    if (nearest) return nearest;
    for (let row = 0; row < index.rows; row++) {
      for (const column of index.linked(row)) {
        const away =
          distance([x, y], this.at("input", column), this.at("output", row)) + (row === this.stop ? 0 : 3);
        if (away < least) [nearest, least] = [[row, column], away];
      }
    }
    return nearest;
  }

  focusAt(place) {
    return Array.isArray(place) ? { kind: "cell", row: place[0], column: place[1] } : place;
  }

  start() {
    return { kind: "output", unit: this.stop };
  }

  step(place, { key }) {
    const { index } = this;
    const [row, column] = Array.isArray(place) ? place : [this.stop, -1];
    if (key === "ArrowUp" || key === "ArrowDown") {
      return { kind: "output", unit: clamp(row + (key === "ArrowUp" ? -1 : 1), 0, index.rows - 1) };
    }
    if (key !== "ArrowLeft" && key !== "ArrowRight") return null;
    const linked = index.linked(row);
    const at = linked.indexOf(column) + (key === "ArrowLeft" ? -1 : 1);
    return linked.length ? [row, linked[clamp(at, 0, linked.length - 1)]] : null;
  }
}

function disc(context, x, y, radius, fill, edge, width) {
  context.beginPath();
  context.arc(x, y, radius, 0, 7);
  context.fillStyle = fill;
  context.fill();
  context.strokeStyle = edge;
  context.lineWidth = width;
  context.stroke();
}

/** How far a point is from a stretch of line. */
function distance([x, y], [a, b], [c, d]) {
  const along = clamp(((x - a) * (c - a) + (y - b) * (d - b)) / ((c - a) ** 2 + (d - b) ** 2), 0, 1);
  return Math.hypot(x - a - along * (c - a), y - b - along * (d - b));
}
