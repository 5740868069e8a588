// What all views of a layer show: one index, one name a weight, one look a name.

import { drawable, tiedCells } from "../model/drawable.js";
import { indexOf } from "../model/index.js";
import { Names } from "../model/names.js";
import { Painter, turned } from "../model/painter.js";

const MOST_TIES = 40000;
const known = new WeakMap();

/** The names of a layer's weights, which all its wirings share, and its mirror. @returns {Names} */
function namesOf(layer) {
  const whose = layer.mirror ?? layer;
  if (!known.has(whose)) known.set(whose, new Names(whose));
  return known.get(whose);
}

export class Scene {
  constructor(layer, wiring, theme) {
    this.layer = layer;
    this.theme = theme;
    this.index = indexOf(layer, wiring);
    this.names = namesOf(layer);
    this.drawn = drawable(this.index);
    const whole = this.drawn.index === this.index;
    this.drawnNames = whole ? this.names : namesOf(this.drawn.index.layer);
    /** What the kernel slides over: the layer, or else the mirror of a transposed one. */
    this.sliding = layer.mirror ? new Scene(layer.mirror, wiring, theme) : this;
    if (layer.mirror) return;
    this.painter = new Painter(this.index, this.names, theme.pixels);
    this.drawnPainter = whole ? this.painter : new Painter(this.drawn.index, this.drawnNames, theme.pixels);
  }

  /** Paint all that is drawn, one pixel a cell. */
  paint(pixels) {
    const { drawn, drawnPainter, sliding } = this;
    if (sliding === this) return drawnPainter.all(drawn, pixels);
    sliding.paint(pixels);
    pixels.set(turned(pixels, drawn.rows));
  }

  /** What is pointed at here, as the kernel has it; and the other way round. */
  turn(focus) {
    if (!focus || this.sliding === this) return focus;
    const { kind, row, column } = focus;
    if (kind === "cell") return { kind, row: column, column: row };
    return kind === "weight" ? focus : { ...focus, kind: kind === "output" ? "input" : "output" };
  }

  /** How a weight looks: its fill, its letter and the letter's colour. `name` is null for one of its own. */
  look(name, names = this.names) {
    const { theme, index } = this;
    if (!index.shared) return { fill: theme.own, letter: "", ink: theme.ink };
    const tap = name !== null && name < names.taps;
    const colours = tap ? theme.weights : theme.others;
    const fill = colours[name === null ? 0 : (tap ? name : name - names.taps) % colours.length];
    return { fill, letter: names.letter(name), ink: theme[tap ? "on-weight" : "on-other"] };
  }

  /** The look of a drawn cell, null for no connection. */
  cell(row, column) {
    const {
      drawn: { index },
      drawnNames,
    } = this;
    const id = index.id(row, column);
    if (id < 0n) return null;
    return this.look(index.shared ? drawnNames.of(index, id) : null, drawnNames);
  }

  /** The weight that is pointed at: its look, its pairs along each part, and its cells; null if it is none. */
  tied(focus) {
    const { drawn, names } = this;
    if (focus?.kind === "weight") {
      const { pair, slots } = names.slots(this.index, focus.name);
      const pairs = this.index.tiesOf(pair, slots);
      return {
        look: this.look(focus.name),
        pairs,
        cells: tiedCells(drawn.index, pairs.slice(0, drawn.index.layer.inputShape.length), MOST_TIES),
      };
    }
    if (focus?.kind !== "cell") return null;
    const look = this.cell(focus.row, focus.column);
    const pairs = look && drawn.index.ties(focus.row, focus.column);
    return look && { look, pairs, cells: tiedCells(drawn.index, pairs, MOST_TIES) };
  }

  /** The name of the weight that is pointed at, if it is a shared one. */
  nameOf(focus) {
    if (focus?.kind === "weight") return focus.name;
    const { drawn, index, names } = this;
    if (focus?.kind !== "cell" || drawn.index !== index || !index.shared) return null;
    const id = index.id(focus.row, focus.column);
    return id < 0n ? null : names.of(index, id);
  }

  /** The output that is pointed at, or whose connection is. */
  outputOf(focus) {
    if (focus?.kind === "output") return focus.unit;
    return focus?.kind === "cell" && this.drawn.kind !== "blocks" ? focus.row : null;
  }

  /** The input that is pointed at, or whose connection is. */
  inputOf(focus) {
    if (focus?.kind === "input") return focus.unit;
    return focus?.kind === "cell" && this.drawn.kind !== "blocks" ? focus.column : null;
  }
}
