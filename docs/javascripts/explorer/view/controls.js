// The settings: presets and one control an argument, each with room for what is wrong with it.

import { range } from "../model/arrays.js";
import { PRESETS } from "../model/presets.js";
import { AXES, BIASES, biasName, LARGEST, ofAxes, SETTINGS } from "../model/settings.js";
import { group, h, mark } from "./dom.js";

/** From where and how far the slider of a setting goes that has a number an axis. */
const SLIDERS = { size: [1, 64], kernel: [1, 16], stride: [1, 8], dilation: [1, 8], added: [0, 7] };
const DIRECTIONS = ["deep", "down", "across"];
/** What only one kind of layer has. */
const ONLY = { added: "transposed", mode: "convolution" };

let made = 0;

export class Controls {
  /** `change(changes, lasting)` is told what the reader sets; `lasting` when it is a step worth going back to. */
  constructor(change) {
    this.change = change;
    this.id = `wiring-${++made}`;
    this.problems = {};
    /** What each input shows of settings, undefined where it is of no use. */
    this.shown = new Map();
    const presets = Object.entries(PRESETS).map(([name, { title }]) => [name, title]);
    this.preset = this.#choice("preset", "Layer", [["", "Your own"], ...presets]);
    const dims = [
      [2, "2-D image"],
      [1, "1-D row"],
      [3, "3-D volume"],
    ];
    const biases = [
      ["true", "one a unit, or a map if shared"],
      ["unit", "one a unit, always"],
      ["map", "one a map, always"],
      ["none"],
    ];
    const borders = [
      ["exact", "not counted (exact)"],
      ["nominal", "counted (nominal)"],
    ];
    this.fields = h(
      "fieldset",
      {},
      h("legend", {}, "Your own layer"),
      h(
        "div.fields",
        {},
        this.#choice("dims", "Input", dims, undefined, Number),
        this.#choice("kind", "Kind", [["convolution"], ["transposed"]]),
        this.#perAxis("size", "Image size"),
        this.#perAxis("kernel", "Kernel"),
        this.#perAxis("stride", "Stride"),
        this.#perAxis("dilation", "Dilation"),
        this.#perAxis("added", "Output padding"),
        this.#padding(),
        this.#choice("mode", "Padding mode", [["zeros"], ["circular", "circular (edges joined)"]]),
        this.#number("channels", "Input channels"),
        this.#number("out", "Output channels"),
        this.#number("groups", "Groups"),
        this.#choice("bias", "Biases", biases, biasName, (name) => BIASES[name]),
        this.#choice("border", "Taps on zero padding", borders),
      ),
    );
  }

  /** Show settings, except where the reader is typing. */
  show(settings) {
    this.settings = settings;
    for (const [input, read] of this.shown) {
      const value = read(settings);
      input.disabled = value === undefined;
      if (input !== document.activeElement || input.type !== "number") input.value = value ?? "";
    }
    for (const [name, kind] of Object.entries(ONLY))
      this.problems[name].parentElement.hidden = kind !== settings.kind;
  }

  /** Say what is wrong beside its control, or that nothing is. */
  complain(error) {
    const bad =
      error &&
      (SETTINGS[error.argument] ?? (error.argument.startsWith("input_shape") ? "size" : error.argument));
    // Of a number an axis, the message names the one that is wrong.
    const axis = bad in SLIDERS && /(?:axis |(?<!shape)\[)(\d)/.exec(error.message)?.[1];
    const wrong = axis ? AXES - this.settings.dims + Number(axis) : null;
    for (const [name, problem] of Object.entries(this.problems)) {
      problem.textContent = name === bad ? `${error.message}.` : "";
      for (const [i, input] of problem.parentElement.querySelectorAll("input, select").entries()) {
        mark(input, "aria-invalid", name === bad && (wrong === null || i >= AXES || i === wrong));
      }
    }
  }

  #field(name, label, ...inputs) {
    const id = `${this.id}-${name}`;
    const named = inputs[0].matches("select, input");
    if (named) inputs[0].id = id;
    const problem = h("p.problem", { id: `${id}-problem` });
    this.problems[name] = problem;
    const title = named ? h("label.name", { for: id }, label) : h("span.name", {}, label);
    const field = h(`div.field.field-${name}`, {}, title, h("div.inputs", {}, inputs), problem);
    for (const input of field.querySelectorAll("input, select"))
      input.setAttribute("aria-describedby", problem.id);
    return field;
  }

  #choice(name, label, options, show = (settings) => settings[name] ?? "", read = String) {
    const take = (text) => this.change({ [name]: read(text) }, true);
    return this.#field(name, label, this.#select(options, show, take));
  }

  #select(options, show, take) {
    const input = h(
      "select",
      { onchange: ({ target }) => take(target.value) },
      options.map(([value, text = value]) => h("option", { value }, text)),
    );
    this.shown.set(input, show);
    return input;
  }

  /** A number that can be typed. */
  #box(label, min, show, take) {
    const input = h("input", {
      type: "number",
      min,
      max: LARGEST,
      inputmode: "numeric",
      "aria-label": label,
      oninput: ({ target }) => take(typed(target.value)),
    });
    this.shown.set(input, show);
    return input;
  }

  #number(name, label) {
    const take = (value) => this.change({ [name]: value });
    return this.#field(
      name,
      label,
      this.#box(null, 1, (settings) => settings[name], take),
    );
  }

  /** A number an axis, and a slider that moves all. */
  #perAxis(name, label) {
    const [min, max] = SLIDERS[name];
    const change = (items) => this.change({ [name]: items });
    const boxes = range(AXES).map((axis) =>
      this.#box(
        `${label}, ${DIRECTIONS[axis]}`,
        min,
        (settings) => (used(settings, axis) ? settings[name][axis] : undefined),
        (value) => change(this.settings[name].with(axis, value)),
      ),
    );
    const oninput = ({ target }) => change(Array(AXES).fill(Number(target.value)));
    const slider = h("input", { type: "range", min, max, "aria-label": label, oninput });
    this.shown.set(slider, (settings) => Math.max(...ofAxes(settings, name)));
    return this.#field(name, label, group("span.boxes", label, boxes), slider);
  }

  /** A word, or a number a side. */
  #padding() {
    const boxes = range(AXES).flatMap((axis) =>
      ["before", "after"].map((side, i) =>
        this.#box(
          `Padding ${side}, ${DIRECTIONS[axis]}`,
          0,
          (settings) => (numeric(settings) && used(settings, axis) ? settings.padding[axis][i] : undefined),
          (value) => {
            const { padding } = this.settings;
            this.change({ padding: padding.with(axis, padding[axis].with(i, value)) });
          },
        ),
      ),
    );
    const rule = this.#select(
      [["valid", "valid (none)"], ["same"], ["number", "before and after:"]],
      (settings) => (numeric(settings) ? "number" : settings.padding),
      (text) => this.change({ padding: text === "number" ? Array(AXES).fill([1, 1]) : text }, true),
    );
    return this.#field("padding", "Padding", rule, group("span.boxes.sides", "Padding, cells", boxes));
  }
}

const numeric = ({ padding }) => typeof padding !== "string";
const used = ({ dims }, axis) => axis >= AXES - dims;

/** What is typed, as a number; null for nothing. What is no whole number is left for the model to refuse. */
const typed = (text) => (text.trim() === "" ? null : Number(text));
