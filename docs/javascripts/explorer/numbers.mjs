// Numbers for people: scripts/style/numbers.py, in JavaScript.

/** 14450688n → "14,450,688" */
export const integer = new Intl.NumberFormat("en-US").format;

/** A fraction [n, d] as a factor: "40.96×", "784×". */
export function factor([n, d]) {
  if (n % d === 0n) return `${integer(n / d)}×`;
  const hundredths = (200n * n + d) / (2n * d);
  return `${integer(hundredths / 100n)}.${String(hundredths % 100n).padStart(2, "0")}×`;
}

/** Whether a factor's text is rounded. */
export const rounded = ([n, d]) => n * 100n % d !== 0n;

/** "1 weight", "9 weights" */
export const many = (number, noun) => `${integer(number)} ${noun}${BigInt(number) === 1n ? "" : "s"}`;
