// The palette as canvases need it. The one table of colours is scripts/draw/palette.py.

import { h } from "./dom.js";

const TOKENS = ["paper", "panel", "rule", "muted", "ink", "accent", "own", "on-weight", "on-other"];

const systemColours = matchMedia("(forced-colors: active)");

/** What stands for a token where the reader's system has colours of its own. */
const SYSTEM = {
  paper: "Canvas",
  panel: "Canvas",
  rule: "GrayText",
  muted: "CanvasText",
  ink: "CanvasText",
  accent: "Highlight",
};

/** Read the reader's palette, or that of another scheme ("default" for print). */
export function readTheme(host, scheme) {
  const forced = !scheme && systemColours.matches;
  const probe = h("i", { hidden: "", "data-md-color-scheme": scheme });
  host.append(probe);
  const style = getComputedStyle(probe);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const system = (name) => {
    probe.style.color = name;
    return style.color;
  };
  const theme = Object.fromEntries(
    TOKENS.map((name) => [name, forced && SYSTEM[name] ? system(SYSTEM[name]) : token(name)]),
  );
  for (const name of ["weights", "others"]) theme[name] = token(name).split(/\s+/);
  probe.remove();
  theme.pixels = {
    bare: pixel(theme.paper),
    own: pixel(theme.own),
    several: pixel(theme.muted),
    weights: Uint32Array.from(theme.weights, pixel),
    others: Uint32Array.from(theme.others, pixel),
  };
  return theme;
}

/** Call `take(theme, printing)` whenever there is another palette to draw in, until `signal`. */
export function onTheme(host, signal, take) {
  const change = () => take(readTheme(host));
  const palette = new MutationObserver(change);
  palette.observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  signal.addEventListener("abort", () => palette.disconnect());
  systemColours.addEventListener("change", change, { signal });
  addEventListener("beforeprint", () => take(readTheme(host, "default"), true), { signal });
  addEventListener("afterprint", change, { signal });
}

const brush = h("canvas", { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });

/** A CSS colour as one pixel of ImageData. */
function pixel(colour) {
  brush.fillStyle = colour;
  brush.fillRect(0, 0, 1, 1);
  return new Uint32Array(brush.getImageData(0, 0, 1, 1).data.buffer)[0];
}
