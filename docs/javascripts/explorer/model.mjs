// The explorer's arithmetic: what the package computes, and nothing of pages. Python and this agree
// on every count and id (tests/site/test_explorer_model.py).

export { conv, fail, layerOf } from "./layer.mjs";
export { count, reduction, WIRINGS, wiringName } from "./counting.mjs";
export { COLOURS, combinations, range, ravel, remainder, unravel, WeightIndex } from "./index.mjs";
