// Gives each field the language and the direction of what is written in it, whatever the admin's
// (TRAPS B17). Fields that are added later, blocks and rows, get theirs when they appear.
(() => {
  const { language, direction } = document.currentScript.dataset;
  const FORM = "form[data-edit-form]";
  const TEXT =
    ":is(input:not([type]), textarea, .DraftEditor-root, " +
    "input:is([type=text], [type=url], [type=email], [type=tel], [type=number]))";
  const PAIR = /[_-](ar|en)$/;
  // Numbers, addresses and dates run from left to right in every language.
  const LEFT_TO_RIGHT = /(?:^|[_-])(?:url|email|phone|code)$/;
  const KINDS = /w-field--(?:admin_)?(?:url|email|date|time|date_time|integer|decimal|float)_/;
  const EITHER = /(?:^|-)(?:slug|form|suggestion)$/;

  // What a script added (a tag, a search within a widget) has no name and is no content.
  const nameOf = (field) =>
    field.name || field.closest("[data-draftail-editor-wrapper]")?.parentNode.querySelector("[name]")?.name;

  const set = (field, lang, dir) => {
    if (lang) field.lang = lang;
    field.dir = dir;
  };

  const isLeftToRight = (field, name) =>
    ["url", "email", "tel", "number"].includes(field.type) ||
    LEFT_TO_RIGHT.test(name) ||
    KINDS.test(field.closest(".w-field")?.className);

  const direct = (field) => {
    const name = nameOf(field);
    if (!name || field.hasAttribute("dir")) return;
    const pair = name.match(PAIR);
    if (pair) set(field, pair[1], pair[1] === "ar" ? "rtl" : "ltr");
    else if (isLeftToRight(field, name)) set(field, null, "ltr");
    else if (EITHER.test(name)) set(field, null, "auto");
    else if (language) set(field, language, direction);
  };

  const within = (node) => {
    if (node.matches(TEXT) && node.closest(FORM)) direct(node);
    for (const form of node.matches(FORM) ? [node] : node.querySelectorAll(FORM)) {
      for (const field of form.querySelectorAll(TEXT)) direct(field);
    }
    if (node.closest(FORM)) for (const field of node.querySelectorAll(TEXT)) direct(field);
  };

  // After an automatic save Wagtail brings the text check anew, but not the number at its button.
  const count = () => {
    const check = document.querySelector("[data-text-check]");
    const badge = document.querySelector(
      "[data-side-panel-toggle='text-check'] [data-side-panel-toggle-counter]",
    );
    if (!check || !badge) return;
    const found = check.dataset.textCheck;
    if (badge.textContent.trim() !== found) badge.textContent = found;
    badge.hidden = found === "0";
  };

  document.documentElement.classList.toggle("content-rtl", direction === "rtl");
  document.documentElement.classList.toggle("content-ltr", direction === "ltr");
  new MutationObserver((changes) => {
    for (const { addedNodes } of changes) {
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        within(node);
        if (node.matches("[data-text-check]") || node.querySelector("[data-text-check]")) count();
      }
    }
  }).observe(document.documentElement, { childList: true, subtree: true });
})();
