// Lets the keyboard reach tables that are wider than the window: they scroll in a region.
(function () {
  "use strict";

  function update() {
    for (const region of document.querySelectorAll(".md-typeset__scrollwrap")) {
      if (region.scrollWidth > region.clientWidth) {
        region.tabIndex = 0;
        region.setAttribute("role", "region");
        region.setAttribute("aria-label", "Table");
      } else {
        region.removeAttribute("tabindex");
        region.removeAttribute("role");
        region.removeAttribute("aria-label");
      }
    }
  }

  // The theme wraps tables when the page has loaded.
  window.addEventListener("load", () => requestAnimationFrame(update));
  window.addEventListener("resize", update);
})();
