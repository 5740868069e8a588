// The image that comes in, or the maps that go out: a tile a channel, a square a unit.

import { lights, own } from "./lighting.mjs";
import { COLOURS, ravel, unravel } from "./model.mjs";
import { integer } from "./numbers.mjs";
import { clamp, frame, Surface } from "./surface.mjs";

const GAP = 8;
const SMALLEST = 1.6;

export class Grid extends Surface {
  /** `side` is "input" or "output". */
  constructor(side, pointing) {
    super(side, `${side === "input" ? "Input" : "Output"} grid. Arrow keys move from unit to unit, Page Up and Page Down from map to map.`, pointing);
    this.side = side;
    this.channel = 0;
  }

  show(scene) {
    this.scene = scene;
    const { layer } = scene;
    const shape = this.side === "input" ? layer.inputShape : layer.outputShape;
    if (String(shape) !== String(this.shape)) [this.cursor, this.channel] = [null, 0];
    this.shape = shape;
    this.stage.classList.toggle("flat", shape.length < 3);
    this.draw();
  }

  light(focus) {
    this.focus = focus;
    const own_ = this.scene && own(this.scene, focus, this.side);
    if (own_) this.channel = own_[0];
    else if (focus?.kind === "output" && this.scene.layer.groups > 1) this.channel = Math.min(this.channel, this.shape[0] - 1);
    this.draw();
  }

  /** Put the tiles where they are largest; only one of many, if they would be tiny. */
  layout() {
    const [channels, ...spatial] = this.shape;
    const [tall, wide] = spatial.length > 1 ? spatial : [1, spatial[0]];
    const [width, height] = [this.width - 2, this.height - 2];
    const size = (columns) => {
      const rows = Math.ceil(channels / columns);
      return Math.min((width - GAP * (columns - 1)) / (columns * wide), (height - GAP * (rows - 1)) / (rows * tall), 44);
    };
    let columns = 1;
    for (let n = 2; n <= Math.min(channels, 24); n++) if (size(n) > size(columns)) columns = n;
    const all = channels === 1 || size(columns) >= SMALLEST;
    if (!all) columns = 1;
    const best = all ? size(columns) : Math.min(width / wide, height / tall, 44);
    const cell = best >= 3 ? Math.floor(best * this.ratio) / this.ratio : best;
    const rows = all ? Math.ceil(channels / columns) : 1;
    const left = (this.width - columns * wide * cell - (columns - 1) * GAP) / 2;
    Object.assign(this, { all, columns, cell, tall, wide, left: Math.floor(left), top: 2 });
    const one = all || channels === 1 ? "" : `, map ${this.channel} of 0 … ${integer(channels - 1)}`;
    const maps = channels > 1 ? `${integer(channels)} maps of ` : "";
    this.caption.textContent = `${this.side === "input" ? "Input" : "Output"}: ${maps}${spatial.map(integer).join(" × ")}${one}`;
  }

  tile(channel) {
    const at = this.all ? channel : 0;
    return [this.left + (at % this.columns) * (this.wide * this.cell + GAP), this.top + Math.floor(at / this.columns) * (this.tall * this.cell + GAP)];
  }

  draw() {
    if (!this.scene || !this.measure()) return;
    this.layout();
    const context = this.context(this.base);
    const lit = lights(this.scene, this.focus);
    const channels = this.all ? [...Array(this.shape[0]).keys()] : [this.channel];
    for (const channel of channels) this.drawTile(context, channel, lit[this.side](channel));
    if (lit.field && this.side === "input") this.drawField(context, lit.field, channels);
    const place = own(this.scene, this.focus, this.side);
    if (place && channels.includes(place[0])) {
      frame(context, ...this.corner(place), this.cell, this.cell, this.scene.theme.ink, 2, 6);
    }
  }

  drawTile(context, channel, light) {
    const { theme } = this.scene;
    const [x, y] = this.tile(channel);
    const [width, height] = [this.wide * this.cell, this.tall * this.cell];
    context.fillStyle = theme.paper;
    context.fillRect(x, y, width, height);
    if (light) context.drawImage(this.raster(light), x, y, width, height);
    if (this.cell >= 5) {
      context.fillStyle = theme.rule;
      context.globalAlpha = 0.7;
      for (let i = 1; i < this.wide; i++) context.fillRect(x + i * this.cell - 0.5, y, 1, height);
      for (let i = 1; i < this.tall; i++) context.fillRect(x, y + i * this.cell - 0.5, width, 1);
      context.globalAlpha = 1;
    }
    context.strokeStyle = theme.muted;
    context.lineWidth = 1;
    context.strokeRect(x - 0.5, y - 0.5, width + 1, height + 1);
    const own_ = own(this.scene, this.focus, this.side);
    if (own_?.[0] === channel && this.focus.kind === this.side) {
      context.fillStyle = theme.accent;
      context.fillRect(...this.corner(own_), Math.max(this.cell, 2), Math.max(this.cell, 2));
    }
  }

  /** A tile as pixels, no more of them than the screen has. */
  raster(light) {
    const { theme } = this.scene;
    const [width, height] = [this.wide, this.tall].map((n) => Math.min(n, Math.ceil(n * this.cell * this.ratio)));
    const data = new ImageData(width, height);
    const pixels = new Uint32Array(data.data.buffer);
    const flat = this.shape.length < 3;
    for (let row = 0, at = 0; row < height; row++) {
      const y = Math.floor(((row + 0.5) * this.tall) / height);
      for (let column = 0; column < width; column++, at++) {
        const x = Math.floor(((column + 0.5) * this.wide) / width);
        const colour = flat ? light(x) : light(y, x);
        if (colour >= 0) pixels[at] = colour < COLOURS ? theme.pixels[colour] : theme.several;
      }
    }
    const canvas = (this.canvas ??= document.createElement("canvas"));
    Object.assign(canvas, { width, height });
    canvas.getContext("2d").putImageData(data, 0, 0);
    this.base.getContext("2d").imageSmoothingEnabled = false;
    return canvas;
  }

  /** Frame the receptive field, which may be smaller than a pixel. */
  drawField(context, [channels, ...axes], shown) {
    if (axes.some((inputs) => !inputs.length)) return;
    const ends = axes.map((inputs) => [inputs.reduce((a, b) => Math.min(a, b)), inputs.reduce((a, b) => Math.max(a, b))]);
    const [[top, bottom], [left, right]] = ends.length > 1 ? ends : [[0, 0], ends[0]];
    for (const channel of channels) {
      if (!shown.includes(channel)) continue;
      const [x, y] = this.tile(channel);
      frame(context, x + left * this.cell, y + top * this.cell, (right - left + 1) * this.cell, (bottom - top + 1) * this.cell, this.scene.theme.ink, 1.5, 7);
    }
  }

  corner([channel, ...places]) {
    const [y, x] = places.length > 1 ? places : [0, places[0]];
    const [left, top] = this.tile(channel);
    return [left + x * this.cell, top + y * this.cell];
  }

  locate(x, y) {
    if (!this.scene || !this.cell) return null;
    const [channels, ...spatial] = this.shape;
    for (let channel = 0; channel < channels; channel++) {
      const shown = this.all ? channel : this.channel;
      const [left, top] = this.tile(shown);
      const [i, j] = [Math.floor((y - top) / this.cell), Math.floor((x - left) / this.cell)];
      if (i >= 0 && j >= 0 && i < this.tall && j < this.wide) return spatial.length > 1 ? [shown, i, j] : [shown, j];
      if (!this.all) break;
    }
    return null;
  }

  focusAt(place) {
    return { kind: this.side, unit: ravel(place, this.shape) };
  }

  start() {
    return unravel(this.side === "output" ? this.scene.middleOutput : this.scene.middle(this.scene.middleOutput), this.shape);
  }

  step(place, { key }) {
    const last = this.shape.length - 1;
    const moves = { ArrowLeft: [last, -1], ArrowRight: [last, 1], PageUp: [0, -1], PageDown: [0, 1], Home: [last, -Infinity], End: [last, Infinity] };
    if (last > 1) Object.assign(moves, { ArrowUp: [last - 1, -1], ArrowDown: [last - 1, 1] });
    if (!(key in moves)) return null;
    const [axis, by] = moves[key];
    return place.map((at, i) => (i === axis ? clamp(at + by, 0, this.shape[i] - 1) : at));
  }
}
