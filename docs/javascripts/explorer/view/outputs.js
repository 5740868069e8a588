// The maps that go out: a square a unit, each a stop of the kernel.

import { combinations, eachPlace, range, ravel } from "../model/arrays.js";
import { integer } from "../model/numbers.js";
import { Lines } from "./lines.js";
import { frame } from "./surface.js";
import { Tiles } from "./tiles.js";

const MOST_READERS = 4096;

export class Outputs extends Tiles {
  constructor(pointing) {
    super("output", "Outputs", "Arrow keys move, Enter keeps one lit.", pointing);
  }

  show(scene) {
    this.scene = scene;
    this.element.hidden = Lines.few(scene.index);
    this.setShape(scene.layer.outputShape);
  }

  light(focus, stop) {
    this.tile = this.place(stop)[0];
    super.light(focus, stop);
  }

  draw() {
    this.layout();
    const { theme } = this;
    const [maps, ...spatial] = this.scene.layer.outputShape;
    const here = this.all ? "" : `, here map ${Math.floor(this.tile / this.slices) + 1}`;
    this.told.textContent = `${maps > 1 ? `${integer(maps)} maps of ` : ""}${spatial.map(integer).join(" × ")}${here}`;
    const context = this.context(this.base);
    const pixels = this.full ? this.#lit() : null;
    for (const tile of this.shown) this.drawTile(context, tile, pixels);
    const own = this.place(this.stop);
    if (!this.shown.includes(own[0]) || this.focus?.kind === "input") return;
    if (!pixels) {
      context.fillStyle = theme.ink;
      context.fillRect(...this.corner(own), Math.max(this.cell, 2), Math.max(this.cell, 2));
    }
    frame(context, ...this.corner(own), this.cell, this.cell, theme.ink, 2, 6);
  }

  /** The outputs that use the weight, or read the input, that is pointed at: their pixels, or null. */
  #lit() {
    const { scene, index, theme, focus } = this;
    const { outputShape } = index.layer;
    const { painter } = scene.sliding;
    const tied = scene.tied(focus);
    if (!tied && focus?.kind !== "input") return null;
    // A block leaves out the last axes: all of their places take part.
    const places = tied
      ? outputShape.map((size, p) => tied.pairs[p]?.map(([o]) => o) ?? range(size))
      : index.readers(focus.unit);
    const plain = theme.pixels[index.shared ? "several" : "own"];
    const one = tied ? scene.nameOf(focus) : null;
    const each = !tied && index.shared && combinations(places) <= MOST_READERS;
    const pixels = new Uint32Array(index.rows);
    eachPlace(
      places.map(({ length }) => length),
      (at) => {
        const unit = ravel(
          at.map((k, p) => places[p][k]),
          outputShape,
        );
        const name = each ? scene.names.of(index, index.id(unit, focus.unit)) : one;
        pixels[unit] = name === null ? plain : painter.pixel(name);
      },
    );
    return pixels;
  }

  focusAt(place) {
    return { kind: "output", unit: this.unit(place) };
  }

  start() {
    return this.place(this.stop);
  }
}
