// Keeps Back from showing what lay in the browser's memory: such a page is asked for anew.

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex]";

window.addEventListener("pagehide", (event) => {
  if (event.persisted) document.body.replaceChildren(); // what the browser keeps is empty
});

window.addEventListener("pageshow", (event) => {
  // By the address alone, so that no form is sent a second time.
  if (event.persisted) window.location.replace(window.location.pathname + window.location.search);
});

// A step within the page makes no entry of its own, behind which Back would find the page again.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const target = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!target) return;
  event.preventDefault();
  if (!target.matches(FOCUSABLE)) target.tabIndex = -1;
  target.scrollIntoView();
  target.focus({ preventScroll: true });
});
