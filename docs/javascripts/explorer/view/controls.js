// The settings: presets and one control an argument, each with room for what is wrong with it.

import { range } from "../model/arrays.js";
import { PRESETS } from "../model/presets.js";
import { AXES, BIASES, biasName, LARGEST, SETTINGS } from "../model/settings.js";
import { h, mark } from "./dom.js";

/** From where and how far the slider of a setting goes that has a number an axis. */
const SLIDERS = { size: [1, 64], kernel: [1, 16], stride: [1, 8], dilation: [1, 8], added: [0, 7] };
const DIRECTIONS = ["deep", "down", "across"];
const SIDES = ["before", "after"];

let made = 0;

export class Controls {
  /** `change(changes, lasting)` is told what the reader sets; `lasting` when it is a step worth going back to. */
  constructor(change) {
    this.change = change;
    this.id = `wiring-${++made}`;
    this.problems = {};
    this.inputs = {};
    const presets = Object.entries(PRESETS).map(([name, { title }]) => [name, title]);
    this.preset = this.choice("preset", "Layer", [["", "Your own"], ...presets]);
    this.fields = h(
      "fieldset",
      {},
      h("legend", {}, "Your own layer"),
      h(
        "div.fields",
        {},
        this.choice(
          "dims",
          "Input",
          [
            [2, "2-D image"],
            [1, "1-D row"],
            [3, "3-D volume"],
          ],
          Number,
        ),
        this.choice("kind", "Kind", [["convolution"], ["transposed"]]),
        this.perAxis("size", "Image size"),
        this.perAxis("kernel", "Kernel"),
        this.perAxis("stride", "Stride"),
        this.perAxis("dilation", "Dilation"),
        this.perAxis("added", "Output padding"),
        this.padding(),
        this.choice("mode", "Padding mode", [["zeros"], ["circular", "circular (edges joined)"]]),
        this.number("channels", "Input channels"),
        this.number("out", "Output channels"),
        this.number("groups", "Groups"),
        this.choice(
          "bias",
          "Biases",
          [
            ["true", "one a unit, or a map if shared"],
            ["unit", "one a unit, always"],
            ["map", "one a map, always"],
            ["none"],
          ],
          (name) => BIASES[name],
        ),
        this.choice("border", "Taps on zero padding", [
          ["exact", "not counted (exact)"],
          ["nominal", "counted (nominal)"],
        ]),
      ),
    );
  }

  /** Show settings, except where the reader is typing. */
  show(settings) {
    const { dims, kind, padding } = settings;
    for (const [name, of] of [
      ["added", "transposed"],
      ["mode", "convolution"],
    ])
      this.problems[name].parentElement.hidden = kind !== of;
    const numeric = typeof padding !== "string";
    const values = { ...settings, bias: biasName(settings), padding: numeric ? "number" : padding };
    for (const name of Object.keys(SLIDERS)) values[name] = Math.max(...settings[name].slice(-dims));
    for (const axis of range(AXES)) {
      const used = axis >= AXES - dims;
      for (const name of Object.keys(SLIDERS)) {
        values[name + axis] = settings[name][axis];
        this.inputs[name + axis].disabled = !used;
      }
      SIDES.forEach((side, i) => {
        const key = `pad${axis}${side}`;
        values[key] = numeric ? padding[axis][i] : 0;
        this.inputs[key].disabled = !used || !numeric;
      });
    }
    for (const [key, input] of Object.entries(this.inputs)) {
      const typing = input === document.activeElement && input.type === "number";
      if (key in values && !typing) input.value = values[key] ?? "";
    }
    this.settings = settings;
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

  field(name, label, ...inputs) {
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

  choice(name, label, options, read = String) {
    return this.field(
      name,
      label,
      this.select(name, options, (text) => this.change({ [name]: read(text) }, true)),
    );
  }

  select(key, options, take) {
    this.inputs[key] = h(
      "select",
      { onchange: ({ target }) => take(target.value) },
      options.map(([value, text = value]) => h("option", { value }, text)),
    );
    return this.inputs[key];
  }

  box(key, label, take, least = 1) {
    this.inputs[key] = h("input", {
      type: "number",
      min: least,
      max: LARGEST,
      inputmode: "numeric",
      "aria-label": label,
      oninput: ({ target }) => take(typed(target.value)),
    });
    return this.inputs[key];
  }

  number(name, label) {
    return this.field(
      name,
      label,
      this.box(name, null, (value) => this.change({ [name]: value })),
    );
  }

  /** A number an axis, and a slider that moves all. */
  perAxis(name, label) {
    const [least, most] = SLIDERS[name];
    const boxes = range(AXES).map((axis) =>
      this.box(
        name + axis,
        `${label}, ${DIRECTIONS[axis]}`,
        (value) => this.change({ [name]: this.settings[name].with(axis, value) }),
        least,
      ),
    );
    const slide = ({ target }) => this.change({ [name]: Array(AXES).fill(Number(target.value)) });
    this.inputs[name] = h("input", {
      type: "range",
      min: least,
      max: most,
      "aria-label": label,
      oninput: slide,
    });
    return this.field(
      name,
      label,
      h("span.boxes", { role: "group", "aria-label": label }, boxes),
      this.inputs[name],
    );
  }

  /** A word, or a number a side. */
  padding() {
    const set = (axis, side, value) =>
      this.change({
        padding: this.settings.padding.with(axis, this.settings.padding[axis].with(side, value)),
      });
    const boxes = range(AXES).flatMap((axis) =>
      SIDES.map((side, i) =>
        this.box(
          `pad${axis}${side}`,
          `Padding ${side}, ${DIRECTIONS[axis]}`,
          (value) => set(axis, i, value),
          0,
        ),
      ),
    );
    const rule = this.select(
      "padding",
      [["valid", "valid (none)"], ["same"], ["number", "before and after:"]],
      (text) => this.change({ padding: text === "number" ? Array(AXES).fill([1, 1]) : text }, true),
    );
    return this.field(
      "padding",
      "Padding",
      rule,
      h("span.boxes.sides", { role: "group", "aria-label": "Padding, cells" }, boxes),
    );
  }
}

/** What is typed, as a number; null for nothing. What is no whole number is left for the model to refuse. */
const typed = (text) => (text.trim() === "" ? null : Number(text));
