// One spatial axis of a convolution, in closed form: src/sparse_shared/axis.py, in JavaScript.
// Sizes are Numbers, counts BigInts: they are exact however large they grow.

export class Axis {
  constructor(size, kernel, stride, dilation, before, after, circular) {
    Object.assign(this, { size, kernel, stride, dilation, before, after, circular });
    this.span = dilation * (kernel - 1) + 1;
    this.padded = before + size + after;
    this.outputs = Math.floor((this.padded - this.span) / stride) + 1;
  }

  /** (output, tap) pairs, as if padding were input. */
  get nominalLinks() {
    return BigInt(this.outputs) * BigInt(this.kernel);
  }

  /** (output, tap) pairs that read an input, of the first `outputs` positions. */
  links(outputs = this.outputs) {
    if (this.circular) return BigInt(outputs) * BigInt(this.kernel);
    return this.#linksLeftOf(this.size, outputs) - this.#linksLeftOf(0, outputs);
  }

  /** Distinct relative offsets of input to output. */
  get offsets() {
    return this.circular ? this.size : this.size + (this.outputs - 1) * Math.min(this.stride, this.size);
  }

  /** Where tap `j` of output `o` lies: an input, or -1 on padding. */
  position(o, j) {
    const at = o * this.stride - this.before + j * this.dilation;
    if (this.circular) return modulo(at, this.size);
    return at < this.size && at >= 0 ? at : -1;
  }

  /** The number of the relative offset of input `i` to output `o`, from 0. */
  offset(o, i) {
    if (this.circular) return modulo(i + this.before - o * this.stride, this.size);
    return i + (this.outputs - 1 - o) * Math.min(this.stride, this.size);
  }

  /** The input at relative offset number `slot` of output `o`, or -1. */
  atOffset(o, slot) {
    if (this.circular) return modulo(slot - this.before + o * this.stride, this.size);
    const i = slot - this.offset(o, 0);
    return i < this.size && i >= 0 ? i : -1;
  }

  #linksLeftOf(position, outputs) {
    const limit = position + this.before;
    const clamp = (value, high) => Math.max(0, Math.min(value, high));
    const some = clamp(Math.floor((limit - 1) / this.stride) + 1, outputs);
    const all = clamp(Math.floor((limit - this.span) / this.stride) + 1, some);
    const partial = some - all;
    const least = limit - 1 - this.stride * (some - 1);
    return BigInt(all) * BigInt(this.kernel) + BigInt(partial) + floorSum(partial, this.stride, least, this.dilation);
  }
}

/** The sum of floor((slope * i + start) / divisor) over i = 0 … terms-1, by Euclid's algorithm. */
function floorSum(...numbers) {
  let [terms, slope, start, divisor] = numbers.map(BigInt);
  let total = 0n;
  while (terms > 0n) {
    total += ((terms * (terms - 1n)) / 2n) * (slope / divisor) + terms * (start / divisor);
    slope %= divisor;
    start %= divisor;
    const reach = slope * terms + start;
    [terms, start, slope, divisor] = [reach / divisor, reach % divisor, divisor, slope];
  }
  return total;
}

export const modulo = (a, n) => ((a % n) + n) % n;
