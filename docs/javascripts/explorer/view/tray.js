// The distinct weights of the layer, each once: those that are left, and outlines of those that are gone.

import { integer, many } from "../model/numbers.js";
import { fillCell, outline } from "./cells.js";
import { Surface, walk } from "./surface.js";

const CELL = 25;
/** So many are shown, or the first few of more. */
const MOST = 130;
const FEW = 40;

export class Tray extends Surface {
  constructor(pointing) {
    super("tray", "Distinct weights", "Arrow keys move, Enter keeps one lit.", pointing);
  }

  show(scene) {
    const { counts, name } = scene;
    this.scene = scene;
    this.left = Number(counts[name].weights);
    const before = Number((scene.index.shared ? counts.shared : counts.dense).weights);
    const most = Math.max(before, this.left);
    this.total = most > MOST ? FEW : most;
    const gone = Math.max(0, before - this.left);
    this.told.textContent = gone
      ? `${integer(this.left)} of ${many(before, "weight")} left`
      : many(this.left, "weight");
    this.note.textContent = most > MOST ? `The first ${FEW} are shown.` : "";
  }

  corner(weight) {
    return [(weight % this.columns) * CELL, Math.floor(weight / this.columns) * CELL];
  }

  draw() {
    // Rows of cells, as many as are needed.
    this.columns = Math.max(1, Math.floor(this.width / CELL));
    this.stage.style.height = `${Math.ceil(this.total / this.columns) * CELL}px`;
    const { scene, index, theme } = this;
    const context = this.context(this.base);
    const lit = scene.nameOf(this.focus);
    for (let weight = 0; weight < this.total; weight++) {
      const at = this.corner(weight);
      const room = [CELL - 3, CELL - 3];
      if (weight >= this.left) {
        const letter = index.shared ? scene.names.letter(weight) : "";
        outline(context, at, room, theme.muted, [2, 3], letter);
      } else {
        context.globalAlpha = lit === null || lit === weight ? 1 : 0.25;
        fillCell(context, at, room, scene.look(index.shared ? weight : null));
        context.globalAlpha = 1;
      }
    }
  }

  locate(x, y) {
    const weight = Math.floor(y / CELL) * this.columns + Math.floor(x / CELL);
    return x < this.columns * CELL && weight < Math.min(this.left, this.total) ? [weight] : null;
  }

  focusAt([name]) {
    const { index, names } = this.scene;
    return index.shared && (index.sparse || names.table) ? { kind: "weight", name } : null;
  }

  start() {
    return [0];
  }

  step(place, { key }) {
    const steps = {
      ArrowLeft: [-1],
      ArrowRight: [1],
      ArrowUp: [-this.columns],
      ArrowDown: [this.columns],
      Home: [-Infinity],
      End: [Infinity],
    };
    return walk(place, steps[key], [Math.min(this.left, this.total)]);
  }
}
