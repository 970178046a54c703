// The little that a browser has to do by itself: type out text, keep the address up to date, copy a link, change the colours.
(() => {
  "use strict";
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // Text is only ever set as text, never as markup.
  customElements.define("typing-text", class extends HTMLElement {
    static observedAttributes = ["text"];
    #timer = 0;
    attributeChangedCallback(_, before, text) {
      clearInterval(this.#timer);
      text ??= "";
      if (still.matches || before === null) { this.textContent = text; return; }
      const all = [...text];
      let shown = 0;
      this.textContent = "";
      this.#timer = setInterval(() => {
        shown = Math.min(all.length, shown + 3);
        this.textContent = all.slice(0, shown).join("");
        if (shown === all.length) clearInterval(this.#timer);
      }, 16);
    }
    disconnectedCallback() { clearInterval(this.#timer); }
  });

  window.textcollapse = {
    narrow: () => matchMedia("(max-width: 640px)").matches,
    show: (query) => history.replaceState(history.state, "", query),
  };

  const theme = (() => { try { return localStorage.getItem("theme"); } catch { return null; } })();
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;

  // The address holds the lesson, so a jump within the page leaves it alone.
  document.addEventListener("click", (event) => {
    const target = document.getElementById(event.target.closest("[data-jump]")?.dataset.jump);
    if (!target) return;
    event.preventDefault();
    (target.closest("section") ?? target).scrollIntoView({ behavior: still.matches ? "auto" : "smooth" });
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }, true);

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const said = (text) => { copy.textContent = text; setTimeout(() => { copy.textContent = "Copy"; }, 1500); };
      if (navigator.clipboard) navigator.clipboard.writeText(copy.dataset.copy).then(() => said("Copied"), () => said("Not allowed"));
      else { const field = document.querySelector("[data-select]"); field?.select(); said("Press Ctrl+C"); }
    }
    if (event.target.closest("[data-theme-button]")) {
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* It lasts for this page. */ }
    }
    const field = event.target.closest("[data-select]");
    if (field) field.select();
  });

  // A server that was started anew does not know this page any more: load it again, its address holds the lesson.
  document.addEventListener("DOMContentLoaded", () =>
    document.getElementById("components-reconnect-modal")?.addEventListener("components-reconnect-state-changed", (event) => {
      if (event.detail?.state === "rejected") location.reload();
    }));
})();
