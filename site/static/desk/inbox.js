/* What the inbox adds where scripts run: keys that move through it, a word when the device is
   offline, and a hand-over that goes on by itself. Nothing here is needed for the work. */

const typing = (target) =>
  target.closest?.("input, textarea, select, [contenteditable], dialog[open]") !== null;

const cards = [...document.querySelectorAll("[data-desk-cards] .desk-card__title a")];
const help = document.querySelector("[data-desk-keys]");
const hint = document.querySelector("[data-desk-keys-hint]");
const up = document.querySelector("[data-desk-up]")?.dataset.deskUp;

// One stop for the Tab key in the whole list: where somebody was last.
const stopAt = (chosen) => {
  for (const link of cards) {
    link.tabIndex = link === chosen ? 0 : -1;
  }
};

const move = (step) => {
  const now = cards.indexOf(document.activeElement);
  // From outside the list, both directions lead to where Tab would stop.
  const next =
    now === -1
      ? cards.find((link) => link.tabIndex === 0)
      : cards[Math.min(Math.max(now + step, 0), cards.length - 1)];
  next?.focus();
  next?.closest("li").scrollIntoView({ block: "nearest" });
};

// A key hit by mistake must not lose what somebody wrote.
const unsent = () =>
  [...document.querySelectorAll(".desk textarea")].some((area) => area.value.trim());

const STEPS = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

const act = (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || typing(event.target)) {
    return false;
  }
  if (event.key === "?" && help) {
    help.showModal();
    return true;
  }
  if (event.shiftKey) {
    return false;
  }
  // On an Arabic keyboard j, k and u write other letters: the key's place counts there.
  const isPlace = /^Key[JKU]$/.test(event.code) && !/^[a-z]$/i.test(event.key);
  const key = isPlace ? event.code[3].toLowerCase() : event.key;
  if (key === "u" && up && !help && !unsent()) {
    location.assign(up);
    return true;
  }
  // Arrows scroll the page, unless the focus is in the list.
  const isInList = cards.includes(document.activeElement);
  if (help && cards.length && STEPS[key] && (isInList || key.length === 1)) {
    move(STEPS[key]);
    return true;
  }
  return false;
};

const listenToKeys = () => {
  // Before Wagtail's own `?` is heard.
  window.addEventListener(
    "keydown",
    (event) => {
      if (act(event)) {
        event.preventDefault();
        event.stopImmediatePropagation();
      }
    },
    { capture: true },
  );
  if (help && cards.length) {
    stopAt(cards[0]);
    for (const link of cards) {
      link.addEventListener("focus", () => stopAt(link));
    }
    hint.hidden = false;
    hint.querySelector("button").addEventListener("click", () => help.showModal());
  }
};

const tellWhenOffline = (banner) => {
  const look = () => {
    banner.hidden = navigator.onLine;
  };
  window.addEventListener("online", look);
  window.addEventListener("offline", look);
  look();
};

// Left alone for a moment, so that "Stop here" can still be reached.
const goOn = (form) => {
  const timer = setTimeout(() => form.requestSubmit(), 1500);
  form.querySelector("a").addEventListener("click", () => clearTimeout(timer));
};

listenToKeys();
document.querySelectorAll("[data-desk-offline]").forEach(tellWhenOffline);
document.querySelectorAll("[data-desk-goes-on]").forEach(goOn);

// On a phone the states stand in one line that scrolls: what is chosen is in sight.
document
  .querySelector(".desk-filters a[aria-current]")
  ?.scrollIntoView({ block: "nearest", inline: "nearest" });
