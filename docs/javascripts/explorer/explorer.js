// <wiring-explorer>: two switches, and the lines, the matrix, the kernel and the ledger that answer them.
// Attributes: `compact` leaves the settings to the explorer's own page, `preset` and `wiring` name what is shown
// first, `embed` is for a frame on another's page. The arithmetic is in model/, the drawing in view/; this module
// only ties the parts together.

import { read, write } from "./model/address.js";
import { count, reduction, WIRINGS, wiringName } from "./model/counting.js";
import { middle } from "./model/kernel.js";
import { PRESETS } from "./model/presets.js";
import { fromPreset, meant, toArguments, toLayer } from "./model/settings.js";
import { NAMES, readout, summary } from "./model/words.js";
import { Actions, PAGE } from "./view/actions.js";
import { Controls } from "./view/controls.js";
import { Counter } from "./view/counter.js";
import { debounce, h, stressed } from "./view/dom.js";
import { Formula } from "./view/formula.js";
import { Kernel } from "./view/kernel.js";
import { Lines } from "./view/lines.js";
import { Matrix } from "./view/matrix.js";
import { Outputs } from "./view/outputs.js";
import { Play } from "./view/play.js";
import { Scene } from "./view/scene.js";
import { Slide } from "./view/slide.js";
import { Switches } from "./view/switches.js";
import { onTheme, readTheme } from "./view/theme.js";
import { Tray } from "./view/tray.js";
import { TRIES, Tries } from "./view/tries.js";
import { Wirings } from "./view/wirings.js";

/** How much slower a step of the argument fades than a reader's own. */
const SLOWLY = 3;

/** The one explorer of a page whose settings are in the address. */
let addressed = null;

class WiringExplorer extends HTMLElement {
  connectedCallback() {
    this.compact = this.hasAttribute("compact");
    this.#build();
    this.theme = readTheme(this);
    const asked = this.getAttribute("preset");
    this.first = {
      ...fromPreset(asked in PRESETS ? asked : "toy"),
      ...WIRINGS[this.getAttribute("wiring") ?? "dense"],
    };
    this.#listen();
    this.settings = this.draft = this.first;
    this.page = location.pathname;
    if (!this.compact && !addressed) addressed = this;
    if (addressed === this) this.#restore();
    else this.#change({});
  }

  disconnectedCallback() {
    this.leaving.abort();
    for (const late of [this.remember, this.enter, this.paintSoon]) late.cancel();
    this.play.pause();
    this.slide.pause();
    cancelAnimationFrame(this.drawing);
    if (addressed === this) addressed = null;
  }

  #build() {
    this.switches = new Switches((name) => this.#change({ [name]: !this.settings[name] }, true));
    this.counter = new Counter();
    this.controls = new Controls((changes, lasting) => this.#change(meant(this.settings, changes), lasting));
    this.tries = new Tries((number) => this.#try(number));
    this.matrix = new Matrix(this);
    this.lines = new Lines(this);
    this.outputs = new Outputs(this);
    this.kernel = new Kernel(this);
    this.tray = new Tray(this);
    this.views = [this.lines, this.outputs, this.matrix, this.kernel, this.tray];
    this.slide = new Slide((stop) => this.slideTo(stop));
    this.kernel.tools.append(this.slide.element);
    this.formula = new Formula();
    this.wirings = new Wirings((name) => this.#change(WIRINGS[name], true));
    this.play = new Play(this);
    this.actions = new Actions(this);
    this.sentence = h("p.sentence");
    this.reading = h("p.reading");
    this.notice = h("p.notice", { role: "alert" });
    this.live = h("p.live", { role: "status" });
    this.more = h("a.more", {}, "Settings for your own layer, links and downloads");
    this.saySoon = debounce((text) => this.live.replaceChildren(text()), 400);
    this.remember = debounce(() => this.#address("replaceState"), 250);
    this.enter = debounce(() => this.#address("pushState"), 30); // not in the frame that answers
    this.paintSoon = debounce(() => this.wirings.paint(this.layer, this.theme), 120);
    this.inside = h(
      "div.explorer",
      {},
      h("div.top", {}, this.switches.element, this.counter.element),
      this.notice,
      h("div.choices", {}, this.controls.preset, this.play.element),
      h("div.telling", {}, this.sentence, this.play.question, ...(this.compact ? [] : [this.tries.element])),
      h(
        "div.views",
        {},
        this.views.slice(0, 4).map((view) => view.element),
      ),
      h("div.below", {}, h("div.sums", {}, this.reading, this.formula.element), this.tray.element),
      this.wirings.element,
      this.compact ? this.more : [this.controls.fields, this.actions.element],
      this.live,
    );
    this.replaceChildren(this.inside);
  }

  #listen() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    onTheme(this, signal, (theme, printing) => {
      this.theme = theme;
      this.#draw();
      this.wirings.paint(this.layer, theme);
      for (const view of this.views) view.print(printing);
    });
    addEventListener("popstate", () => this.#addressed && this.#restore(), { signal });
    document.fonts.ready.then(() => this.isConnected && this.#redraw(true));
  }

  /** Take the settings from the address. */
  #restore() {
    const [settings, complaints] = read(location.search, this.first);
    this.#change(settings);
    for (const late of [this.remember, this.enter]) late.cancel();
    this.notice.textContent = complaints.join(" ");
  }

  /** Whether the address is this one's. On the way to another page it is that page's already. */
  get #addressed() {
    return addressed === this && location.pathname === this.page;
  }

  #address(how) {
    if (this.#addressed) history[how](history.state, "", write(location.href, this.settings));
  }

  /**
   * Change settings: keep the last good ones, and say what is wrong, where they make no layer. `said`: a step of the
   * argument, or what is to be tried, which has its own sentence.
   */
  #change(changes = {}, lasting, { step, trying = null } = {}) {
    const draft = { ...this.draft, ...changes };
    this.draft = draft;
    if (this.play.open && !step && Object.keys(changes).length) this.play.stop();
    let settings = draft;
    let layer = this.layer;
    try {
      layer = this.#layerOf(draft);
      this.controls.complain(null);
    } catch (error) {
      this.controls.show(draft);
      this.controls.complain(error);
      this.saySoon(() => error.message);
      if (!("sparse" in changes || "shared" in changes)) return;
      settings = { ...this.settings, ...changes }; // the switches work on the last good layer
    }
    const before = this.scene && wiringName(settings) !== wiringName(this.settings) ? this.scene.index : null;
    this.settings = settings;
    Object.assign(this, { step, trying });
    this.notice.textContent = "";
    this.#compute(layer);
    if (step || trying !== null) this.pinned = this.hovered = null;
    this.gone = step && before && this.sameLayer ? before : null;
    this.#redraw(true, before && (step ? SLOWLY : 1));
    if (lasting) this.enter();
    else if (Object.keys(changes).length) this.remember();
    if (settings === draft && this.scene)
      // nobody has asked for the first
      this.saySoon(
        () => `${NAMES[wiringName(draft)]}. ${this.counter.spoken()}. ${this.sentence.textContent}`,
      );
  }

  /** The layer that settings ask for: the same one, if it is. Raises as fail() does. */
  #layerOf(settings) {
    const layer = toLayer(settings);
    const given = JSON.stringify(toArguments(settings));
    if (given === this.given && this.layer) return this.layer;
    this.given = given;
    return layer;
  }

  #compute(layer) {
    const shape = `${layer.inputShape} ${layer.outputShape}`;
    if (shape !== this.shape) {
      this.pinned = this.hovered = null;
      this.row = middle(layer);
      this.stop = middle(layer.mirror ?? layer);
      this.slide.pause();
    }
    this.sameLayer = layer === this.layer;
    Object.assign(this, { shape, layer });
    this.counts = Object.fromEntries(
      Object.entries(WIRINGS).map(([name, wiring]) => [name, count(layer, wiring, this.settings.border)]),
    );
    this.play.show(this.counts);
  }

  /** Show a step of the argument; without one, leave it. */
  tell(step) {
    this.#change(step && WIRINGS[step.wiring], false, { step });
  }

  /** Set what one of the things to try asks for. */
  #try(number) {
    const { preset, wiring } = TRIES[number];
    this.#change({ ...(preset ? fromPreset(preset) : {}), ...WIRINGS[wiring] }, true, { trying: number });
  }

  slideTo(stop) {
    this.stop = stop;
    this.hovered = null;
    this.pinned = this.scene.turn({ kind: "output", unit: stop });
    this.#redraw();
    if (!this.slide.timer) this.say();
  }

  /** Ask for the next frame; what is to be done in it adds up. */
  #redraw(scene, fade) {
    this.stale ||= scene;
    this.fading ||= fade;
    this.drawing ??= requestAnimationFrame(() => {
      this.drawing = null;
      if (this.stale) this.#draw();
      else this.#light();
    });
  }

  #draw() {
    const { settings, counts, layer, theme } = this;
    const name = wiringName(settings);
    this.scene = new Scene(layer, settings, theme);
    Object.assign(this.scene, { middle: this.row, name, counts, fade: this.fading, gone: this.gone });
    const saved = reduction(layer);
    this.switches.show(settings, theme);
    this.controls.show(this.draft);
    this.tries.show(this.trying);
    this.counter.show(name, counts, this.step?.trail);
    const sentence =
      this.step?.sentence ??
      (this.trying === null ? summary(name, counts) : TRIES[this.trying].say(counts, this.scene, saved));
    this.sentence.replaceChildren(...stressed(sentence));
    if (this.trying !== null) this.pinned = TRIES[this.trying].focus?.(this.scene) ?? null;
    this.wirings.show(counts, name, saved, settings.border === "nominal");
    this.more.href = write(PAGE, settings);
    this.inside.classList.toggle("playing", this.play.open);
    for (const view of this.views) view.show(this.scene);
    this.stale = this.fading = false;
    this.#light();
    if (this.painted !== layer) this.paintSoon();
    this.painted = layer;
    this.classList.add("ready");
  }

  /** What is pointed at; otherwise what the reader has kept lit; otherwise, at rest, an output in the middle. */
  get focus() {
    const lit = this.hovered ?? this.pinned;
    if (lit || this.play.open) return lit;
    return { kind: "output", unit: this.row, resting: true };
  }

  point(focus) {
    this.hovered = focus;
    this.#redraw();
  }

  pin(focus) {
    this.pinned = focus && JSON.stringify(focus) !== JSON.stringify(this.pinned) ? focus : null;
    if (!focus) this.hovered = null;
    this.#redraw();
  }

  /** Say what is pointed at to those who listen. */
  say() {
    this.saySoon(() => readout(this.scene, this.focus));
  }

  #light() {
    const {
      scene,
      scene: { index, sliding },
      focus,
    } = this;
    this.row = scene.outputOf(focus) ?? this.row;
    this.stop = sliding.outputOf(scene.turn(focus)) ?? this.stop;
    // A stop of a transposed layer's kernel is an input: the formula is of an output that reads it.
    if (sliding !== scene && focus?.kind === "input" && !index.slots(this.row, focus.unit))
      this.row = sliding.index.linked(focus.unit, 1)[0] ?? this.row;
    for (const view of this.views) view.light(focus, this.row, this.stop);
    this.slide.show(this.stop, sliding.index.rows);
    this.reading.textContent = readout(scene, focus);
    this.formula.show(scene, this.row, focus);
  }
}

customElements.define("wiring-explorer", WiringExplorer);
