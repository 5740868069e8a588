// One spatial axis of a convolution: src/sparse_shared/axis.py, in JavaScript.
// Sizes are Numbers, counts BigInts: they are exact however large they grow.

export class Axis {
  constructor(size, kernel, stride, dilation, before, after, circular) {
    Object.assign(this, { size, kernel, stride, dilation, before, after, circular });
    this.span = dilation * (kernel - 1) + 1;
    this.padded = before + size + after;
    this.outputs = Math.floor((this.padded - this.span) / stride) + 1;
  }

  /** (output, tap) pairs that read an input, of the first `outputs` positions; nominally padding is input too. */
  links(outputs = this.outputs, border) {
    if (this.circular || border === "nominal") return BigInt(outputs) * BigInt(this.kernel);
    const before = (position) => Math.max(0, Math.min(Math.ceil(position / this.stride), outputs));
    let links = 0;
    for (let tap = 0; tap < this.kernel; tap++) {
      const start = this.before - tap * this.dilation; // where an output begins whose tap is on the first input
      links += before(start + this.size) - before(start);
    }
    return BigInt(links);
  }

  /** Distinct relative offsets of input to output. */
  get offsets() {
    return this.circular ? this.size : this.size + (this.outputs - 1) * Math.min(this.stride, this.size);
  }

  /** Where tap `j` of output `o` lies: an input, or -1 on padding. */
  position(o, j) {
    return this.#input(o * this.stride - this.before + j * this.dilation);
  }

  /** The number of the relative offset of the first input to output `o`; those of the others follow. */
  offset(o) {
    return this.circular ? modulo(this.before - o * this.stride, this.size) : (this.outputs - 1 - o) * Math.min(this.stride, this.size);
  }

  /** The input at relative offset number `slot` of output `o`, or -1. */
  atOffset(o, slot) {
    return this.#input(slot - this.offset(o));
  }

  #input(at) {
    if (this.circular) return modulo(at, this.size);
    return at < this.size && at >= 0 ? at : -1;
  }
}

const modulo = (a, n) => ((a % n) + n) % n;
