// Numbers for people: scripts/style/numbers.py, in JavaScript.

/** 14450688n → "14,450,688" */
export const integer = (value) => BigInt(value).toLocaleString("en-US");

/** A fraction [n, d] as a factor: "40.96×", "784×", "32,112.6×". */
export function factor([n, d]) {
  if (n % d === 0n) return `${integer(n / d)}×`;
  const places = n < 1000n * d ? 2 : 1;
  const scale = 10n ** BigInt(places);
  const rounded = (2n * n * scale + d) / (2n * d);
  return `${integer(rounded / scale)}.${String(rounded % scale).padStart(places, "0")}×`;
}

/** Whether a factor's text is rounded. */
export const rounded = ([n, d]) => n * 100n % d !== 0n;

/** "1 weight", "9 weights" */
export const many = (number, noun) => `${integer(number)} ${noun}${BigInt(number) === 1n ? "" : "s"}`;
