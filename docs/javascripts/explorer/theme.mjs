// The palette's tokens, as canvases need them. The one table of colours is scripts/style/palette.py.

const TOKENS = ["paper", "panel", "rule", "muted", "ink", "accent", "on-weight"];

/** Read the tokens of the reader's palette, or of another scheme ("default" for print). */
export function readTheme(host, scheme) {
  const probe = document.createElement("i");
  probe.hidden = true;
  if (scheme) probe.dataset.mdColorScheme = scheme;
  host.append(probe);
  const style = getComputedStyle(probe);
  const token = (name) => style.getPropertyValue(`--${name}`).trim();
  const theme = Object.fromEntries(TOKENS.map((name) => [name, token(name) || "#888888"]));
  theme.weights = (token("weights") || "#888888").split(/\s+/);
  theme.pixels = Uint32Array.from([...theme.weights, ...theme.weights], pixel); // as WeightIndex.paint reads it
  theme.bare = pixel(theme.paper);
  theme.several = pixel(theme.muted);
  probe.remove();
  return theme;
}

/** "#rrggbb" as one pixel of ImageData. */
function pixel(colour) {
  const rgba = new Uint8ClampedArray([1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)).concat(255));
  return new Uint32Array(rgba.buffer)[0];
}
