// The kernel on the input, at the stop that makes one output. It slides: its stops are the matrix's rows. That of a
// transposed layer slides over the outputs, a stop an input, and its stops are columns: all here is its mirror's.
// Of sharing only it is so wide that it reaches every input from every stop, and hangs over the edges.

import { eachPlace, range, unravel } from "../model/arrays.js";
import { kernelSize, stopOf } from "../model/kernel.js";
import { fillCell, legible, outline, writeLabel } from "./cells.js";
import { frame } from "./surface.js";
import { Tiles } from "./tiles.js";

/** Of so many stops at most all are drawn, one below the other. */
const MOST_STOPS = 12;
const FAINT = 0.26;
const LABELS = 20;
/** A narrower column has no room for a label of its own. */
const ROOMY = 17;

export class Kernel extends Tiles {
  constructor(pointing) {
    super("kernel", "Kernel", "Arrow keys move, Enter keeps one lit.", pointing);
  }

  show(whole) {
    const scene = whole.sliding;
    const {
      index,
      layer: { axes, inChannels, outChannels, inputShape },
    } = scene;
    const turned = scene !== whole;
    const stacked = axes.length * inChannels * outChannels === 1 && index.rows <= MOST_STOPS;
    const [across, down = [0, 1]] = axes.map((axis) => axis.reach).reverse();
    Object.assign(this, {
      whole,
      scene,
      letters: turned ? "xy" : "yx",
      stacked,
      margin: stacked ? LABELS : 0,
    });
    if (stacked) this.setShape([1, index.rows, index.columns], [[0, index.rows], across]);
    else this.setShape(inputShape, [down, across]);
    this.wide = this.reach;
    this.told.textContent = index.shared
      ? `of ${kernelSize(index).join("×")}, ${turned ? "over the outputs" : "slides"}`
      : `each ${turned ? "input" : "output"} has its own`;
    this.stage.classList.toggle("stacked", stacked);
  }

  light(lit, _, stop) {
    const focus = this.whole.turn(lit);
    const input = this.scene.inputOf(focus);
    if (input !== null && !this.stacked) this.tile = this.place(input)[0];
    super.light(focus, stop);
  }

  get #fine() {
    return legible([this.cell, this.cell]);
  }

  layout() {
    const { index } = this;
    this.reach = this.wide;
    super.layout();
    // Where nobody could read what hangs over the edges, it need not have room unless it does hang there.
    if (this.stacked || this.#fine || (index.shared && !index.sparse)) return;
    this.reach = this.shape.slice(1).map((length) => [0, length]);
    super.layout();
  }

  draw() {
    this.layout();
    const { stacked, focus } = this;
    const fine = this.#fine;
    const context = this.context(this.base);
    const pixels = !stacked && !fine && this.full ? new Uint32Array(this.index.columns) : null;
    if (pixels) this.scene.painter.row(this.stop, pixels);
    for (const tile of this.shown) {
      this.drawTile(context, tile, pixels);
      if (stacked) this.#drawStops(context);
      else if (fine && this.#sees(tile)) this.#drawStop(context, this.stop, tile);
      this.frameTile(context, tile, 1.5);
    }
    this.#drawReach(context);
    if (stacked || focus?.kind !== "input" || focus.resting) return;
    const place = this.place(focus.unit);
    if (!this.shown.includes(place[0])) return;
    context.fillStyle = this.theme.accent;
    context.fillRect(...this.corner(place), Math.max(this.cell, 2), Math.max(this.cell, 2));
  }

  /** All stops of a row of inputs, the present one in full, and what they are called. */
  #drawStops(context) {
    const { cell, focus, index, letters, theme } = this;
    const [[leftmost] = [0]] = stopOf(index, 0).cells[0];
    for (const row of range(index.rows)) {
      this.#drawStop(context, row, 0);
      const [x, y] = this.corner([0, row, Math.min(leftmost, 0)]);
      const on = focus && focus.kind !== "input" && row === this.stop;
      writeLabel(context, letters[0] + (row + 1), x - 4, y + cell / 2, theme, on, "right");
    }
    for (let column = 0; column < index.columns; column += cell < ROOMY ? 2 : 1) {
      const [x, y] = this.corner([0, 0, column + 0.5]);
      writeLabel(
        context,
        letters[1] + (column + 1),
        x,
        y - 10,
        theme,
        focus?.kind === "input" && column === focus.unit,
      );
    }
  }

  /** The kernel at a stop, on a tile's channel. */
  #drawStop(context, stop, tile) {
    const { scene, index, slices, stacked, focus } = this;
    const { layer, names } = scene;
    const [, tall, wide] = this.shape;
    const { out, cells } = stopOf(index, stop);
    const pair = out * layer.inChannels + Math.floor(tile / slices);
    const tap = scene.nameOf(focus);
    eachPlace(
      cells.map(({ length }) => length),
      (at) => {
        const picked = at.map((k, axis) => cells[axis][k]);
        const [x, y = stacked ? stop : 0, z = 0] = picked.map(([place]) => place).reverse();
        if (z !== tile % slices) return;
        const slots = picked.map(([, slot]) => slot);
        const name = index.shared ? names.at(index, pair, slots) : null;
        const unit = stacked ? x : this.unit([tile, y, x]);
        let on = !stacked || !focus || stop === this.stop;
        if (tap !== null) on = name === tap;
        else if (focus?.kind === "cell") on &&= unit === focus.column;
        else if (stacked && focus?.kind === "input") on = unit === focus.unit;
        this.#drawCell(context, [tile, y, x], name, y >= 0 && y < tall && x >= 0 && x < wide, on);
      },
    );
  }

  /** Whether the present output is linked to a tile's channel. */
  #sees(tile) {
    const { inputs } = this.index.line(0, unravel(this.stop, this.index.layer.outputShape)[0]);
    return inputs.indexOf(Math.floor(tile / this.slices)) >= 0;
  }

  /** A cell of the kernel: as its weight looks on the input, hollow off the edge. */
  #drawCell(context, place, name, inside, on) {
    const { cell, theme } = this;
    const look = this.scene.look(name);
    const at = this.corner(place);
    context.globalAlpha = on ? 1 : FAINT;
    if (inside) fillCell(context, at, [cell, cell], look, 0.5);
    else if (cell >= 6) outline(context, at, [cell, cell], theme.muted, [], this.#fine ? look.letter : "");
    context.globalAlpha = 1;
  }

  /** Frame what the kernel reaches over, which may be smaller than a pixel, or hang over the edges. */
  #drawReach(context) {
    const { index, cell, stacked, stop, focus } = this;
    const { axes } = index.layer;
    if (stacked && (!focus || /weight|input/.test(focus.kind))) return;
    const bounds = stopOf(index, stop).cells.map((along) => {
      const [low, high] = [along[0]?.[0], along.at(-1)?.[0]];
      return [low, high - low + 1];
    });
    // A kernel that goes round a ring lies there in several pieces, and one on padding only nowhere.
    const whole = ([, length], k) =>
      length > 0 && (!axes[k].circular || !index.sparse || length === axes[k].span);
    if (!bounds.every(whole)) return;
    const [[left, wide], [top, tall] = [stacked ? stop : 0, 1]] = bounds.reverse();
    for (const tile of this.shown) {
      if (this.#sees(tile))
        frame(context, ...this.corner([tile, top, left]), wide * cell, tall * cell, this.theme.ink);
    }
  }

  focusAt([tile, row, column]) {
    const { index, whole, stacked, stop } = this;
    const { names, drawn } = this.scene;
    // A tap of the kernel where it stands; elsewhere an input, or what hangs over the edge.
    const [at, unit] = stacked ? [row, column] : [stop, this.unit([tile, row, column])];
    if (column >= 0 && column < this.shape[2] && drawn.kind !== "blocks" && index.slots(at, unit))
      return whole.turn({ kind: "cell", row: at, column: unit });
    if (!stacked) return whole.turn({ kind: "input", unit });
    const hit = index.shared && stopOf(index, row).cells[0].find(([place]) => place === column);
    return hit
      ? { kind: "weight", name: names.at(index, 0, [hit[1]]), row }
      : whole.turn({ kind: "output", unit: row });
  }

  start() {
    const first = this.index.linked(this.stop, 1)[0] ?? 0;
    return this.stacked ? [0, this.stop, first] : this.place(first);
  }
}
