// Leaves the site at once, on a click or on Shift three times; without this file the link still works.

const PRESSES = 3;
const WITHIN = 5000; // milliseconds
const BLANK = "\u200e"; // an empty title would let the tab show the address

const link = document.querySelector("[data-exit]");
const title = document.title;
const root = document.documentElement;
let presses = [];

function leave() {
  // First nothing is to be seen, then the browser may take its time. `replace` keeps this page
  // out of Back's way.
  document.title = BLANK;
  root.hidden = true;
  window.location.replace(link.href);
}

function count(event) {
  // Any other key starts anew: capitals, and Alt+Shift to change the keyboard, are everyday typing.
  if (event.key !== "Shift" || event.altKey || event.ctrlKey || event.metaKey) {
    presses = [];
    return;
  }
  if (event.repeat) return;
  const now = Date.now();
  presses = [...presses.filter((at) => now - at < WITHIN), now];
  if (presses.length >= PRESSES) leave();
}

if (link) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", count);
  document.addEventListener("pointerdown", () => (presses = []));
  window.addEventListener("pageshow", () => {
    document.title = title;
    root.hidden = false;
    presses = [];
  });
  link.querySelector("[data-exit-keys]")?.removeAttribute("hidden");
}
