// An output as the sum that it is: which weight times which input. Small numbers stand for all of them, so that a
// reader can check the sum in the head; none is 0, which would look like a missing term.

const INPUTS = [2, 1, 3, 5, 1, 2, 4, 1];
const WEIGHTS = [1, -1, 2, 3, -2];

/** The small number that input `column` has. */
export const inputValue = (column) => INPUTS[column % INPUTS.length];

/** The small number that the weight of a cell has: a shared one by its name, one of its own by its place. */
function weightValue({ index, names }, row, column) {
  if (!index.shared) return WEIGHTS[(3 * row + column) % WEIGHTS.length];
  const name = names.of(index, index.id(row, column));
  return WEIGHTS[(name ?? row + column) % WEIGHTS.length];
}

/**
 * @typedef {object} Term
 * @property {number} column which input
 * @property {string} symbol its weight's letter, or "w" and its number
 * @property {number | null} name a shared weight's name
 * @property {number} weight
 * @property {number} input
 */

/** The terms of an output, its first `most`. @returns {Term[]} */
export function terms({ index, names }, row, most = Infinity) {
  return index.linked(row, most).map((column) => {
    const id = index.id(row, column);
    const name = index.shared ? names.of(index, id) : null;
    const symbol = (index.shared && names.letter(name)) || `w${name === null ? id + 1n : name + 1}`;
    return {
      column,
      symbol,
      name,
      weight: weightValue({ index, names }, row, column),
      input: inputValue(column),
    };
  });
}
