// Small helpers to build the page with. Text is always text: nothing is ever parsed as HTML.

/** Make an element: h("p.note.wide", { onclick: f }, "text", child). */
export function h(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split(".");
  const space = /^(svg|rect)$/.test(name) ? "2000/svg" : "1999/xhtml";
  const element = document.createElementNS(`http://www.w3.org/${space}`, name);
  if (classes.length) element.setAttribute("class", classes.join(" "));
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element[key] = value;
    else if (value != null) element.setAttribute(key, value);
  }
  element.append(...children.flat());
  return element;
}

/** Make a button that does `onclick`; `label` says it in words where its text does not. */
export const button = (text, onclick, label) =>
  h("button", { type: "button", onclick, "aria-label": label, title: label }, text);

/** Make an element of parts that belong together, and say what they are. */
export const group = (tag, label, ...children) => h(tag, { role: "group", "aria-label": label }, ...children);

/** Say an ARIA state that is true, or leave it out. */
export const mark = (element, state, on) =>
  on ? element.setAttribute(state, true) : element.removeAttribute(state);

/** A sentence with its counts in bold, their commas too, which then stay with them at the end of a line. */
export const stressed = (sentence) =>
  sentence
    .split(/([\d,]*\d (?:connection|weight|multiply-add)s?[,.]?)/)
    .map((part, i) => (i % 2 ? h("b", {}, part) : part));

/** Give a canvas a size and all of its pixels. */
export function picture(canvas, width, height, pixelAt) {
  const data = new ImageData(width, height);
  const pixels = new Uint32Array(data.data.buffer);
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++) pixels[at++] = pixelAt(x, y);
  Object.assign(canvas, { width, height });
  canvas.getContext("2d").putImageData(data, 0, 0);
}

/** Run `job` once, `delay` ms after the last call. */
export function debounce(job, delay) {
  let timer;
  const later = (...values) => {
    clearTimeout(timer);
    timer = setTimeout(job, delay, ...values);
  };
  later.cancel = () => clearTimeout(timer);
  return later;
}

export const stillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;
