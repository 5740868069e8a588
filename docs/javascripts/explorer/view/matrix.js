// The weight matrix: a row an output, a column an input. A filled cell is a connection.

import { ravel } from "../model/arrays.js";
import { fillCell, legible, outline } from "./cells.js";
import { button, h, stillness } from "./dom.js";
import { labelAxes, margins } from "./labels.js";
import { clamp, frame, Surface, walk } from "./surface.js";

const FADE = 420;
const LARGEST_CELL = 46;
const FEWEST_SEEN = 12;
const LONGEST_STAGE = 4;

/**
 * Places are [row, column]. On the screen, where x comes first, `cell` is a cell's size, `seen` how many are
 * in view, `first` the first of them, `origin` where it is drawn, and `box` the size of all.
 */
export class Matrix extends Surface {
  constructor(pointing) {
    super("matrix", "Matrix", "Arrow keys move, Enter keeps one lit, plus and minus zoom.", pointing);
    this.overlay = h("canvas", { "aria-hidden": "true" });
    this.stage.append(this.overlay);
    this.image = h("canvas", { width: 0 });
    this.zoom = 1;
    this.centre = [0.5, 0.5];
    this.nearer = button("+", () => this.#zoomTo(this.zoom * 2), "Zoom in");
    this.further = button("−", () => this.#zoomTo(this.zoom / 2), "Zoom out");
    this.tools.append(this.further, this.nearer);
  }

  /**
   * Take a new scene. Its `fade`: let the picture before go slowly, in so many times the usual; its `gone`: the index
   * whose connections are outlined where they are no more.
   */
  show(scene) {
    const { drawn, fade } = scene;
    const { columns: width, rows: height } = drawn;
    this.scene = scene;
    this.told.textContent = drawn.kind === "cells" ? "a row is one output’s lines" : "";
    const many = scene.index.shared && scene.drawnNames.taps > scene.theme.weights.length;
    this.note.textContent =
      drawn.note + (many ? " Colours come again: point at a cell to see what is tied." : "");
    if (this.image.width !== width || this.image.height !== height) {
      Object.assign(this.image, { width, height });
      Object.assign(this, { zoom: 1, cursor: null, data: new ImageData(width, height) });
      // No taller than needed, and a long row still to be seen.
      this.stage.style = `--shape:${clamp(width / height, 1, LONGEST_STAGE)};--tall:${height * LARGEST_CELL + 24}px`;
    } else if (fade && this.width && !stillness()) this.crossfade(copied(this.base), fade * FADE);
    scene.paint(new Uint32Array(this.data.data.buffer));
    this.image.getContext("2d").putImageData(this.data, 0, 0);
    this.#drawCells();
  }

  /** Let the picture before go slowly: the browser does it, without a frame of ours. */
  crossfade(before, duration) {
    this.base.after(before);
    before.animate({ opacity: [1, 0] }, { duration, easing: "ease-out" }).onfinish = () => before.remove();
  }

  /** Fit the visible cells into the stage. */
  #fit() {
    const { columns, rows } = this.scene.drawn;
    const all = [columns, rows];
    const margin = margins(this.scene);
    const room = [this.width - margin[0] - 3, this.height - margin[1] - 3];
    const closest = Math.max(...all) / FEWEST_SEEN;
    this.zoom = clamp(this.zoom, 1, Math.max(1, 2 ** Math.ceil(Math.log2(closest))));
    this.nearer.disabled = this.zoom >= closest;
    this.further.disabled = this.zoom <= 1;
    const snap = (size) =>
      size * this.ratio >= 2 && this.zoom === 1 ? Math.floor(size * this.ratio) / this.ratio : size;
    this.seen = all.map((cells) => cells / this.zoom);
    const sizes = room.map((size, axis) => size / this.seen[axis]);
    // A long and narrow matrix is stretched, so that its short side can be seen.
    this.cell = sizes.map((size) =>
      snap(Math.min(size, Math.max(Math.min(...sizes), size / 3), LARGEST_CELL)),
    );
    this.box = this.cell.map((size, axis) => size * this.seen[axis]);
    this.first = all.map((cells, axis) =>
      clamp(this.centre[axis] * cells - this.seen[axis] / 2, 0, cells - this.seen[axis]),
    );
    this.origin = [margin[0] + Math.floor((room[0] - this.box[0]) / 2), margin[1]];
  }

  draw() {
    this.#drawCells();
    this.light(this.focus);
  }

  #drawCells() {
    if (!this.width) return;
    this.#fit();
    const context = this.context(this.base);
    const { theme } = this;
    const [x, y] = this.origin;
    const [width, height] = this.box;
    const pixels = Math.min(...this.cell) * this.ratio;
    if (legible(this.cell)) this.#fillCells(context);
    else {
      context.imageSmoothingEnabled = pixels < 1;
      context.imageSmoothingQuality = pixels < 0.5 ? "high" : "low"; // from here on "low" sees all cells as well
      context.drawImage(this.image, ...this.first, ...this.seen, x, y, width, height);
      if (pixels >= 6) this.#rule(context);
    }
    frame(context, x - 0.5, y - 0.5, width + 1, height + 1, theme.muted, 1);
  }

  /** The rows and columns in view. */
  get span() {
    const { rows, columns } = this.scene.drawn;
    return [columns, rows].map((all, axis) => [
      Math.floor(this.first[axis]),
      Math.min(all, Math.ceil(this.first[axis] + this.seen[axis])),
    ]);
  }

  #fillCells(context) {
    const { scene, theme } = this;
    const [x, y] = this.origin;
    const [width, height] = this.box;
    clip(context, x, y, width, height);
    context.fillStyle = theme.paper;
    context.fillRect(x, y, width, height);
    const [[left, right], [top, bottom]] = this.span;
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        const look = scene.cell(row, column);
        if (look) fillCell(context, this.corner(row, column), this.cell, look);
        else if (scene.gone?.slots(row, column))
          outline(context, this.corner(row, column), this.cell, theme.muted, [3, 3]);
      }
    }
    context.restore();
    this.#rule(context);
  }

  /** Rule hairlines between cells. */
  #rule(context) {
    const [x, y] = this.origin;
    const [width, height] = this.box;
    const [left, top] = this.first;
    const [across, down] = this.cell;
    context.fillStyle = this.theme.rule;
    context.globalAlpha = 0.75;
    for (let at = Math.ceil(left) - left; across >= 6 && at * across < width; at++)
      context.fillRect(x + at * across - 0.5, y, 1, height);
    for (let at = Math.ceil(top) - top; down >= 6 && at * down < height; at++)
      context.fillRect(x, y + at * down - 0.5, width, 1);
    context.globalAlpha = 1;
  }

  corner(row, column) {
    return [column, row].map((at, axis) => this.origin[axis] + (at - this.first[axis]) * this.cell[axis]);
  }

  /** Light up what is pointed at, and dim the rest. */
  light(focus) {
    this.focus = focus;
    if (!this.width) return;
    const { scene, theme } = this;
    const { drawn } = scene;
    const context = this.context(this.overlay);
    labelAxes(context, this, [scene.inputOf(focus), scene.outputOf(focus)]);
    if (!focus) return;
    const [[x, y], box] = [this.origin, this.box];
    clip(context, x - 2, y - 2, box[0] + 4, box[1] + 4);
    const tied = scene.tied(focus);
    const whole = focus.kind === "output" || focus.kind === "input";
    if (tied || (whole && !focus.resting)) {
      context.fillStyle = theme.paper;
      context.globalAlpha = 0.78;
      context.fillRect(x, y, ...box);
      context.globalAlpha = 1;
    }
    if (tied) this.#lightTies(context, tied);
    if (focus.kind === "cell")
      frame(context, ...this.corner(focus.row, focus.column), ...this.cell, theme.ink);
    else if (whole) {
      const [left, top] = this.corner(
        Math.floor(focus.unit / drawn.tall),
        Math.floor(focus.unit / drawn.wide),
      );
      const lit = focus.kind === "output" ? [x, top, box[0], this.cell[1]] : [left, y, this.cell[0], box[1]];
      if (!focus.resting) context.clearRect(...lit);
      frame(context, ...lit, theme.ink);
    }
    context.restore();
  }

  #lightTies(context, { look, cells }) {
    const size = this.cell.map((side) => Math.max(side, 1.5));
    const shown = legible(this.cell) ? look : { ...look, letter: "" };
    for (const cell of cells) fillCell(context, this.corner(...cell), size, shown);
  }

  locate(...at) {
    const { rows, columns } = this.scene.drawn;
    const [column, row] = at.map((size, axis) =>
      Math.floor(this.first[axis] + (size - this.origin[axis]) / this.cell[axis]),
    );
    const inside = at.every(
      (size, axis) => size >= this.origin[axis] && size < this.origin[axis] + this.box[axis],
    );
    return inside && row < rows && column < columns ? [row, column] : null;
  }

  focusAt([row, column]) {
    return { kind: "cell", row, column };
  }

  start() {
    return [0, 0];
  }

  step(place, { key, ctrlKey }) {
    const { rows, columns } = this.scene.drawn;
    const zoom = { "+": 2, "=": 2, "-": 0.5 }[key];
    if (zoom) {
      this.#zoomTo(this.zoom * zoom);
      return place;
    }
    const far = ctrlKey ? Infinity : 0;
    const steps = {
      ArrowUp: [-1],
      ArrowDown: [1],
      ArrowLeft: [0, -1],
      ArrowRight: [0, 1],
      PageUp: [-10],
      PageDown: [10],
      Home: [-far, -Infinity],
      End: [far, Infinity],
    };
    return walk(place, steps[key], [rows, columns]);
  }

  /** When zoomed in, follow the cursor. */
  moveTo(place) {
    super.moveTo(place);
    if (this.zoom > 1) this.#lookAt(place);
  }

  #lookAt([row, column]) {
    const { rows, columns } = this.scene.drawn;
    this.centre = [(column + 0.5) / columns, (row + 0.5) / rows];
    this.draw();
  }

  #zoomTo(zoom) {
    this.zoom = zoom;
    const { focus, index } = this;
    const { drawn } = this.scene;
    if (focus?.kind === "cell") this.#lookAt([focus.row, focus.column]);
    else if (focus?.kind === "output") {
      const middle = index.reads(focus.unit).map((inputs) => inputs[inputs.length >> 1] ?? 0);
      this.#lookAt([focus.unit / drawn.tall, ravel(middle, index.layer.inputShape) / drawn.wide]);
    } else this.draw();
  }

  /** Dragging a zoomed matrix moves it. */
  moved(event) {
    if (event.buttons === 1 && event.type === "pointermove" && this.zoom > 1) {
      const { rows, columns } = this.scene.drawn;
      const by = [event.movementX, event.movementY];
      this.centre = [columns, rows].map(
        (cells, axis) => (this.first[axis] + this.seen[axis] / 2 - by[axis] / this.cell[axis]) / cells,
      );
      this.draw();
    }
    super.moved(event);
  }
}

/** Draw within a rectangle only, until the context is restored. */
function clip(context, ...rectangle) {
  context.save();
  context.beginPath();
  context.rect(...rectangle);
  context.clip();
}

/** A copy of a canvas. */
function copied(canvas) {
  const twin = h("canvas", { width: canvas.width, height: canvas.height, "aria-hidden": "true" });
  twin.getContext("2d").drawImage(canvas, 0, 0);
  return twin;
}
