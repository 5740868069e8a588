// What a reader takes along: a link, the four wirings as a picture, the ledger, the layer as code, a frame.

import { kerasCode, packageCode, torchCode } from "../model/code.js";
import { asCsv, asMarkdown } from "../model/ledger.js";
import { button, h } from "./dom.js";
import { asPng } from "./poster.js";

const SITE = new URL("../../", import.meta.url);

/** The address of the explorer's own page. */
export const PAGE = new URL("explorer/", SITE);

export class Actions {
  /** `view` tells of the present: link(page), counts(), title(), poster(), given(), layer(), border(). */
  constructor(view, embedded) {
    this.said = h("output.said");
    this.text = h("textarea", { readonly: "", hidden: "", rows: 8, "aria-label": "Text to copy" });
    const link = () => view.link(PAGE);
    const frame = () =>
      `<iframe src="${view.link(new URL("embed.html", SITE)).replaceAll("&", "&amp;")}" title="${view.title()}" width="100%" height="1100" loading="lazy" style="border:0"></iframe>`;
    const save = (title, name, make) => button(title, async () => this.save(name, await make()));
    const copy = (title, what, write, shown) => button(title, () => this.copy(what, write(), shown));
    const svg = () => new Blob([view.poster()], { type: "image/svg+xml" });
    const group = (title, ...buttons) => h("div.group", {}, h("span.name", {}, title), ...buttons);
    this.element = h(
      "div.actions",
      {},
      group(
        "Four wirings",
        save("SVG", "four-wirings.svg", svg),
        save("PNG", "four-wirings.png", () => asPng(view.poster())),
      ),
      group(
        "Ledger",
        save("CSV", "ledger.csv", () => new Blob([asCsv(view.counts())], { type: "text/csv" })),
        copy("Markdown", "Markdown", () => asMarkdown(view.counts(), view.title(), link())),
      ),
      group(
        "Code",
        copy("sparse_shared", "Code", () => packageCode(view.given(), view.border()), true),
        copy("PyTorch", "Code", () => torchCode(view.given(), view.layer()), true),
        copy("Keras", "Code", () => kerasCode(view.given(), view.layer()), true),
      ),
      group(
        "Share",
        copy("Copy link", "Link", link),
        ...(embedded ? [] : [copy("Embed code", "Embed code", frame)]),
      ),
      this.said,
      this.text,
    );
  }

  /** Copy a text, and show it where that is wanted or copying is not allowed. */
  async copy(what, value, shown) {
    Object.assign(this.text, { hidden: !shown, value });
    try {
      await navigator.clipboard.writeText(value);
      this.said.textContent = `${what} copied`;
    } catch {
      this.text.hidden = false;
      this.text.select();
      this.said.textContent = "Copy it from here:";
    }
  }

  save(name, blob) {
    const address = URL.createObjectURL(blob);
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    this.said.textContent = `${name} saved`;
  }
}
