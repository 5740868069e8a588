// What a reader takes along: a link, the four wirings as a picture, the ledger, the layer as code, a frame.

import { write } from "../model/address.js";
import { kerasCode, packageCode, torchCode } from "../model/code.js";
import { asCsv, asMarkdown } from "../model/ledger.js";
import { titleOf, toArguments } from "../model/settings.js";
import { button, h } from "./dom.js";
import { asPng, poster } from "./poster.js";
import { readTheme } from "./theme.js";

/** The site, from where the one file of all modules is: a plain script, which a copy in a folder may load, too. */
const SITE = new URL("../../", document.currentScript.src);

/** Whether it is a copy in a folder, where no server finds the file of a page, and an address is a reader's own. */
const FOLDER = SITE.protocol === "file:";

/** The address of the explorer's own page. */
export const PAGE = new URL(FOLDER ? "explorer/index.html" : "explorer/", SITE);

export class Actions {
  /** `view` is the explorer, which has the present settings, layer and counts. */
  constructor(view) {
    this.said = h("output.said");
    this.text = h("textarea", { readonly: "", hidden: "", rows: 8, "aria-label": "Text to copy" });
    const link = (page = PAGE) => write(page, view.settings);
    const title = () => titleOf(view.settings, view.layer);
    const drawn = () =>
      poster(
        view.layer,
        view.counts,
        readTheme(view, "default"),
        title(),
        `Sparse × Shared, CC BY 4.0. ${FOLDER ? "" : link()}`,
      );
    const frame = () =>
      `<iframe src="${link(new URL("embed.html", SITE)).replaceAll("&", "&amp;")}" title="Sparse × Shared: ${title()}" width="100%" height="1100" loading="lazy" style="border:0"></iframe>`;
    const save = (title, name, make) => button(title, async () => this.#save(name, await make()));
    const copy = (title, what, make, shown) => button(title, () => this.#copy(what, make(), shown));
    const file = (content, type) => new Blob([content], { type });
    const code = (title, make) =>
      copy(title, "Code", () => make(toArguments(view.settings), view.layer, view.settings.border), true);
    const group = (title, ...buttons) => h("div.group", {}, h("span.name", {}, title), ...buttons);
    this.element = h(
      "div.actions",
      {},
      group(
        "Four wirings",
        save("SVG", "four-wirings.svg", () => file(drawn(), "image/svg+xml")),
        save("PNG", "four-wirings.png", () => asPng(drawn())),
      ),
      group(
        "Ledger",
        save("CSV", "ledger.csv", () => file(asCsv(view.counts), "text/csv")),
        copy("Markdown", "Markdown", () => asMarkdown(view.counts, `Sparse × Shared: ${title()}`, link())),
      ),
      group("Code", code("sparse_shared", packageCode), code("PyTorch", torchCode), code("Keras", kerasCode)),
      group(
        "Share",
        copy("Copy link", "Link", () => link()),
        view.hasAttribute("embed") ? "" : copy("Embed code", "Embed code", frame),
      ),
      this.said,
      this.text,
    );
  }

  /** Copy a text, and show it where that is wanted or copying is not allowed. */
  async #copy(what, value, shown) {
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

  #save(name, blob) {
    const address = URL.createObjectURL(blob);
    h("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    this.said.textContent = `${name} saved`;
  }
}
