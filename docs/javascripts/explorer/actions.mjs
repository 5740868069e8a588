// What a reader takes along: a link, the ledger, the picture, a frame for another site.

import { h } from "./dom.mjs";
import { asCsv, asMarkdown } from "./ledger.mjs";

const SITE = new URL("../../", import.meta.url);

export class Actions {
  /** `view` tells of the present: link(page), counts(), title(), picture(). */
  constructor(view, say) {
    this.said = h("output", { class: "said" });
    this.text = h("textarea", { readonly: true, hidden: true, rows: 3, "aria-label": "Text to copy" });
    const link = () => view.link(new URL("explorer/", SITE));
    const frame = () => `<iframe src="${view.link(new URL("embed.html", SITE)).replaceAll("&", "&amp;")}" title="${view.title()}" width="100%" height="1100" loading="lazy" style="border:0"></iframe>`;
    const copy = (what, text) => async () => {
      const value = text();
      try {
        await navigator.clipboard.writeText(value);
        this.text.hidden = true;
        this.tell(`${what} copied`, say);
      } catch {
        Object.assign(this.text, { hidden: false, value });
        this.text.select();
        this.tell("Copy it from here:", say);
      }
    };
    const save = async () => {
      const address = URL.createObjectURL(await view.picture());
      h("a", { href: address, download: "weight-matrix.png" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
      this.tell("Picture saved", say);
    };
    const button = (title, act) => h("button", { type: "button", onclick: act }, title);
    this.element = h("div", { class: "actions" },
      button("Copy link", copy("Link", link)),
      button("Ledger as Markdown", copy("Markdown", () => asMarkdown(view.counts(), view.title(), link()))),
      button("Ledger as CSV", copy("CSV", () => asCsv(view.counts()))),
      button("Matrix as PNG", save),
      button("Embed code", copy("Embed code", frame)),
      this.said, this.text);
  }

  tell(sentence, say) {
    this.said.textContent = sentence;
    say?.(sentence);
  }
}

/** The address of the explorer's own page. */
export const PAGE = new URL("explorer/", SITE);
