// "Play the argument": both roads from dense to both, a sentence a step, a guess before it if one likes.

import { integer } from "../model/numbers.js";
import { argument } from "../model/words.js";
import { button, group, h, stillness } from "./dom.js";
import { Stepper } from "./stepper.js";

const STAY = 6500;

export class Play extends Stepper {
  /** `shown` shows a step of the argument, or else none: `tell(step)`, and has an `inside` that can fill the screen. */
  constructor(shown) {
    super("Step back", "Step on");
    Object.assign(this, { shown, at: -1 });
    const fill = () =>
      document.fullscreenElement ? document.exitFullscreen() : shown.inside.requestFullscreen();
    this.main = button("", () => this.#toggle());
    this.guessing = h("input", { type: "checkbox" });
    this.question = h("div.question", { hidden: "", role: "status" });
    this.asking = null;
    this.steps = h(
      "span.steps",
      {},
      this.back,
      this.where,
      this.on,
      h("label.guess", {}, this.guessing, " let me guess"),
      button("✕", () => this.#close(), "Leave the argument"),
    );
    this.element = group(
      "div.play",
      "The argument, step by step",
      this.main,
      document.fullscreenEnabled ? button("Full screen", fill) : "",
      this.steps,
    );
    this.element.onkeydown = (event) => this.#pressed(event);
  }

  get open() {
    return this.at >= 0;
  }

  show(counts) {
    this.counts = counts;
    this.sentences = argument(counts);
    this.last = this.sentences.length - 1;
    this.label();
  }

  #toggle() {
    if (!this.open || this.at === this.last) {
      this.go(0);
      if (!stillness()) this.#run();
    } else if (this.timer) this.pause();
    else if (stillness() || this.asking) this.go(this.at + 1);
    else this.#run();
  }

  #run() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.go(this.at + 1, true);
      if (this.at < this.last && !this.asking) this.#run();
      else this.pause();
    }, STAY);
    this.label();
  }

  /** Show a step; the reader's own step stops the clock. `answer` is what is said of a guess. */
  go(to, byItself, answer = "") {
    if (to < 0 || to > this.last) return;
    if (to > this.at && this.guessing.checked && this.sentences[to].question && this.asking !== to)
      return this.#ask(to);
    this.asking = null;
    this.question.hidden = true;
    this.at = to;
    if (byItself) this.label();
    else this.pause();
    const step = this.sentences[to];
    this.shown.tell({ ...step, sentence: answer + step.sentence });
  }

  /** Ask for a guess: the counts of all four wirings are the answers to choose from. */
  #ask(to) {
    const right = this.counts[this.sentences[to].wiring].weights;
    const answers = [...new Set(Object.values(this.counts).map(({ weights }) => weights))].sort((a, b) =>
      a < b ? -1 : 1,
    );
    const choose = (guess) => {
      this.go(to, false, guess === right ? `Yes, ${integer(right)}. ` : `No, ${integer(right)}. `);
      this.main.focus();
    };
    this.question.replaceChildren(
      h("span", {}, `${this.sentences[to].question} How many weights are left?`),
      ...answers.map((answer) => button(integer(answer), () => choose(answer))),
    );
    this.question.hidden = false;
    this.asking = to;
    this.pause();
  }

  #close() {
    const inside = this.element.contains(document.activeElement);
    this.stop();
    if (inside) this.main.focus();
    this.shown.tell();
  }

  /** Leave the argument where it is. */
  stop() {
    this.at = -1;
    this.asking = null;
    this.question.hidden = true;
    this.pause();
  }

  label() {
    super.label();
    this.steps.hidden = !this.open;
    this.main.textContent = !this.open
      ? "▶ Play the argument"
      : this.timer
        ? "Pause"
        : this.at === this.last
          ? "Again"
          : "Go on";
  }

  #pressed({ key, target }) {
    if (!this.open || target === this.guessing) return;
    if (key === "ArrowRight") this.go(this.at + 1);
    if (key === "ArrowLeft") this.go(this.at - 1);
    if (key === "Escape") this.#close();
  }
}
