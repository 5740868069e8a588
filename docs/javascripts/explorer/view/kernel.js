// The kernel on the input, at the stop that makes one output. It slides: its stops are the matrix's rows. That of a
// transposed layer slides over the outputs, a stop an input, and its stops are columns: all here is its mirror's.
// Of sharing only it is so wide that it reaches every input from every stop, and hangs over the edges.

import { eachPlace, range, unravel } from "../model/arrays.js";
import { kernelSize, stopOf } from "../model/kernel.js";
import { fillCell, legible, outline, write } from "./cells.js";
import { frame } from "./surface.js";
import { Tiles } from "./tiles.js";

/** Of so many stops at most all are drawn, one below the other. */
const MOST_STOPS = 12;
const FAINT = 0.26;
const LABELS = 22;

export class Kernel extends Tiles {
  constructor(pointing) {
    super("kernel", "Kernel", "Arrow keys move, Enter keeps one lit.", pointing);
  }

  show(whole) {
    const scene = whole.sliding;
    Object.assign(this, { whole, scene });
    const { layer } = scene;
    const { axes, inChannels, outChannels, inputShape } = layer;
    const reaches = axes.map((axis) => axis.reach);
    this.stacked =
      axes.length === 1 && inChannels === 1 && outChannels === 1 && axes[0].outputs <= MOST_STOPS;
    const down = axes.length > 1 ? reaches.at(-2) : [0, 1];
    if (this.stacked)
      this.setShape([1, scene.index.rows, inputShape[1]], [[0, scene.index.rows], reaches[0]]);
    else this.setShape(inputShape, [down, reaches.at(-1)]);
    this.wide = this.reach;
    this.close =
      axes.length > 1
        ? [
            [0, axes.at(-2).size],
            [0, axes.at(-1).size],
          ]
        : [
            [0, 1],
            [0, axes[0].size],
          ];
    const turned = scene !== whole;
    this.letters = turned ? "xy" : "yx";
    this.told.textContent = scene.index.shared
      ? `of ${kernelSize(scene.index).join("×")}, slides${turned ? " over the outputs" : ""}`
      : `each ${turned ? "input" : "output"} has its own`;
    this.stage.classList.toggle("stacked", this.stacked);
  }

  light(lit, _, stop) {
    const focus = this.whole.turn(lit);
    Object.assign(this, { focus, stop });
    const input = this.scene.inputOf(focus);
    if (input !== null && !this.stacked) this.tile = this.place(input)[0];
    this.draw();
  }

  layout() {
    if (!this.stacked) {
      this.reach = this.wide;
      super.layout();
      // Where nobody could read what hangs over the edges, it need not have room unless it does hang there.
      const { index } = this.scene;
      if (legible([this.cell, this.cell]) || (index.shared && !index.sparse)) return;
      this.reach = this.close;
      super.layout();
      return;
    }
    const [[top, bottom], [left, right]] = this.reach;
    this.cell = Math.min(
      Math.floor((this.width - 2 * LABELS) / (right - left)),
      Math.floor((this.height - LABELS) / (bottom - top)),
      34,
    );
    this.shown = [0];
    this.columns = 1;
    this.left = Math.max(LABELS, Math.floor((this.width - (right - left) * this.cell) / 2));
  }

  corner(place) {
    const [x, y] = super.corner(place);
    return this.stacked ? [x, y + LABELS - 4] : [x, y];
  }

  draw() {
    if (!this.scene || !this.width || this.stop === undefined) return;
    this.layout();
    const context = this.context(this.base);
    if (this.stacked) return this.drawStops(context);
    const { index, painter } = this.scene;
    const fine = legible([this.cell, this.cell]);
    const pixels = !fine && this.full ? new Uint32Array(index.columns) : null;
    if (pixels) painter.row(this.stop, pixels);
    for (const tile of this.shown) this.drawTile(context, tile, pixels);
    if (fine) for (const tile of this.shown) this.drawCells(context, tile);
    this.drawReach(context);
    if (this.focus?.kind === "input") this.drawInput(context, this.focus.unit);
  }

  /** All stops of a row of inputs, the present one in full. */
  drawStops(context) {
    const {
      cell,
      focus,
      stop,
      scene,
      scene: { theme, index },
    } = this;
    const [x, y] = this.corner([0, 0, 0]);
    const [width, height] = [index.columns * cell, index.rows * cell];
    this.drawTile(context, 0, null);
    const tied = scene.tied(focus);
    const ties = new Set(tied?.cells.map(String));
    const stops = range(index.rows).map((row) => stopOf(index, row).cells[0]);
    const leftmost = Math.min(0, ...stops.flat().map(([place]) => place));
    for (const [row, along] of stops.entries()) {
      for (const [place, slot] of along) {
        const name = index.shared ? scene.names.at(index, 0, [slot]) : null;
        const on = tied
          ? ties.has(`${row},${place}`)
          : focus?.kind === "input"
            ? place === focus.unit
            : !focus || row === stop;
        this.drawCell(context, [0, row, place], name, place >= 0 && place < index.columns, on);
      }
      const at = this.corner([0, row, leftmost]);
      write(
        context,
        this.letters[0] + (row + 1),
        at[0] - 4,
        at[1] + cell / 2,
        Math.min(12.5, cell),
        row === stop && focus ? theme.ink : theme.muted,
        { align: "right", weight: row === stop && focus ? 700 : 400 },
      );
    }
    frame(context, x - 0.5, y - 0.5, width + 1, height + 1, theme.muted, 1.5, 0);
    if (cell >= 13)
      for (const column of range(index.columns))
        write(context, this.letters[1] + (column + 1), x + (column + 0.5) * cell, y - 10, 12.5, theme.muted, {
          weight: 400,
        });
    if (!focus || focus.kind === "weight" || focus.kind === "input" || !index.fanIn(stop)) return;
    const places = stops[stop].map(([place]) => place);
    if (!index.layer.axes[0].circular)
      frame(
        context,
        ...this.corner([0, stop, Math.min(...places)]),
        (Math.max(...places) - Math.min(...places) + 1) * cell,
        cell,
        theme.ink,
      );
  }

  drawCells(context, tile) {
    const {
      scene,
      scene: { index, names, layer, theme },
      slices,
      stop,
      focus,
      cell,
    } = this;
    const { out, cells } = stopOf(index, stop);
    if (!this.sees(tile)) return;
    const pair = out * layer.inChannels + Math.floor(tile / slices);
    const [, tall, wide] = this.shape;
    const tap = scene.nameOf(focus);
    const single = focus?.kind === "cell" && !index.shared ? focus.column : null;
    eachPlace(
      cells.map(({ length }) => length),
      (at) => {
        const picked = at.map((k, axis) => cells[axis][k]);
        const [x, y = 0, z = 0] = picked.map(([place]) => place).reverse();
        if (z !== tile % slices) return;
        const name = index.shared
          ? names.at(
              index,
              pair,
              picked.map(([, slot]) => slot),
            )
          : null;
        const inside = y >= 0 && y < tall && x >= 0 && x < wide;
        const on = single === null ? tap === null || name === tap : this.unit([tile, y, x]) === single;
        this.drawCell(context, [tile, y, x], name, inside, on);
      },
    );
    const [left, top] = this.corner([tile, 0, 0]);
    frame(context, left - 0.5, top - 0.5, wide * cell + 1, tall * cell + 1, theme.muted, 1.5, 0);
  }

  /** Whether the present output is linked to a tile's channel. */
  sees(tile) {
    const { index, layer } = this.scene;
    const { inputs } = index.line(0, unravel(this.stop, layer.outputShape)[0]);
    return inputs.indexOf(Math.floor(tile / this.slices)) >= 0;
  }

  /** A cell of the kernel: as its weight looks on the input, hollow off the edge. */
  drawCell(context, place, name, inside, on) {
    const {
      cell,
      scene,
      scene: { theme },
    } = this;
    const look = scene.look(name);
    const at = this.corner(place);
    context.globalAlpha = on ? 1 : FAINT;
    if (inside) fillCell(context, at, [cell, cell], look, 0.5);
    else {
      if (cell >= 6) outline(context, at, [cell, cell], theme.muted);
      if (look.letter && cell >= 11)
        write(context, look.letter, at[0] + cell / 2, at[1] + cell / 2, cell * 0.5, theme.muted, {
          weight: 400,
        });
    }
    context.globalAlpha = 1;
  }

  /** Frame what the kernel reaches over, which may be smaller than a pixel, or hang over the edges. */
  drawReach(context) {
    const {
      scene: {
        index,
        layer: { axes },
        theme,
      },
      cell,
    } = this;
    const bounds = stopOf(index, this.stop).cells.map((along) => {
      const [low, high] = along.reduce(
        ([low, high], [place]) => [Math.min(low, place), Math.max(high, place)],
        [Infinity, -Infinity],
      );
      return [low, high - low + 1];
    });
    // A kernel that goes round a ring lies there in several pieces, and one on padding only nowhere.
    if (
      bounds.some(
        ([, length], k) => !(length > 0) || (axes[k].circular && index.sparse && length > axes[k].span),
      )
    )
      return;
    const [[left, wide], [top, tall] = [0, 1]] = bounds.reverse();
    for (const tile of this.shown) {
      if (this.sees(tile))
        frame(context, ...this.corner([tile, top, left]), wide * cell, tall * cell, theme.ink);
    }
  }

  drawInput(context, unit) {
    const place = this.place(unit);
    if (!this.shown.includes(place[0])) return;
    context.fillStyle = this.scene.theme.accent;
    context.fillRect(...this.corner(place), Math.max(this.cell, 2), Math.max(this.cell, 2));
  }

  locate(x, y) {
    const place = super.locate(x, y);
    if (!this.stacked || place) return place;
    // Over the edge a tap still is a tap.
    const [left, top] = this.corner([0, 0, 0]);
    const [row, column] = [Math.floor((y - top) / this.cell), Math.floor((x - left) / this.cell)];
    const [low, high] = this.reach[1];
    return row >= 0 && row < this.scene.index.rows && column >= low && column < high
      ? [0, row, column]
      : null;
  }

  focusAt(place) {
    return this.whole.turn(this.focusHere(place));
  }

  focusHere([tile, row, column]) {
    const {
      scene: { index, names, drawn },
      stacked,
      stop,
    } = this;
    if (stacked) {
      if (column >= 0 && column < index.columns && index.slots(row, column))
        return { kind: "cell", row, column };
      if (index.shared) {
        const hit = stopOf(index, row).cells[0].find(([place]) => place === column);
        if (hit) return { kind: "weight", name: names.at(index, 0, [hit[1]]), row };
      }
      return { kind: "output", unit: row };
    }
    const unit = this.unit([tile, row, column]);
    // A tap of the kernel where it stands; elsewhere an input.
    return drawn.kind !== "blocks" && index.slots(stop, unit)
      ? { kind: "cell", row: stop, column: unit }
      : { kind: "input", unit };
  }

  start() {
    if (this.stacked)
      return [0, this.stop, Math.max(0, stopOf(this.scene.index, this.stop).cells[0][0]?.[0] ?? 0)];
    return this.place(this.scene.index.linked(this.stop, 1)[0] ?? 0);
  }
}
