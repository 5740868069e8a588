// The weight matrix: a row an output, a column an input. Ink is a connection, colour is which weight.

import { legible, number, numberAll, rule } from "./cells.mjs";
import { h, stillness } from "./dom.mjs";
import { integer } from "./numbers.mjs";
import { paint, tiedCells } from "./scene.mjs";
import { clamp, frame, Surface } from "./surface.mjs";

const FADE = 420;
const MOST_TIES = 40000;

export class Matrix extends Surface {
  constructor(pointing) {
    super("matrix", "Weight matrix. Arrow keys move from cell to cell, Enter keeps one lit, plus and minus zoom.", pointing);
    this.image = h("canvas");
    this.zoom = 1;
    this.centre = [0.5, 0.5];
    const button = (text, label, act) => h("button", { type: "button", "aria-label": label, title: label, onclick: act }, text);
    this.nearer = button("+", "Zoom in", () => this.zoomTo(this.zoom * 2));
    this.further = button("−", "Zoom out", () => this.zoomTo(this.zoom / 2));
    this.title = h("span");
    this.note = h("span", { class: "note" });
    this.caption.append(this.title, h("span", { class: "zoom" }, this.further, this.nearer), this.note);
  }

  /** Take a new scene; `fade` from the present picture if it has the same cells. */
  show(scene, fade) {
    const { rows, columns, note } = scene.drawn;
    const same = this.image.width === columns && this.image.height === rows;
    if (!same) [this.zoom, this.cursor] = [1, null];
    this.scene = scene;
    this.title.textContent = `${integer(scene.index.rows)} outputs down, ${integer(scene.index.columns)} inputs across`;
    this.note.textContent = note;
    cancelAnimationFrame(this.fading);
    const before = fade && same && !stillness() ? copy(this.base) : null;
    this.repaint();
    if (before) this.crossfade(before);
  }

  /** Paint the cells, one pixel each, and draw them. */
  repaint() {
    const { drawn, theme } = this.scene;
    if (this.image.width !== drawn.columns || this.image.height !== drawn.rows || !this.data) {
      Object.assign(this.image, { width: drawn.columns, height: drawn.rows });
      this.data = new ImageData(drawn.columns, drawn.rows);
    }
    paint(drawn, theme, new Uint32Array(this.data.data.buffer));
    this.image.getContext("2d").putImageData(this.data, 0, 0);
    this.draw();
  }

  crossfade(before) {
    const start = performance.now();
    const tick = (now) => {
      const left = 1 - (now - start) / FADE;
      this.draw();
      if (left <= 0) return;
      const context = this.base.getContext("2d");
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalAlpha = clamp(left, 0, 1) ** 2;
      context.drawImage(before, 0, 0);
      context.globalAlpha = 1;
      this.fading = requestAnimationFrame(tick);
    };
    tick(start);
  }

  /** Fit the visible cells into the stage: their size, where they begin, and which is the first. */
  fit() {
    const { rows, columns } = this.scene.drawn;
    this.zoom = clamp(this.zoom, 1, Math.max(1, 2 ** Math.ceil(Math.log2(Math.max(rows, columns) / 12))));
    const [across, down] = [columns / this.zoom, rows / this.zoom];
    const cell = Math.min(this.width / across, this.height / down, 56);
    const snap = (size) => (size * this.ratio >= 2 && this.zoom === 1 ? Math.floor(size * this.ratio) / this.ratio : size);
    // A long and narrow matrix is stretched, so that its short side can be seen.
    const width = snap(Math.min(this.width / across, Math.max(cell, this.width / 3 / across), 56));
    const height = snap(Math.min(this.height / down, Math.max(cell, this.height / 3 / down), 56));
    const first = (at, all, seen) => clamp(at * all - seen / 2, 0, all - seen);
    Object.assign(this, {
      cell: [width, height],
      origin: [Math.floor((this.width - across * width) / 2), Math.min(2, Math.floor(this.height - down * height))],
      seen: [across, down],
      first: [first(this.centre[0], columns, across), first(this.centre[1], rows, down)],
    });
    this.nearer.disabled = this.zoom * 12 >= Math.max(rows, columns);
    this.further.disabled = this.zoom <= 1;
  }

  draw() {
    if (!this.scene || !this.measure()) return;
    this.fit();
    const context = this.context(this.base);
    const [[x, y], [width, height], [across, down]] = [this.origin, this.cell, this.seen];
    const sharp = Math.min(width, height) * this.ratio >= 1;
    context.imageSmoothingEnabled = !sharp;
    context.imageSmoothingQuality = "high";
    context.drawImage(this.image, ...this.first, across, down, x, y, across * width, down * height);
    rule(context, this);
    if (legible(this)) numberAll(context, this);
    context.strokeStyle = this.scene.theme.rule;
    context.lineWidth = 1;
    context.strokeRect(x - 0.5, y - 0.5, across * width + 1, down * height + 1);
    this.light(this.focus);
  }

  get box() {
    return [this.seen[0] * this.cell[0], this.seen[1] * this.cell[1]];
  }

  corner(row, column) {
    return [this.origin[0] + (column - this.first[0]) * this.cell[0], this.origin[1] + (row - this.first[1]) * this.cell[1]];
  }

  /** Light up what is pointed at, and dim the rest. */
  light(focus) {
    this.focus = focus;
    if (!this.scene || !this.width) return;
    const context = this.context(this.overlay);
    if (!focus) return;
    const { drawn, theme } = this.scene;
    const [[x, y], [width, height], box] = [this.origin, this.cell, this.box];
    context.beginPath();
    context.rect(x - 4, y - 4, box[0] + 8, box[1] + 8);
    context.clip();
    const dim = (...area) => {
      context.fillStyle = theme.paper;
      context.globalAlpha = 0.74;
      context.fillRect(...area);
      context.globalAlpha = 1;
    };
    if (focus.kind === "cell") {
      const id = drawn.index.id(focus.row, focus.column);
      if (id >= 0n) {
        dim(x, y, ...box);
        context.fillStyle = theme.weights[id % BigInt(theme.weights.length)];
        const cells = tiedCells(drawn.index, drawn.index.ties(focus.row, focus.column), MOST_TIES);
        const [w, t] = [Math.max(width, 1.5), Math.max(height, 1.5)];
        for (const [row, column] of cells) context.fillRect(...this.corner(row, column), w, t);
        if (legible(this)) for (const cell of cells) number(context, this, id, ...cell, 700);
      }
      frame(context, ...this.corner(focus.row, focus.column), width, height, theme.ink);
      return;
    }
    const row = Math.floor(focus.unit / drawn.tall);
    const column = Math.floor(focus.unit / drawn.wide);
    const [left, top] = this.corner(row, column);
    const lit = focus.kind === "output" ? [x, top, box[0], height] : [left, y, width, box[1]];
    if (!focus.pinned) {
      if (focus.kind === "output") [[y, top - y], [top + height, y + box[1] - top - height]].forEach(([at, size]) => dim(x, at, box[0], size));
      else [[x, left - x], [left + width, x + box[0] - left - width]].forEach(([at, size]) => dim(at, y, size, box[1]));
    }
    frame(context, ...lit, theme.ink);
  }

  locate(x, y) {
    if (!this.scene || !this.cell) return null;
    const { rows, columns } = this.scene.drawn;
    const column = Math.floor(this.first[0] + (x - this.origin[0]) / this.cell[0]);
    const row = Math.floor(this.first[1] + (y - this.origin[1]) / this.cell[1]);
    const inside = x >= this.origin[0] && y >= this.origin[1] && x < this.origin[0] + this.box[0] && y < this.origin[1] + this.box[1];
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
    if (key === "+" || key === "=") this.zoomTo(this.zoom * 2);
    if (key === "-") this.zoomTo(this.zoom / 2);
    const moves = {
      ArrowUp: [row - 1, column], ArrowDown: [row + 1, column],
      ArrowLeft: [row, column - 1], ArrowRight: [row, column + 1],
      PageUp: [row - 10, column], PageDown: [row + 10, column],
      Home: [ctrlKey ? 0 : row, 0], End: [ctrlKey ? rows - 1 : row, columns - 1],
      "+": [row, column], "=": [row, column], "-": [row, column],
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
    if (focus?.kind === "cell") this.lookAt([focus.row, focus.column]);
    else if (focus?.kind === "output") this.lookAt([focus.unit / scene.drawn.tall, scene.middle(focus.unit) / scene.drawn.wide]);
    else this.draw();
  }

  /** Dragging a zoomed matrix moves it. */
  moved(event) {
    if (event.buttons === 1 && event.type === "pointermove" && this.zoom > 1) {
      const { rows, columns } = this.scene.drawn;
      this.centre = [
        (this.first[0] + this.seen[0] / 2 - event.movementX / this.cell[0]) / columns,
        (this.first[1] + this.seen[1] / 2 - event.movementY / this.cell[1]) / rows,
      ];
      this.draw();
    }
    super.moved(event);
  }

  /** The matrix as a picture of its own, whole cells a pixel or more. */
  picture() {
    const { width, height } = this.image;
    const scale = Math.max(1, Math.floor(1024 / Math.max(width, height)));
    const canvas = h("canvas", { width: width * scale, height: height * scale });
    const context = canvas.getContext("2d");
    context.imageSmoothingEnabled = false;
    context.drawImage(this.image, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }
}

function copy(canvas) {
  const twin = h("canvas", { width: canvas.width, height: canvas.height });
  if (canvas.width && canvas.height) twin.getContext("2d").drawImage(canvas, 0, 0);
  return twin;
}
