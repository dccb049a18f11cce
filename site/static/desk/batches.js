/* Goes on by itself with something that is done in steps; without this, each step is a button. */

const form = document.querySelector("[data-desk-goes-on]");
if (form) {
  const timer = setTimeout(() => form.requestSubmit(), 400);
  // Whoever reaches for the page means to stop or to look.
  for (const event of ["pointerdown", "keydown"]) {
    document.addEventListener(event, () => clearTimeout(timer), { once: true });
  }
}
