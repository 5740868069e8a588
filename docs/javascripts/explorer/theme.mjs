// The palette's tokens, as canvases need them. The one table of colours is scripts/draw/palette.py.

import { h } from "./dom.mjs";
import { COLOURS } from "./model.mjs";
import { LONGEST } from "./scene.mjs";

const TOKENS = ["paper", "panel", "rule", "muted", "ink", "accent", "on-weight"];

/** Read the tokens of the reader's palette, or of another scheme ("default" for print). */
export function readTheme(host, scheme) {
  const probe = h("i", { hidden: "", "data-md-color-scheme": scheme });
  host.append(probe);
  const style = getComputedStyle(probe);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const theme = Object.fromEntries(TOKENS.map((name) => [name, token(name)]));
  theme.weights = token("weights").split(/\s+/);
  const pixels = theme.weights.map(pixel);
  theme.pixels = Uint32Array.from({ length: LONGEST + 2 * COLOURS }, (_, id) => pixels[id % pixels.length]);
  theme.bare = pixel(theme.paper);
  theme.several = pixel(theme.muted);
  probe.remove();
  return theme;
}

/** "#rrggbb" as one pixel of ImageData. */
function pixel(colour) {
  const bytes = new DataView(new ArrayBuffer(4));
  bytes.setUint32(0, parseInt(`${colour.slice(1)}ff`, 16));
  return new Uint32Array(bytes.buffer)[0];
}
