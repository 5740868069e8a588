// The settings: presets and one control an argument, each with room for what is wrong with it.

import { h } from "./dom.mjs";
import { LARGEST } from "./state.mjs";
import { PRESETS } from "./presets.mjs";

let made = 0;

export class Controls {
  /** `change(changes, lasting)` is told what the reader sets; `lasting` when it is a step worth going back to. */
  constructor(change) {
    this.change = change;
    this.id = `wiring-${++made}`;
    this.problems = {};
    this.inputs = {};
    this.preset = this.select("preset", "Layer", [["", "Your own"], ...Object.entries(PRESETS).map(([name, { title, source }]) => [name, `${title} (${source})`])]);
    this.fields = h("fieldset", {}, h("legend", {}, "Your own layer"), h("div", { class: "fields" },
      this.select("dims", "Input", [[2, "2-D image"], [1, "1-D row"]]),
      this.pair("size", "Image size", 64),
      this.pair("kernel", "Kernel", 16),
      this.pair("stride", "Stride", 8),
      this.pair("dilation", "Dilation", 8),
      this.padding(),
      this.select("mode", "Padding mode", [["zeros", "zeros"], ["circular", "circular (a torus)"]]),
      this.number("channels", "Input channels"),
      this.number("out", "Output channels"),
      this.number("groups", "Groups"),
      this.select("bias", "Biases", [["true", "one a unit, or a map if shared"], ["unit", "one a unit, always"], ["false", "none"]]),
      this.select("border", "Taps on zero padding", [["exact", "not counted (exact)"], ["nominal", "counted (nominal)"]]),
    ));
  }

  /** Show settings, except where the reader is typing. */
  show(settings) {
    const put = (key, value) => {
      const input = this.inputs[key];
      if (input !== document.activeElement || input.tagName === "SELECT") input.value = value;
    };
    for (const name of ["dims", "mode", "bias", "border", "channels", "out", "groups"]) put(name, String(settings[name]));
    put("preset", settings.preset ?? "");
    for (const name of ["size", "kernel", "stride", "dilation"]) {
      settings[name].forEach((value, axis) => put(name + axis, value));
      put(`${name}slider`, Math.max(...settings[name].slice(-settings.dims)));
      this.inputs[`${name}0`].parentElement.classList.toggle("flat", settings.dims === 1);
      this.inputs[`${name}0`].disabled = settings.dims === 1;
    }
    const numeric = typeof settings.padding !== "string";
    put("padding", numeric ? "number" : settings.padding);
    this.inputs.cells.disabled = !numeric;
    if (numeric) put("cells", settings.padding ?? "");
    this.settings = settings;
  }

  /** Say what is wrong beside its control, or that nothing is. */
  complain(error) {
    const names = { "input_shape[0]": "channels", out_channels: "out", kernel_size: "kernel", padding_mode: "mode" };
    const bad = error && (names[error.argument] ?? (error.argument.startsWith("input_shape") ? "size" : error.argument));
    for (const [name, problem] of Object.entries(this.problems)) {
      problem.textContent = name === bad ? `${error.message}.` : "";
      const field = problem.parentElement;
      field.classList.toggle("wrong", name === bad);
      for (const input of field.querySelectorAll("input, select")) {
        if (name === bad) input.setAttribute("aria-invalid", "true");
        else input.removeAttribute("aria-invalid");
      }
    }
  }

  field(name, label, ...inputs) {
    const id = `${this.id}-${name}`;
    this.problems[name] = h("p", { class: "problem", id: `${id}-problem` });
    for (const input of inputs.flatMap((input) => [input, ...input.querySelectorAll("input")])) {
      if (input.matches("input, select")) input.setAttribute("aria-describedby", `${id}-problem`);
    }
    const named = inputs[0].matches("select, input");
    const title = h(named ? "label" : "span", named ? { for: id, class: "name" } : { class: "name" }, label);
    if (named) inputs[0].id = id;
    return h("div", { class: `field field-${name}` }, title, h("div", { class: "inputs" }, ...inputs), this.problems[name]);
  }

  select(name, label, options) {
    const input = h("select", { onchange: () => this.chosen(name, input.value) }, options.map(([value, text]) => h("option", { value }, text)));
    this.inputs[name] = input;
    return this.field(name, label, input);
  }

  chosen(name, text) {
    const value = { dims: Number(text), bias: { true: true, false: false }[text] ?? text }[name] ?? text;
    this.change({ [name]: name === "bias" ? { true: true, false: false, unit: "unit" }[text] : value }, true);
  }

  box(key, label, take, least = 1) {
    const input = h("input", { type: "number", min: least, max: LARGEST, step: 1, inputmode: "numeric", "aria-label": label, oninput: () => take(typed(input.value)) });
    this.inputs[key] = input;
    return input;
  }

  number(name, label) {
    const input = this.box(name, null, (value) => this.change({ [name]: value }));
    return this.field(name, label, input);
  }

  /** A number an axis, and a slider that moves both. */
  pair(name, label, most) {
    const take = (axis) => (value) => this.change({ [name]: this.settings[name].map((old, i) => (i === axis ? value : old)) });
    const slider = h("input", { type: "range", min: 1, max: most, "aria-label": label, oninput: () => this.change({ [name]: [Number(slider.value), Number(slider.value)] }) });
    this.inputs[`${name}slider`] = slider;
    const boxes = h("span", { class: "pair", role: "group", "aria-label": label },
      this.box(`${name}0`, `${label}, down`, take(0)), h("span", { class: "times", "aria-hidden": "true" }, "×"), this.box(`${name}1`, `${label}, across`, take(1)));
    return this.field(name, label, boxes, slider);
  }

  padding() {
    const rule = h("select", { onchange: () => this.change({ padding: rule.value === "number" ? typed(cells.value) ?? 1 : rule.value }, true) },
      [["valid", "valid (none)"], ["same", "same"], ["number", "cells:"]].map(([value, text]) => h("option", { value }, text)));
    this.inputs.padding = rule;
    const cells = this.box("cells", "Cells of padding", (value) => this.change({ padding: value }), 0);
    return this.field("padding", "Padding", rule, cells);
  }
}

/** What is typed, as a number; null for nothing. What is no whole number is left for the model to refuse. */
const typed = (text) => (text.trim() === "" ? null : Number(text));
