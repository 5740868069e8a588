// The four wirings of a layer as one labelled picture, to be taken away: an SVG that every program draws.

import { range } from "../model/arrays.js";
import { WIRINGS } from "../model/counting.js";
import { many, quotient } from "../model/numbers.js";
import { NAMES } from "../model/words.js";
import { h } from "./dom.js";
import { Scene } from "./scene.js";
import { thumbnail } from "./thumb.js";

const [WIDTH, GAP, EDGE, TOP] = [380, 60, 50, 104];
const LABELS = { left: 34, top: 22 };
/** Of so many rows or columns at most the cells are drawn as shapes, otherwise as an image. */
const MOST = 24;
const FAMILY = "'Atkinson Hyperlegible Next', 'Helvetica Neue', Arial, sans-serif";

const escaped = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
const text = (x, y, size, content, fill, more = "") =>
  content && `<text x="${x}" y="${y}" font-size="${size}" fill="${fill}"${more}>${escaped(content)}</text>`;
const BOLD = ' font-weight="700"';
const anchor = (where) => ` text-anchor="${where}"`;

/**
 * @param {import("../model/layer.js").Layer} layer
 * @param {object} counts of each wiring
 * @param {object} theme the light palette
 * @param {string} title
 * @param {string} credit
 * @returns {string} SVG
 */
export function poster(layer, counts, theme, title, credit) {
  const names = Object.keys(WIRINGS);
  const panels = names.map((name) => panel(layer, name, theme));
  const tall = Math.max(...panels.map(({ height }) => height));
  const block = tall + 104;
  const [width, height] = [2 * (WIDTH + LABELS.left) + GAP + 2 * EDGE, TOP + 2 * block + 40];
  const { ink, muted, paper, accent } = theme;
  const body = names.map((name, i) => {
    const [x, y] = [EDGE + (i % 2) * (WIDTH + LABELS.left + GAP), TOP + Math.floor(i / 2) * block];
    const { connections, weights, multiplyAdds } = counts[name];
    const cost = `${many(connections, "connection")}, ${many(weights, "weight")}, ${many(multiplyAdds, "multiply-add")}`;
    return (
      `<g transform="translate(${x} ${y})">${text(0, 14, 19, NAMES[name], ink, BOLD)}` +
      `<g transform="translate(${LABELS.left} ${28 + LABELS.top})">${panels[i].svg}</g>` +
      `${text(LABELS.left, 28 + LABELS.top + panels[i].height + 22, 13, cost, ink)}</g>`
    );
  });
  const { shared, both } = counts;
  const saved = both.weights
    ? `Weights, shared only ÷ both: ${quotient([shared.weights, both.weights])} times fewer`
    : "";
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="${FAMILY}">` +
    `<title>${escaped(title)}</title><rect width="100%" height="100%" fill="${paper}"/>` +
    text(EDGE, 44, 24, title, ink, BOLD) +
    text(
      EDGE,
      70,
      14,
      "A filled cell is a connection. Grey: a weight of its own. Colour and letter: a weight that is shared.",
      muted,
    ) +
    body.join("") +
    text(EDGE, height - 40, 15, saved, accent, BOLD) +
    `${text(EDGE, height - 16, 12, credit, muted)}</svg>`
  );
}

function panel(layer, name, theme) {
  const scene = new Scene(layer, WIRINGS[name], theme);
  const { drawn, index } = scene;
  const { muted, paper } = theme;
  const [wide, tall] = [index.columns, index.rows];
  const longest = Math.max(wide, tall);
  const vector = drawn.kind === "cells" && longest <= MOST;
  const cell = Math.min(WIDTH / longest, 36);
  const [width, height] = [wide, tall].map((cells) =>
    vector ? cells * cell : Math.max((WIDTH * cells) / longest, 30),
  );
  const out = [];
  if (vector) {
    const small = Math.min(12, cell * 0.5);
    const middle = (at) => (at + 0.5) * cell;
    for (const row of range(tall)) {
      for (const column of range(wide)) {
        const look = scene.cell(row, column);
        if (!look) continue;
        out.push(
          `<rect x="${column * cell}" y="${row * cell}" width="${cell}" height="${cell}" fill="${look.fill}" stroke="${paper}"/>`,
          text(
            middle(column),
            middle(row) + cell * 0.18,
            cell * 0.52,
            look.letter,
            look.ink,
            anchor("middle"),
          ),
        );
      }
      out.push(text(-6, middle(row) + small * 0.35, small, `y${row + 1}`, muted, anchor("end")));
    }
    for (const column of range(wide))
      out.push(text(middle(column), -6, small, `x${column + 1}`, muted, anchor("middle")));
  } else {
    const canvas = h("canvas");
    thumbnail(canvas, scene, 2 * WIDTH, true);
    out.push(
      `<image width="${width}" height="${height}" preserveAspectRatio="none" style="image-rendering:pixelated" href="${canvas.toDataURL()}"/>`,
      text(0, -7, 12, `${many(wide, "input")} →`, muted),
      `<g transform="translate(-8 0) rotate(-90)">${text(0, 0, 12, `← ${many(tall, "output")}`, muted, anchor("end"))}</g>`,
    );
  }
  out.push(`<rect width="${width}" height="${height}" fill="none" stroke="${muted}"/>`);
  return { svg: out.join(""), height };
}

/** An SVG's text as a PNG, twice as large. @returns {Promise<Blob>} */
export async function asPng(svg) {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = h("canvas", { width: 2 * image.naturalWidth, height: 2 * image.naturalHeight });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}
