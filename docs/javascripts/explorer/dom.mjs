// Small helpers to build the page with. Text is always text: nothing is ever parsed as HTML.

/** Make an element: h("p", { class: "note", onclick: f }, "text", child). */
export function h(tag, attributes = {}, ...children) {
  return dress(document.createElement(tag), attributes, children);
}

/** The same, for SVG. */
export function svg(tag, attributes = {}, ...children) {
  return dress(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.flat());
  return element;
}

/** A sentence with its counts in bold. */
export const stressed = (sentence) =>
  sentence.split(/([\d,]*\d (?:connections?|weights?))/).map((part, i) => (i % 2 ? h("b", {}, part) : part));

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
