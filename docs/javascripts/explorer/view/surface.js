// A drawing one can point at with a mouse, a finger or the keyboard: what all views share.

import { h } from "./dom.js";

export class Surface {
  /**
   * @param {string} name
   * @param {string} title
   * @param {string} help how the keyboard moves in it
   * @param {{ point: Function, pin: Function, say: Function }} pointing what the explorer does about it
   */
  constructor(name, title, help, pointing) {
    this.pointing = pointing;
    this.base = h("canvas", { "aria-hidden": "true" });
    const move = (event) => this.moved(event);
    const leave = () => pointing.point(null);
    this.stage = h(
      `div.stage.${name}`,
      {
        tabindex: 0,
        role: "img",
        "aria-label": `${title}. ${help}`,
        onpointermove: move,
        onpointerdown: move,
        onpointerleave: leave,
        onblur: leave,
        onclick: (event) => this.#clicked(event),
        onkeydown: (event) => this.#pressed(event),
        onfocus: () => this.stage.matches(":focus-visible") && this.moveTo(this.cursor ?? this.start()),
      },
      this.base,
    );
    this.title = h("strong", {}, title);
    this.told = h("span.told");
    this.tools = h("span.tools");
    this.caption = h("figcaption", {}, h("span.heading", {}, this.title, this.told), this.tools);
    this.note = h("p.note");
    // The keys are the wrapper's, the name the picture's: Orca is silent when an application itself is focused.
    const keys = h("div", { role: "application", "aria-label": title }, this.stage);
    this.element = h(`figure.view.view-${name}`, {}, this.caption, keys, this.note);
    this.cursor = null;
    // Told of its size, a drawing need not ask, which would have the whole page laid out in the middle of a frame.
    new ResizeObserver(([{ contentRect }]) => this.resize(contentRect)).observe(this.stage);
  }

  get index() {
    return this.scene.index;
  }

  get theme() {
    return this.scene.theme;
  }

  /** Light what is pointed at, and what belongs to the present stop. */
  light(focus, stop) {
    Object.assign(this, { focus, stop });
    this.update();
  }

  /** Draw, once there is something to be drawn, and room. */
  update() {
    if (this.scene && this.width) this.draw();
  }

  /** The place an event is at, if it is one. */
  #placeOf({ offsetX, offsetY }) {
    return this.scene && this.width ? this.locate(offsetX, offsetY) : null;
  }

  moved(event) {
    const place = this.#placeOf(event);
    this.pointing.point(place && this.focusAt(place));
  }

  #clicked(event) {
    const place = this.#placeOf(event);
    if (place) this.cursor = place;
    this.pointing.pin(place && this.focusAt(place));
  }

  #pressed(event) {
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

  /** Give the canvases as many pixels as the screen has under them. */
  resize(size) {
    [this.width, this.height] = [size.width, size.height].map(Math.round);
    this.ratio = devicePixelRatio;
    const [width, height] = [this.width, this.height].map((pixels) => Math.round(pixels * this.ratio));
    for (const canvas of this.stage.querySelectorAll("canvas")) Object.assign(canvas, { width, height });
    this.update();
  }

  /** A canvas' context in CSS pixels, cleared. */
  context(canvas) {
    if (this.ratio !== devicePixelRatio) this.resize(this); // the window is on another screen now
    const context = canvas.getContext("2d");
    context.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    context.clearRect(0, 0, this.width, this.height);
    return context;
  }

  /** Paper gets an image: a canvas may be blank there. */
  print(on) {
    for (const image of this.stage.querySelectorAll("img")) image.remove();
    if (!on || !this.width) return;
    for (const canvas of this.stage.querySelectorAll("canvas")) {
      this.stage.append(h("img", { src: canvas.toDataURL(), alt: "" }));
    }
  }
}

/** Draw a frame round a rectangle, at least `least` pixels wide and high, so that it is seen. */
export function frame(context, x, y, width, height, colour, line = 2, least = 5) {
  const [w, t] = [Math.max(width, least), Math.max(height, least)];
  context.strokeStyle = colour;
  context.lineWidth = line;
  context.strokeRect(x - (w - width) / 2, y - (t - height) / 2, w, t);
}

/** The place that some steps lead to from another, within a shape; null without steps. */
export const walk = (place, steps, shape) =>
  steps ? place.map((at, axis) => clamp(at + (steps[axis] ?? 0), 0, shape[axis] - 1)) : null;

/** Keep a number within low … high. */
export const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
