// Show figures in a palette that the reader chose by hand, and have them all by the time a page is printed.
//
// An SVG in an <img> follows what the system prefers. Chromium and Firefox hand it the page's palette instead,
// WebKit, and so every iPhone, does not; but the file itself can be asked for one, as `figure.svg#dark`. WebKit
// looks at that only when an element is new: so a copy that asks stands in for the figure. On paper it does not
// (see site.css).
//
// WebKit prints nothing in place of a figure that it has not fetched yet, and does not wait for it. So all are fetched
// when a reader first does something: whoever only looks in does not pay for what is further down.
{
  const dark = matchMedia("(prefers-color-scheme: dark)");

  function follow() {
    const chosen = document.body.dataset.mdColorScheme === "slate" ? "dark" : "light";
    const byHand = chosen !== (dark.matches ? "dark" : "light");
    for (const copy of document.querySelectorAll("figure.figure .by-hand")) copy.remove();
    for (const image of document.querySelectorAll('figure.figure img[src*=".svg"]')) {
      const figure = image.closest("picture") ?? image;
      figure.classList.toggle("set-aside", byHand);
      if (byHand) figure.before(asking(figure, chosen));
    }
  }

  function asking(figure, palette) {
    const copy = figure.cloneNode(true);
    copy.classList.replace("set-aside", "by-hand");
    for (const part of [copy, ...copy.querySelectorAll("source, img")]) {
      for (const name of ["src", "srcset"]) {
        if (part.hasAttribute(name)) part.setAttribute(name, `${part.getAttribute(name)}#${palette}`);
      }
    }
    return copy;
  }

  function fetchAll() {
    for (const image of document.querySelectorAll('img[loading="lazy"]')) image.loading = "eager";
  }

  for (const deed of ["scroll", "keydown", "pointerdown", "pointermove", "beforeprint"]) {
    addEventListener(deed, fetchAll, { passive: true });
  }

  new MutationObserver(follow).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
  dark.addEventListener("change", follow);
  // Instant navigation brings other figures.
  if (globalThis.document$) globalThis.document$.subscribe(follow);
  else follow();
}
