// Places and positions: what NumPy's unravel_index and ravel_multi_index do.

/** start, start + 1, …, as an array. */
export const range = (length, start = 0) => Array.from({ length }, (_, i) => start + i);

/** start, start + 1, …, as integers: a loop, because a million of these make a picture. */
export function sequence(length, start = 0) {
  const numbers = new Int32Array(length);
  for (let k = 0; k < length; k++) numbers[k] = start + k;
  return numbers;
}

/** @param {number[]} numbers */
export const product = (numbers) => numbers.reduce((total, n) => total * n, 1);

/** In how many ways one can take an item of each list. */
export const combinations = (lists) => product(lists.map(({ length }) => length));

/** Coordinates of a C-order position. */
export function unravel(position, shape) {
  const places = [];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    places[axis] = position % shape[axis];
    position = Math.floor(position / shape[axis]);
  }
  return places;
}

/** The C-order position of coordinates. */
export const ravel = (places, shape) =>
  places.reduce((position, place, axis) => position * shape[axis] + place, 0);

/** Call `visit` with the coordinates of every position of a shape, in C order. */
export function eachPlace(shape, visit) {
  const length = product(shape);
  for (let position = 0; position < length; position++) visit(unravel(position, shape), position);
}
