// The image that comes in, or the maps that go out: a tile a channel, a square a unit.

import { h } from "./dom.mjs";
import { lights, own } from "./lighting.mjs";
import { COLOURS, range, ravel, unravel } from "./model.mjs";
import { integer } from "./numbers.mjs";
import { clamp, frame, Surface } from "./surface.mjs";

const GAP = 8;
const LARGEST_UNIT = 44;
const SMALLEST_UNIT = 1.6;
const MOST_COLUMNS = 24;

/** A grid's places are [channel, down, across]; a row of units is an image one unit high. */
export class Grid extends Surface {
  /** `side` is "input" or "output". */
  constructor(side, pointing) {
    const title = side === "input" ? "Input" : "Output";
    super(side, `${title} grid. Arrow keys move from unit to unit, Page Up and Page Down from map to map.`, pointing);
    Object.assign(this, { side, title, image: h("canvas") });
  }

  show(scene) {
    this.scene = scene;
    const [channels, ...spatial] = scene.layer[`${this.side}Shape`];
    const shape = [channels, ...(spatial.length > 1 ? spatial : [1, ...spatial])];
    if (String(shape) !== String(this.shape)) Object.assign(this, { shape, cursor: null, channel: 0 });
    this.size = spatial.map(integer).join(" × ");
    this.stage.classList.toggle("flat", spatial.length < 2);
  }

  light(focus) {
    this.focus = focus;
    const unit = own(this.scene, focus, this.side);
    this.own = unit === null ? null : unravel(unit, this.shape);
    this.channel = this.own?.[0] ?? this.channel;
    this.draw();
  }

  /** Put the tiles where they are largest; only one of many, if they would be tiny. */
  layout() {
    const [channels, tall, wide] = this.shape;
    const size = (tiles, columns) => {
      const rows = Math.ceil(tiles / columns);
      const [width, height] = [this.width - 2 - GAP * (columns - 1), this.height - 2 - GAP * (rows - 1)];
      return Math.min(width / (columns * wide), height / (rows * tall), LARGEST_UNIT);
    };
    let columns = 1;
    for (let n = 2; n <= Math.min(channels, MOST_COLUMNS); n++) if (size(channels, n) > size(channels, columns)) columns = n;
    const all = channels === 1 || size(channels, columns) >= SMALLEST_UNIT;
    if (!all) columns = 1;
    const best = size(all ? channels : 1, columns);
    const cell = best >= 3 ? Math.floor(best * this.ratio) / this.ratio : best;
    const left = Math.floor((this.width - columns * wide * cell - (columns - 1) * GAP) / 2);
    Object.assign(this, { columns, cell, left, shown: all ? range(channels) : [this.channel] });
    const maps = channels > 1 ? `${integer(channels)} maps of ` : "";
    this.caption.textContent = `${this.title}: ${maps}${this.size}${all ? "" : `, map ${this.channel} of 0 … ${integer(channels - 1)}`}`;
  }

  /** Where a place is drawn. */
  corner([channel, y, x]) {
    const [, tall, wide] = this.shape;
    const at = this.shown.indexOf(channel);
    return [
      this.left + (at % this.columns) * (wide * this.cell + GAP) + x * this.cell,
      2 + Math.floor(at / this.columns) * (tall * this.cell + GAP) + y * this.cell,
    ];
  }

  draw() {
    if (!this.focus || !this.width) return;
    this.layout();
    const { cell, focus, own, scene: { theme } } = this;
    const context = this.context(this.base);
    const light = lights(this.scene, focus)[this.side];
    for (const channel of this.shown) this.drawTile(context, channel, light?.axes[0][channel] >= 0 && light);
    if (light && focus.kind === "output") this.drawField(context, light);
    if (own && this.shown.includes(own[0])) frame(context, ...this.corner(own), cell, cell, theme.ink, 2, 6);
  }

  drawTile(context, channel, light) {
    const { cell, own, scene: { theme }, shape: [, tall, wide] } = this;
    const [x, y] = this.corner([channel, 0, 0]);
    const [width, height] = [wide * cell, tall * cell];
    context.fillStyle = theme.paper;
    context.fillRect(x, y, width, height);
    if (light) {
      this.rasterize(light, channel);
      context.imageSmoothingEnabled = false;
      context.drawImage(this.image, x, y, width, height);
    }
    if (cell >= 5) {
      context.fillStyle = theme.rule;
      context.globalAlpha = 0.7;
      for (let i = 1; i < wide; i++) context.fillRect(x + i * cell - 0.5, y, 1, height);
      for (let i = 1; i < tall; i++) context.fillRect(x, y + i * cell - 0.5, width, 1);
      context.globalAlpha = 1;
    }
    frame(context, x - 0.5, y - 0.5, width + 1, height + 1, theme.muted, 1, 0);
    if (own?.[0] === channel && this.focus.kind === this.side) {
      context.fillStyle = theme.accent;
      context.fillRect(...this.corner(own), Math.max(cell, 2), Math.max(cell, 2));
    }
  }

  /** Paint a tile, with no more pixels than the screen has. */
  rasterize({ axes, colour }, channel) {
    const { theme } = this.scene;
    const [maps, down, across] = axes.length > 2 ? axes : [axes[0], [0], axes[1]];
    const [height, width] = [down, across].map(({ length }) => Math.min(length, Math.ceil(length * this.cell * this.ratio)));
    const data = new ImageData(width, height);
    const pixels = new Uint32Array(data.data.buffer);
    for (let row = 0, at = 0; row < height; row++) {
      const y = Math.floor(((row + 0.5) * down.length) / height);
      for (let column = 0; column < width; column++, at++) {
        const x = Math.floor(((column + 0.5) * across.length) / width);
        if (down[y] < 0 || across[x] < 0) continue;
        const lit = colour(maps[channel] + down[y] + across[x], axes.length > 2 ? [channel, y, x] : [channel, x]);
        pixels[at] = lit < COLOURS ? theme.pixels[lit] : theme.several;
      }
    }
    Object.assign(this.image, { width, height });
    this.image.getContext("2d").putImageData(data, 0, 0);
  }

  /** Frame the receptive field, which may be smaller than a pixel. */
  drawField(context, { axes: [channels, ...axes] }) {
    const lit = (number) => number >= 0;
    const [[left, right], [top, bottom] = [0, 0]] = axes.map((axis) => [axis.findIndex(lit), axis.findLastIndex(lit)]).reverse();
    if (left < 0 || top < 0) return;
    for (const channel of this.shown) {
      if (channels[channel] < 0) continue;
      const size = [right + 1 - left, bottom + 1 - top].map((cells) => cells * this.cell);
      frame(context, ...this.corner([channel, top, left]), ...size, this.scene.theme.ink, 1.5, 7);
    }
  }

  locate(x, y) {
    const [, tall, wide] = this.shape;
    for (const channel of this.shown) {
      const [left, top] = this.corner([channel, 0, 0]);
      const [i, j] = [(y - top) / this.cell, (x - left) / this.cell].map(Math.floor);
      if (i >= 0 && j >= 0 && i < tall && j < wide) return [channel, i, j];
    }
    return null;
  }

  focusAt(place) {
    return { kind: this.side, unit: ravel(place, this.shape) };
  }

  start() {
    const { middleOutput, middle } = this.scene;
    return unravel(this.side === "output" ? middleOutput : middle(middleOutput), this.shape);
  }

  step(place, { key }) {
    const moves = {
      PageUp: [0, -1], PageDown: [0, 1],
      ...(this.shape[1] > 1 && { ArrowUp: [1, -1], ArrowDown: [1, 1] }),
      ArrowLeft: [2, -1], ArrowRight: [2, 1], Home: [2, -Infinity], End: [2, Infinity],
    };
    if (!(key in moves)) return null;
    const [axis, by] = moves[key];
    return place.map((at, i) => (i === axis ? clamp(at + by, 0, this.shape[i] - 1) : at));
  }
}
