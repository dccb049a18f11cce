/* What the translation editor adds where scripts run: buttons that put a mark round words, and a
   count of signs where a field has a limit. Nothing here is needed for the work. */

const changed = (area) => {
  area.dispatchEvent(new Event("input", { bubbles: true }));
  area.dispatchEvent(new Event("change", { bubbles: true }));
};

const insertMarks = (bar) => {
  const area = document.getElementById(bar.dataset.translateFor);
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    const { selectionStart: start, selectionEnd: end, value } = area;
    const { translateOpening: opening, translateClosing: closing } = button.dataset;
    const words = value.slice(start, end);
    area.focus();
    area.setRangeText(opening + words + closing, start, end, "end");
    if (!words && closing) {
      // Ready to write between the marks.
      area.selectionStart = area.selectionEnd = start + opening.length;
    }
    changed(area);
  });
};

const countSigns = (area) => {
  const most = Number(area.dataset.translateMost);
  const count = document.createElement("p");
  count.className = "translate-soft translate-count-signs";
  count.dir = "ltr";
  const show = () => {
    // As the server counts: by sign, not by the halves of one.
    const has = [...area.value].length;
    count.hidden = has < most * 0.8;
    count.textContent = `${has} / ${most}`;
    count.classList.toggle("translate-count-signs--over", has > most);
  };
  area.addEventListener("input", show);
  area.after(count);
  show();
};

document.querySelectorAll("[data-translate-for]").forEach(insertMarks);
document.querySelectorAll("[data-translate-most]").forEach(countSigns);
