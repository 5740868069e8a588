// One spatial axis of a convolution: src/sparse_shared/axis.py, in JavaScript.
// Sizes are Numbers, counts BigInts: they are exact however large they grow.

export class Axis {
  /**
   * @param {number} size how many inputs
   * @param {number} kernel how many taps
   * @param {number} stride
   * @param {number} dilation
   * @param {number} before cells of padding at the start
   * @param {number} after cells of padding at the end
   * @param {boolean} circular whether the axis is a ring
   */
  constructor(size, kernel, stride, dilation, before, after, circular) {
    Object.assign(this, { size, kernel, stride, dilation, before, after, circular });
    this.span = dilation * (kernel - 1) + 1;
    this.padded = before + size + after;
    this.outputs = Math.floor((this.padded - this.span) / stride) + 1;
    /** How far the window of relative offsets moves from one output to the next. */
    this.shift = Math.min(stride, size);
  }

  /**
   * (output, tap) pairs that read an input, of the first `outputs` positions; nominally padding is input too.
   * @param {number} outputs
   * @param {"exact" | "nominal"} border
   * @returns {bigint}
   */
  links(outputs = this.outputs, border = "exact") {
    if (this.circular || border === "nominal") return BigInt(outputs) * BigInt(this.kernel);
    const before = (position) => Math.max(0, Math.min(Math.ceil(position / this.stride), outputs));
    let links = 0;
    for (let tap = 0; tap < this.kernel; tap++) {
      const start = this.before - tap * this.dilation; // where an output begins whose tap is on the first input
      links += before(start + this.size) - before(start);
    }
    return BigInt(links);
  }

  /** How many distinct relative offsets of input to output there are. */
  get offsets() {
    return this.circular ? this.size : this.size + (this.outputs - 1) * this.shift;
  }

  /** Where tap `j` of output `o` lies: an input, or -1 on padding. */
  position(o, j) {
    return this.#input(this.place(o, j));
  }

  /** The same on an axis without ends. */
  place(o, j) {
    return o * this.stride - this.before + j * this.dilation;
  }

  /** The number of the relative offset of the first input to output `o`; those of the others follow. */
  offset(o) {
    return this.circular
      ? modulo(this.before - o * this.stride, this.size)
      : (this.outputs - 1 - o) * this.shift;
  }

  /** The input at relative offset number `slot` of output `o`, or -1. */
  atOffset(o, slot) {
    return this.#input(slot - this.offset(o));
  }

  /** The number of the relative offset of tap `j`, or -1 if it only ever meets padding. */
  tapOffset(j) {
    const o = this.circular ? 0 : Math.max(0, Math.ceil((this.before - j * this.dilation) / this.stride));
    const input = o < this.outputs ? this.position(o, j) : -1;
    if (input < 0) return -1;
    return (this.offset(o) + input) % this.offsets;
  }

  /** How many inputs, the first ones, have an offset to output `o` that no output before it has. */
  fresh(o) {
    if (o === 0) return this.size;
    return this.circular ? 0 : this.shift;
  }

  /** The first and the last place, and one more, that the wide kernel or the small one ever lies on. */
  get reach() {
    if (this.circular) return [0, this.size];
    const hang = (this.outputs - 1) * this.shift;
    return [
      Math.min(-hang, -this.before),
      Math.max(this.size + hang, this.place(this.outputs - 1, this.kernel - 1) + 1),
    ];
  }

  #input(at) {
    if (this.circular) return modulo(at, this.size);
    return at < this.size && at >= 0 ? at : -1;
  }
}

const modulo = (a, n) => ((a % n) + n) % n;
