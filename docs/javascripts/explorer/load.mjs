// Fetch the explorer where a page has one, and only there: other pages need not pay for it.

const present = () => document.querySelector("wiring-explorer") !== null;
const fetchIt = () => import("./explorer.mjs");

if (present()) {
  fetchIt();
} else {
  // Instant navigation replaces the page's content, and may bring an explorer with it.
  const watch = new MutationObserver(() => {
    if (!present()) return;
    watch.disconnect();
    fetchIt();
  });
  watch.observe(document.body, { childList: true, subtree: true });
}
