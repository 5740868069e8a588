// <wiring-explorer>: two switches, and the weight matrix, the grids and the ledger that answer them.
// Attributes: `compact` leaves the settings to the explorer's own page, `preset` names the first layer.
// The arithmetic is in model.mjs; this module only ties the parts together.

import { PRESETS } from "./presets.mjs";
import { fromPreset, read, toLayer, write } from "./state.mjs";
import { Actions, PAGE } from "./actions.mjs";
import { Controls } from "./controls.mjs";
import { debounce, h, stressed } from "./dom.mjs";
import { Grid } from "./grid.mjs";
import { Ledger } from "./ledger.mjs";
import { Matrix } from "./matrix.mjs";
import { count, ravel, reduction, WeightIndex, WIRINGS, wiringName } from "./model.mjs";
import { Play } from "./play.mjs";
import { drawable } from "./scene.mjs";
import { Switches } from "./switches.mjs";
import { readTheme } from "./theme.mjs";
import { NAMES, readout, summary } from "./words.mjs";

/** The one explorer of a page whose settings are in the address. */
let addressed = null;

class WiringExplorer extends HTMLElement {
  connectedCallback() {
    this.compact = this.hasAttribute("compact");
    this.build();
    this.theme = readTheme(this);
    const asked = this.getAttribute("preset");
    this.first = { ...fromPreset(asked in PRESETS ? asked : "dumoulin"), ...WIRINGS[this.getAttribute("wiring") ?? "dense"] };
    this.listen();
    this.settings = this.draft = this.first;
    this.page = location.pathname;
    if (!this.compact && !addressed) addressed = this;
    if (addressed === this) this.restore();
    else this.change({});
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.palette.disconnect();
    this.remember.cancel();
    this.play.pause();
    cancelAnimationFrame(this.drawing);
    if (addressed === this) addressed = null;
  }

  build() {
    this.switches = new Switches((name) => this.change({ [name]: !this.settings[name] }, true));
    this.controls = new Controls((changes, lasting) => {
      if (changes.preset) changes = fromPreset(changes.preset);
      else if (!("border" in changes)) {
        // A table of who sees whom fits its own channels only.
        const { mask } = /channels|out|groups/.test(Object.keys(changes)) ? {} : this.settings;
        changes = { ...changes, preset: undefined, mask };
      }
      this.change(changes, lasting);
    });
    this.matrix = new Matrix(this);
    this.grids = ["input", "output"].map((side) => new Grid(side, this));
    this.views = [this.matrix, ...this.grids];
    this.ledger = new Ledger((name) => this.change(WIRINGS[name], true));
    this.play = new Play({
      step: (name, sentence) => this.change(WIRINGS[name], false, sentence),
      leave: () => this.change({}),
    });
    this.actions = new Actions({
      link: (page) => write(page, this.settings),
      title: () => `Sparse × Shared: ${this.layerTitle()}`,
      counts: () => this.counts,
      picture: () => this.matrix.picture(),
    });
    this.sentence = h("p.sentence");
    this.reading = h("p.reading");
    this.notice = h("p.notice", { role: "alert" });
    this.live = h("p.live", { role: "status" });
    this.more = h("a.more", {}, "Settings for your own layer, links and downloads");
    this.matrix.caption.before(this.reading);
    this.saySoon = debounce((text) => (this.live.textContent = text()), 400);
    this.remember = debounce(() => this.address("replaceState"), 250);
    this.replaceChildren(h("div.explorer", {},
      this.switches.element,
      h("div.telling", {}, this.sentence, this.play.element),
      this.notice,
      h("div.chosen", {}, this.controls.preset),
      h("div.views", {}, this.views.map((view) => view.element)),
      this.ledger.element,
      this.compact ? this.more : [this.controls.fields, this.actions.element],
      this.live,
    ));
  }

  listen() {
    this.leaving = new AbortController();
    const { signal } = this.leaving;
    const recolour = (scheme) => {
      this.theme = readTheme(this, scheme);
      this.draw();
    };
    this.palette = new MutationObserver(() => recolour());
    this.palette.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    addEventListener("beforeprint", () => recolour("default"), { signal });
    addEventListener("afterprint", () => recolour(), { signal });
    addEventListener("popstate", () => addressed === this && location.pathname === this.page && this.restore(), { signal });
    document.fonts.ready.then(() => this.isConnected && this.redraw(true));
  }

  /** Take the settings from the address. */
  restore() {
    const [settings, complaints] = read(location.search, this.first);
    this.change(settings);
    this.remember.cancel();
    this.notice.textContent = complaints.join(" ");
  }

  address(how) {
    // On the way to another page the address is that page's already.
    if (addressed === this && location.pathname === this.page) history[how](history.state, "", write(location.href, this.settings));
  }

  /** Change settings: keep the last good ones, and say what is wrong, where they make no layer. */
  change(changes, lasting, sentence) {
    const draft = { ...this.draft, ...changes };
    this.draft = draft;
    if (this.play.open && !sentence && Object.keys(changes).length) {
      this.play.at = -1;
      this.play.pause();
    }
    let settings = draft;
    let layer = this.layer;
    try {
      layer = toLayer(draft);
      this.controls.complain(null);
    } catch (error) {
      this.controls.show(draft);
      this.controls.complain(error);
      this.saySoon(() => error.message);
      if (!("sparse" in changes || "shared" in changes)) return;
      settings = { ...this.settings, ...changes }; // the switches work on the last good layer
    }
    const turned = this.scene && wiringName(settings) !== wiringName(this.settings);
    this.settings = settings;
    this.told = sentence;
    this.notice.textContent = "";
    this.compute(layer);
    this.redraw(true, turned);
    if (lasting) this.address("pushState");
    else if (Object.keys(changes).length) this.remember();
    if (settings === draft) this.saySoon(() => `${NAMES[wiringName(draft)]}. ${this.sentence.textContent}`);
  }

  compute(layer) {
    const shape = `${layer.inputShape} ${layer.outputShape}`;
    if (shape !== this.shape) this.pinned = this.hovered = null;
    this.shape = shape;
    this.layer = layer;
    this.counts = Object.fromEntries(Object.entries(WIRINGS).map(([name, wiring]) => [name, count(layer, wiring, this.settings.border)]));
    this.play.show(this.counts);
  }

  /** Ask for the next frame; what is to be done in it adds up. */
  redraw(scene, fade) {
    this.stale ||= scene;
    this.fading ||= fade;
    this.drawing ??= requestAnimationFrame(() => {
      if (this.stale) this.draw();
      else this.light();
      this.drawing = null;
    });
  }

  draw() {
    const { settings, counts, layer, theme } = this;
    const name = wiringName(settings);
    const index = new WeightIndex(layer, settings);
    const drawn = drawable(index);
    // In the middle of the first map, where no border is in the way.
    const middleOutput = ravel(layer.outputShape.map((size, axis) => (axis ? size >> 1 : 0)), layer.outputShape);
    this.scene = { layer, index, drawn, theme, middleOutput, middle: (row) => middleInput(index, row) };
    this.switches.show(settings, theme);
    this.controls.show(this.draft);
    this.sentence.replaceChildren(...stressed(this.told ?? summary(name, counts)));
    this.ledger.show(counts, name, reduction(layer), settings.border === "nominal");
    this.more.href = write(PAGE, settings);
    for (const view of this.views) view.show(this.scene, this.fading);
    this.stale = this.fading = false;
    this.light();
    this.classList.add("ready");
  }

  /** What is pointed at; otherwise what the reader has kept lit; otherwise an output in the middle. */
  get focus() {
    return this.hovered ?? this.pinned ?? { kind: "output", unit: this.scene.middleOutput, pinned: true };
  }

  point(focus) {
    this.hovered = focus;
    this.redraw();
  }

  pin(focus) {
    this.pinned = focus && JSON.stringify(focus) !== JSON.stringify(this.pinned) ? focus : null;
    if (!focus) this.hovered = null;
    this.redraw();
  }

  /** Say what is pointed at to those who listen. */
  say() {
    this.saySoon(() => readout(this.scene, this.focus));
  }

  light() {
    for (const view of this.views) view.light(this.focus);
    this.reading.textContent = readout(this.scene, this.focus);
  }

  layerTitle() {
    const { settings } = this;
    return settings.preset ? PRESETS[settings.preset].title : `${this.layer.inputShape.join("×")}, kernel ${settings.kernel.slice(-settings.dims).join("×")}, ${settings.out} maps`;
  }
}

/** The input in the middle of those an output is linked to. */
function middleInput(index, row) {
  const places = index.row(row).lines.map(({ inputs }) => inputs[inputs.length >> 1] ?? 0);
  return ravel(places, index.layer.inputShape);
}

customElements.define("wiring-explorer", WiringExplorer);
