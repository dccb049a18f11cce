/* What the desk adds where scripts run: it shows a typed passphrase on demand, and takes an opened
   request off an unattended screen. Nothing here is needed for the work. */

const reveal = (input) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button button-secondary button-small desk-reveal";
  const show = (visible) => {
    input.type = visible ? "text" : "password";
    button.textContent = visible ? input.dataset.deskHideLabel : input.dataset.deskReveal;
    button.setAttribute("aria-pressed", String(visible));
  };
  button.addEventListener("click", () => show(input.type === "password"));
  // A browser may offer to keep what stands in a plain text field when it is sent.
  input.form.addEventListener("submit", () => show(false));
  show(false);
  input.after(button);
};

const lockScreen = (main, idleSeconds) => {
  let usedAt = Date.now();
  const touch = () => {
    usedAt = Date.now();
  };
  const look = () => {
    if (Date.now() - usedAt < idleSeconds * 1000) {
      return;
    }
    main.hidden = true;
    const typed = [...document.querySelectorAll(".desk textarea")].some((area) => area.value);
    // With an answer in the page we stay: it would be lost.
    if (!typed) {
      location.replace(main.dataset.deskPrivate);
    }
  };
  for (const name of ["keydown", "pointerdown", "scroll"]) {
    document.addEventListener(name, touch, { capture: true, passive: true });
  }
  document.addEventListener("visibilitychange", look);
  setInterval(look, 5000);
};

document.querySelectorAll("[data-desk-reveal]").forEach(reveal);
document.querySelectorAll("[data-desk-private]").forEach((main) => {
  lockScreen(main, Number(main.dataset.deskIdleSeconds));
});
