// Fetch the search's index, a quarter of what a first view would load, when a reader turns to the search.

{
  const { open, send } = XMLHttpRequest.prototype;
  const linked = /[?&][hq]=/.test(location.search); // a link from a search, whose words are shown at once

  /** Resolves when the search box is entered, by whatever way. */
  const wanted = new Promise((resolve) => {
    if (linked) resolve();
    document.addEventListener("focusin", ({ target }) => {
      if (target.matches("[data-md-component=search-query]")) resolve();
    });
  });

  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    this.waits = `${url}`.endsWith("/search_index.json");
    open.call(this, method, url, ...rest);
  };
  XMLHttpRequest.prototype.send = function (body) {
    if (this.waits) wanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
}
