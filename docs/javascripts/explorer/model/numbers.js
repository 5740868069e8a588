// Numbers for people: scripts/write/numbers.py, in JavaScript.

/** 14450688n → "14,450,688" */
export const integer = new Intl.NumberFormat("en-US").format;

/** As what part of one a factor is written: two decimals, but none from 1,000 up. */
const part = ([n, d]) => (n < 1000n * d ? 100n : 1n);

/** A fraction [n, d] as people say it: "40.96", "784", "32,113". */
export function ratio([n, d]) {
  const parts = n % d ? part([n, d]) : 1n;
  const scaled = (2n * parts * n + d) / (2n * d);
  return integer(scaled / parts) + (parts > 1n ? `.${String(scaled % parts).padStart(2, "0")}` : "");
}

/** A fraction [n, d] as a factor: "40.96×". */
export const factor = (fraction) => `${ratio(fraction)}×`;

/** What a saving is made of: "13 ÷ 3 = 4.33". */
export const quotient = (fraction) => `${fraction.map(integer).join(" ÷ ")} = ${ratio(fraction)}`;

/** "1 weight", "9 weights" */
export const many = (number, noun) => `${integer(number)} ${noun}${BigInt(number) === 1n ? "" : "s"}`;
