/* What the form of an answer adds where scripts run: it keeps a sealed draft by itself, says when
   the line is gone instead of losing the words, and is sent by Ctrl and Enter. */

const EVERY = 30_000; // milliseconds

const writing = (form) => {
  const area = form.querySelector("textarea");
  const kept = form.querySelector("[data-desk-kept]");
  const offline = form.querySelector("[data-desk-offline]");
  const send = form.querySelector("[data-desk-send]");
  let saved = area.value;
  let busy = false;
  let leaving = false;

  const keep = async () => {
    const typed = area.value;
    if (busy || leaving || typed === saved) {
      return;
    }
    busy = true;
    let said = form.dataset.deskNotKept;
    try {
      const response = await fetch(form.dataset.deskWriting, {
        method: "POST",
        body: new FormData(form),
        credentials: "same-origin",
        redirect: "error", // to sign in again: then nothing was kept
      });
      if (response.headers.get("Content-Type")?.startsWith("application/json")) {
        said = (await response.json()).said;
        saved = response.ok ? typed : saved;
      }
    } catch {
      // No line: said below, tried again next time.
    }
    busy = false;
    if (!leaving) {
      kept.textContent = said;
    }
  };

  const look = () => {
    offline.hidden = navigator.onLine;
  };

  setInterval(keep, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") {
      keep();
    }
  });
  addEventListener("online", () => {
    look();
    keep();
  });
  addEventListener("offline", look);
  look();

  form.addEventListener("submit", (event) => {
    if (!navigator.onLine) {
      event.preventDefault();
      look();
      offline.focus();
      return;
    }
    leaving = true; // what is sent now must not come back as a draft
  });
  addEventListener("pageshow", () => {
    leaving = false;
  });
  area.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      form.requestSubmit(send);
    }
  });
  form.querySelector("[data-desk-shortcut]").hidden = false;
};

document.querySelectorAll("[data-desk-writing]").forEach(writing);
