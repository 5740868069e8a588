// Fetch the explorer when a page's comes near the window: other pages, and other readers, need not pay for it.

// A module would not load from a folder without a server; a plain script does.
const here = document.currentScript.src;

const near = new IntersectionObserver(
  (seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    near.disconnect();
    arrivals.disconnect();
    const script = document.createElement("script");
    script.src = new URL("explorer.js", here);
    document.head.append(script);
  },
  { rootMargin: "300px" },
);

const watch = () => {
  for (const explorer of document.querySelectorAll("wiring-explorer")) near.observe(explorer);
};

// Instant navigation replaces the page's content, and may bring an explorer with it.
const arrivals = new MutationObserver(watch);
arrivals.observe(document.body, { childList: true, subtree: true });
watch();
