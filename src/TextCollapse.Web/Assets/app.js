// Code that runs in the browser: the typing effect, the address, copying of links, light and dark theme, recovery after a server restart.
(() => {
  "use strict";
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

  // Text is set as text content, never as markup.
  customElements.define("typing-text", class extends HTMLElement {
    static observedAttributes = ["text"];
    #timer = 0;
    attributeChangedCallback(_, before, text) {
      clearInterval(this.#timer);
      text ??= "";
      if (reducedMotion.matches || before === null) { this.textContent = text; return; }
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

  // The address contains the lesson, so a jump within the page must not change it.
  document.addEventListener("click", (event) => {
    const target = document.getElementById(event.target.closest("[data-jump]")?.dataset.jump);
    if (!target) return;
    event.preventDefault();
    (target.closest("section") ?? target).scrollIntoView({ behavior: reducedMotion.matches ? "auto" : "smooth" });
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  }, true);

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      const showResult = (text) => { copy.textContent = text; setTimeout(() => { copy.textContent = "Copy"; }, 1500); };
      if (navigator.clipboard) navigator.clipboard.writeText(copy.dataset.copy).then(() => showResult("Copied"), () => showResult("Not allowed"));
      else { const field = document.querySelector("[data-select]"); field?.select(); showResult("Press Ctrl+C"); }
    }
    if (event.target.closest("[data-theme-button]")) {
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = dark ? "light" : "dark";
      try { localStorage.setItem("theme", root.dataset.theme); } catch { /* Without storage, the theme is kept for this page only. */ }
    }
    const field = event.target.closest("[data-select]");
    if (field) field.select();
  });

  // A file over the limit is rejected before it is sent.
  document.addEventListener("change", (event) => {
    const field = event.target.closest("[data-max-bytes]");
    if (!field) return;
    const max = Number(field.dataset.maxBytes), file = field.files[0];
    field.setCustomValidity(file && file.size > max ? `This file is larger than ${max >> 20} MB.` : "");
    field.reportValidity();
  });

  // While the connection is lost, check whether this browser's ticket is still valid. After a restart of the server it is not, and the
  // page cannot reconnect. A student's page reloads and is admitted again. A teacher's page would reload as a student's, so it shows a
  // message instead.
  document.addEventListener("DOMContentLoaded", () => {
    const modal = document.getElementById("components-reconnect-modal");
    if (!modal) return;
    let timer = 0, isRejected = false;
    const stop = () => { clearInterval(timer); timer = 0; };
    const check = async () => {
      let answer;
      try { answer = await fetch("ticket", { cache: "no-store" }); } catch { return; }
      if (!answer.ok && answer.status !== 401) return;
      const role = answer.ok ? await answer.text() : "";
      const own = document.querySelector("[data-role]")?.dataset.role;
      if (role === own && !isRejected) return;
      stop();
      if (own === "Teacher" && role !== own) modal.classList.add("restarted");
      else location.reload();
    };
    modal.addEventListener("components-reconnect-state-changed", (event) => {
      const state = event.detail?.state;
      isRejected = state === "rejected";
      if (state === "hide") return stop();
      if (isRejected) check();
      // Blazor sends an event every second while it waits for its next attempt: the timer must outlast them.
      timer ||= setInterval(check, 2000);
    });
  });
})();
