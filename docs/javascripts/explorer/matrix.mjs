// The weight matrix: a row an output, a column an input. Ink is a connection, colour is which weight.

import { legible, number, numberAll, rule } from "./cells.mjs";
import { button, h, stillness } from "./dom.mjs";
import { remainder } from "./model.mjs";
import { integer } from "./numbers.mjs";
import { paint, tiedCells } from "./scene.mjs";
import { clamp, frame, Surface } from "./surface.mjs";

const FADE = 420;
const MOST_TIES = 40000;
const LARGEST_CELL = 56;
const FEWEST_SEEN = 12;

/**
 * Places are [row, column]. On the screen, where x comes first, `cell` is a cell's size, `seen` how many are
 * in view, `first` the first of them, `origin` where it is drawn, and `box` the size of all.
 */
export class Matrix extends Surface {
  constructor(pointing) {
    super("matrix", "Weight matrix. Arrow keys move from cell to cell, Enter keeps one lit, plus and minus zoom.", pointing);
    this.overlay = h("canvas", { "aria-hidden": "true" });
    this.stage.append(this.overlay);
    this.image = h("canvas", { width: 0 });
    this.zoom = 1;
    this.centre = [0.5, 0.5];
    this.nearer = button("+", () => this.zoomTo(this.zoom * 2), "Zoom in");
    this.further = button("−", () => this.zoomTo(this.zoom / 2), "Zoom out");
    this.title = h("span");
    this.note = h("span.note");
    this.caption.append(this.title, h("span.zoom", {}, this.further, this.nearer), this.note);
  }

  /** Take a new scene; `fade` from the present picture if it has the same cells. */
  show(scene, fade) {
    const { drawn, index, theme } = scene;
    const { columns: width, rows: height } = drawn;
    this.scene = scene;
    this.title.textContent = `${integer(index.rows)} outputs down, ${integer(index.columns)} inputs across`;
    this.note.textContent = drawn.note;
    if (this.image.width !== width || this.image.height !== height) {
      Object.assign(this.image, { width, height });
      Object.assign(this, { zoom: 1, cursor: null, data: new ImageData(width, height) });
    } else if (fade && this.width && !stillness()) this.crossfade(enlarged(this.base, 1));
    paint(drawn, theme, new Uint32Array(this.data.data.buffer));
    this.image.getContext("2d").putImageData(this.data, 0, 0);
    this.drawCells();
  }

  /** Let the picture before go slowly: the browser does it, without a frame of ours. */
  crossfade(before) {
    this.base.after(before);
    before.animate({ opacity: [1, 0] }, { duration: FADE, easing: "ease-out" }).onfinish = () => before.remove();
  }

  /** Fit the visible cells into the stage. */
  fit() {
    const all = [this.scene.drawn.columns, this.scene.drawn.rows];
    const room = [this.width, this.height];
    const closest = Math.max(...all) / FEWEST_SEEN;
    this.zoom = clamp(this.zoom, 1, Math.max(1, 2 ** Math.ceil(Math.log2(closest))));
    this.nearer.disabled = this.zoom >= closest;
    this.further.disabled = this.zoom <= 1;
    const snap = (size) => (size * this.ratio >= 2 && this.zoom === 1 ? Math.floor(size * this.ratio) / this.ratio : size);
    this.seen = all.map((cells) => cells / this.zoom);
    const sizes = room.map((size, axis) => size / this.seen[axis]);
    // A long and narrow matrix is stretched, so that its short side can be seen.
    this.cell = sizes.map((size) => snap(Math.min(size, Math.max(Math.min(...sizes), size / 3), LARGEST_CELL)));
    this.box = this.cell.map((size, axis) => size * this.seen[axis]);
    this.first = all.map((cells, axis) => clamp(this.centre[axis] * cells - this.seen[axis] / 2, 0, cells - this.seen[axis]));
    this.origin = [Math.floor((this.width - this.box[0]) / 2), Math.min(2, Math.floor(this.height - this.box[1]))];
  }

  draw() {
    if (!this.focus || !this.width) return;
    this.drawCells();
    this.light(this.focus);
  }

  drawCells() {
    if (!this.width) return;
    this.fit();
    const context = this.context(this.base);
    const { origin: [x, y], box: [width, height] } = this;
    const pixels = Math.min(...this.cell) * this.ratio;
    context.imageSmoothingEnabled = pixels < 1;
    context.imageSmoothingQuality = pixels < 0.5 ? "high" : "low"; // from here on "low" sees all cells as well
    context.drawImage(this.image, ...this.first, ...this.seen, x, y, width, height);
    rule(context, this);
    if (legible(this)) numberAll(context, this);
    frame(context, x - 0.5, y - 0.5, width + 1, height + 1, this.scene.theme.rule, 1);
  }

  corner(row, column) {
    return [column, row].map((at, axis) => this.origin[axis] + (at - this.first[axis]) * this.cell[axis]);
  }

  /** Light up what is pointed at, and dim the rest. */
  light(focus) {
    this.focus = focus;
    if (!this.width) return;
    const { drawn, theme } = this.scene;
    const context = this.context(this.overlay);
    const [[x, y], box] = [this.origin, this.box];
    context.save();
    context.beginPath();
    context.rect(x - 4, y - 4, box[0] + 8, box[1] + 8);
    context.clip();
    const dim = () => {
      context.fillStyle = theme.paper;
      context.globalAlpha = 0.74;
      context.fillRect(x, y, ...box);
      context.globalAlpha = 1;
    };
    let lit;
    if (focus.kind === "cell") {
      lit = [...this.corner(focus.row, focus.column), ...this.cell];
      const id = drawn.index.id(focus.row, focus.column);
      if (id >= 0n) {
        dim();
        this.lightTies(context, id, tiedCells(drawn.index, drawn.index.ties(focus.row, focus.column), MOST_TIES));
      }
    } else {
      const [left, top] = this.corner(Math.floor(focus.unit / drawn.tall), Math.floor(focus.unit / drawn.wide));
      lit = focus.kind === "output" ? [x, top, box[0], this.cell[1]] : [left, y, this.cell[0], box[1]];
      if (!focus.pinned) {
        dim();
        context.clearRect(...lit);
      }
    }
    frame(context, ...lit, theme.ink);
    context.restore();
  }

  lightTies(context, id, cells) {
    context.fillStyle = this.scene.theme.weights[remainder(id)];
    const size = this.cell.map((side) => Math.max(side, 1.5));
    for (const cell of cells) context.fillRect(...this.corner(...cell), ...size);
    if (legible(this)) for (const cell of cells) number(context, this, id, ...cell, 700);
  }

  locate(...at) {
    const { rows, columns } = this.scene.drawn;
    const [column, row] = at.map((size, axis) => Math.floor(this.first[axis] + (size - this.origin[axis]) / this.cell[axis]));
    const inside = at.every((size, axis) => size >= this.origin[axis] && size < this.origin[axis] + this.box[axis]);
    return inside && row < rows && column < columns ? [row, column] : null;
  }

  focusAt([row, column]) {
    return { kind: "cell", row, column };
  }

  start() {
    return [0, 0];
  }

  step([row, column], { key, ctrlKey }) {
    const { rows, columns } = this.scene.drawn;
    const zoom = { "+": 2, "=": 2, "-": 0.5 }[key];
    if (zoom) {
      this.zoomTo(this.zoom * zoom);
      return [row, column];
    }
    const moves = {
      ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
      PageUp: [row - 10, column], PageDown: [row + 10, column],
      Home: [ctrlKey ? 0 : row, 0], End: [ctrlKey ? rows - 1 : row, columns - 1],
    };
    return key in moves && [clamp(moves[key][0], 0, rows - 1), clamp(moves[key][1], 0, columns - 1)];
  }

  /** When zoomed in, follow the cursor. */
  moveTo(place) {
    super.moveTo(place);
    if (this.zoom > 1) this.lookAt(place);
  }

  lookAt([row, column]) {
    const { rows, columns } = this.scene.drawn;
    this.centre = [(column + 0.5) / columns, (row + 0.5) / rows];
    this.draw();
  }

  zoomTo(zoom) {
    this.zoom = zoom;
    const { focus, scene } = this;
    if (focus.kind === "cell") this.lookAt([focus.row, focus.column]);
    else if (focus.kind === "output") this.lookAt([focus.unit / scene.drawn.tall, scene.middle(focus.unit) / scene.drawn.wide]);
    else this.draw();
  }

  /** Dragging a zoomed matrix moves it. */
  moved(event) {
    if (event.buttons === 1 && event.type === "pointermove" && this.zoom > 1) {
      const { rows, columns } = this.scene.drawn;
      this.centre = [[event.movementX, columns], [event.movementY, rows]].map(([by, cells], axis) =>
        (this.first[axis] + this.seen[axis] / 2 - by / this.cell[axis]) / cells);
      this.draw();
    }
    super.moved(event);
  }

  /** The matrix as a picture of its own, whole cells a pixel or more. */
  picture() {
    const scale = Math.max(1, Math.floor(1024 / Math.max(this.image.width, this.image.height)));
    return new Promise((resolve) => enlarged(this.image, scale).toBlob(resolve, "image/png"));
  }
}

/** A copy of a canvas. */
function enlarged(canvas, scale) {
  const [width, height] = [canvas.width * scale, canvas.height * scale];
  const twin = h("canvas", { width, height });
  const context = twin.getContext("2d");
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, 0, 0, width, height);
  return twin;
}
