// What a reader takes along: a link, the ledger, the picture, a frame for another site.

import { button, h } from "./dom.mjs";
import { asCsv, asMarkdown } from "./ledger.mjs";

const SITE = new URL("../../", import.meta.url);

/** The address of the explorer's own page. */
export const PAGE = new URL("explorer/", SITE);

export class Actions {
  /** `view` tells of the present: link(page), counts(), title(), picture(). */
  constructor(view) {
    const said = h("output.said");
    const text = h("textarea", { readonly: "", hidden: "", rows: 3, "aria-label": "Text to copy" });
    const copy = (title, what, write) => button(title, async () => {
      const value = write();
      try {
        await navigator.clipboard.writeText(value);
        text.hidden = true;
        said.textContent = `${what} copied`;
      } catch {
        Object.assign(text, { hidden: false, value });
        text.select();
        said.textContent = "Copy it from here:";
      }
    });
    const save = async () => {
      const address = URL.createObjectURL(await view.picture());
      h("a", { href: address, download: "weight-matrix.png" }).click();
      setTimeout(() => URL.revokeObjectURL(address), 1000);
      said.textContent = "Picture saved";
    };
    const link = () => view.link(PAGE);
    const frame = () => `<iframe src="${view.link(new URL("embed.html", SITE)).replaceAll("&", "&amp;")}" title="${view.title()}" width="100%" height="1100" loading="lazy" style="border:0"></iframe>`;
    this.element = h("div.actions", {},
      copy("Copy link", "Link", link),
      copy("Ledger as Markdown", "Markdown", () => asMarkdown(view.counts(), view.title(), link())),
      copy("Ledger as CSV", "CSV", () => asCsv(view.counts())),
      button("Matrix as PNG", save),
      copy("Embed code", "Embed code", frame),
      said, text);
  }
}
