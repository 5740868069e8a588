// A drawing one can point at with a mouse, a finger or the keyboard: what the matrix and the grids share.

import { h } from "./dom.mjs";

export class Surface {
  /** `pointing` has point(focus or null), pin(focus or null) and say(): what the explorer does about it. */
  constructor(name, label, pointing) {
    this.pointing = pointing;
    this.base = h("canvas", { "aria-hidden": "true" });
    this.overlay = h("canvas", { "aria-hidden": "true" });
    this.stage = h("div", { class: `stage ${name}`, tabindex: 0, role: "application", "aria-label": label }, this.base, this.overlay);
    this.caption = h("figcaption");
    this.element = h("figure", { class: `view view-${name}` }, this.stage, this.caption);
    this.cursor = null;
    const { stage } = this;
    stage.addEventListener("pointermove", (event) => this.moved(event));
    stage.addEventListener("pointerdown", (event) => this.moved(event));
    stage.addEventListener("pointerleave", () => pointing.point(null));
    stage.addEventListener("click", (event) => this.clicked(event));
    stage.addEventListener("keydown", (event) => this.pressed(event));
    stage.addEventListener("focus", () => stage.matches(":focus-visible") && this.moveTo(this.cursor ?? this.start()));
    stage.addEventListener("blur", () => pointing.point(null));
  }

  /** Where an event is, in CSS pixels of the stage. */
  at(event) {
    const box = this.stage.getBoundingClientRect();
    return [event.clientX - box.left - this.stage.clientLeft, event.clientY - box.top - this.stage.clientTop];
  }

  moved(event) {
    const place = this.locate(...this.at(event));
    this.pointing.point(place && this.focusAt(place));
  }

  clicked(event) {
    const place = this.locate(...this.at(event));
    if (place) this.cursor = place;
    this.pointing.pin(place && this.focusAt(place));
  }

  pressed(event) {
    const place = this.cursor ?? this.start();
    const next = this.step(place, event);
    if (event.key === "Escape") this.pointing.pin(null);
    else if (event.key === "Enter" || event.key === " ") this.pointing.pin(this.focusAt(place));
    else if (next) this.moveTo(next);
    else return;
    event.preventDefault();
  }

  moveTo(place) {
    this.cursor = place;
    this.pointing.point(this.focusAt(place));
    this.pointing.say();
  }

  /** Give both canvases as many pixels as the screen has under them; false while there is no room. */
  measure() {
    const { clientWidth: width, clientHeight: height } = this.stage;
    this.ratio = window.devicePixelRatio || 1;
    for (const canvas of [this.base, this.overlay]) {
      const [w, t] = [Math.round(width * this.ratio), Math.round(height * this.ratio)];
      if (canvas.width !== w || canvas.height !== t) Object.assign(canvas, { width: w, height: t });
    }
    [this.width, this.height] = [width, height];
    return width > 0 && height > 0;
  }

  /** A canvas' context in CSS pixels, cleared. */
  context(canvas) {
    const context = canvas.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    return context;
  }
}

/** Draw a frame round a rectangle, at least `least` pixels wide and high, so that it is seen. */
export function frame(context, x, y, width, height, colour, line = 2, least = 5) {
  const [w, t] = [Math.max(width, least), Math.max(height, least)];
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.strokeRect(x - (w - width) / 2, y - (t - height) / 2, w, t);
}

/** Keep a number within low … high. */
export const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
