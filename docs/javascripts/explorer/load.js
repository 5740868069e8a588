// Fetch the explorer when a page's comes near the window: other pages, and other readers, need not pay for it.

const near = new IntersectionObserver(
  (seen) => {
    if (!seen.some(({ isIntersecting }) => isIntersecting)) return;
    near.disconnect();
    arrivals.disconnect();
    import("./explorer.js");
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
