// The settings: presets and one control an argument, each with room for what is wrong with it.

import { h, mark } from "./dom.mjs";
import { PRESETS } from "./presets.mjs";
import { BIASES, biasName, LARGEST, SETTINGS } from "./state.mjs";

/** How far the slider of a setting goes that has a number an axis. */
const PAIRS = { size: 64, kernel: 16, stride: 8, dilation: 8 };

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
    this.fields = h("fieldset", {}, h("legend", {}, "Your own layer"), h("div.fields", {},
      this.choice("dims", "Input", [[2, "2-D image"], [1, "1-D row"]], Number),
      this.pair("size", "Image size"),
      this.pair("kernel", "Kernel"),
      this.pair("stride", "Stride"),
      this.pair("dilation", "Dilation"),
      this.padding(),
      this.choice("mode", "Padding mode", [["zeros"], ["circular", "circular: edges joined, even without padding"]]),
      this.number("channels", "Input channels"),
      this.number("out", "Output channels"),
      this.number("groups", "Groups"),
      this.choice("bias", "Biases", [["true", "one a unit, or a map if shared"], ["unit", "one a unit, always"], ["none"]], (name) => BIASES[name]),
      this.choice("border", "Taps on zero padding", [["exact", "not counted (exact)"], ["nominal", "counted (nominal)"]]),
    ));
  }

  /** Show settings, except where the reader is typing. */
  show(settings) {
    const { dims, padding } = settings;
    const numeric = typeof padding !== "string";
    const values = { ...settings, bias: biasName(settings), padding: numeric ? "number" : padding };
    if (numeric) values.cells = padding;
    this.inputs.cells.disabled = !numeric;
    for (const name of Object.keys(PAIRS)) {
      const [tall, wide] = settings[name];
      Object.assign(values, { [`${name}0`]: tall, [`${name}1`]: wide, [name]: Math.max(...settings[name].slice(-dims)) });
      this.inputs[`${name}0`].disabled = dims === 1;
    }
    for (const [key, input] of Object.entries(this.inputs)) {
      const typing = input === document.activeElement && input.type === "number";
      if (key in values && !typing) input.value = values[key] ?? "";
    }
    this.settings = settings;
  }

  /** Say what is wrong beside its control, or that nothing is. */
  complain(error) {
    const bad = error && (SETTINGS[error.argument] ?? (error.argument.startsWith("input_shape") ? "size" : error.argument));
    // Of a number an axis, the message names the one that is wrong.
    const axis = bad in PAIRS && /(?:axis |(?<!shape)\[)(\d)/.exec(error.message)?.[1];
    const sound = axis ? this.settings.dims - 1 - axis : null;
    for (const [name, problem] of Object.entries(this.problems)) {
      const field = problem.parentElement;
      problem.textContent = name === bad ? `${error.message}.` : "";
      field.querySelectorAll("input, select").forEach((input, i) => mark(input, "aria-invalid", name === bad && i !== sound));
    }
  }

  field(name, label, ...inputs) {
    const id = `${this.id}-${name}`;
    const named = inputs[0].matches("select, input");
    if (named) inputs[0].id = id;
    const problem = this.problems[name] = h("p.problem", { id: `${id}-problem` });
    const title = named ? h("label.name", { for: id }, label) : h("span.name", {}, label);
    const field = h(`div.field.field-${name}`, {}, title, h("div.inputs", {}, inputs), problem);
    for (const input of field.querySelectorAll("input, select")) input.setAttribute("aria-describedby", problem.id);
    return field;
  }

  choice(name, label, options, read = String) {
    return this.field(name, label, this.select(name, options, (text) => this.change({ [name]: read(text) }, true)));
  }

  select(key, options, take) {
    return this.inputs[key] = h("select", { onchange: ({ target }) => take(target.value) },
      options.map(([value, text = value]) => h("option", { value }, text)));
  }

  box(key, label, take, least = 1) {
    return this.inputs[key] = h("input", {
      type: "number", min: least, max: LARGEST, inputmode: "numeric", "aria-label": label,
      oninput: ({ target }) => take(typed(target.value)),
    });
  }

  number(name, label) {
    return this.field(name, label, this.box(name, null, (value) => this.change({ [name]: value })));
  }

  /** A number an axis, and a slider that moves both. */
  pair(name, label) {
    const box = (axis, where) =>
      this.box(name + axis, `${label}, ${where}`, (value) => this.change({ [name]: this.settings[name].with(axis, value) }));
    const slide = ({ target }) => this.change({ [name]: Array(2).fill(Number(target.value)) });
    const boxes = h("span.pair", { role: "group", "aria-label": label }, box(0, "down"), h("span", { "aria-hidden": "true" }, "×"), box(1, "across"));
    this.inputs[name] = h("input", { type: "range", min: 1, max: PAIRS[name], "aria-label": label, oninput: slide });
    return this.field(name, label, boxes, this.inputs[name]);
  }

  padding() {
    const cells = this.box("cells", "Cells of padding", (padding) => this.change({ padding }), 0);
    const rule = this.select("padding", [["valid", "valid (none)"], ["same"], ["number", "cells:"]],
      (text) => this.change({ padding: text === "number" ? typed(cells.value) ?? 1 : text }, true));
    return this.field("padding", "Padding", rule, cells);
  }
}

/** What is typed, as a number; null for nothing. What is no whole number is left for the model to refuse. */
const typed = (text) => (text.trim() === "" ? null : Number(text));
