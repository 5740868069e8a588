// The ledger as text: what a layer costs under each of its wirings.

import { WIRINGS } from "./counting.js";
import { integer } from "./numbers.js";
import { NAMES } from "./words.js";

/** What is counted, and what it is called. */
export const COUNTED = {
  connections: "Connections",
  weights: "Weights",
  biases: "Biases",
  parameters: "Parameters",
  multiplyAdds: "Multiply-adds",
};

/** The rows of the ledger, heading first. */
function rows(counts, write) {
  return [
    ["Wiring", ...Object.values(COUNTED)],
    ...Object.keys(WIRINGS).map((name) => [
      NAMES[name],
      ...Object.keys(COUNTED).map((column) => write(counts[name][column])),
    ]),
  ];
}

export function asMarkdown(counts, title, link) {
  const [head, ...body] = rows(counts, integer).map((row) => `| ${row.join(" | ")} |`);
  return [
    `[${title}](${link})`,
    "",
    head,
    `|---|${"---:|".repeat(Object.keys(COUNTED).length)}`,
    ...body,
    "",
  ].join("\n");
}

export const asCsv = (counts) =>
  rows(counts, String)
    .map((row) => `${row.join(",")}\n`)
    .join("");
