/** Panels opened by a summary: the first field takes the focus; Escape, opening another and the next verdict close them. */
import { onVerdict } from "./verdict.js";

export function start() {
  onVerdict(() => close(openSheets()));
  document.addEventListener("toggle", opened, true);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") close(openSheets()); });
}

function opened(event) {
  const sheet = event.target;
  if (!sheet.open || !sheet.querySelector(":scope > .sheet")) return;
  close(openSheets().filter((other) => other !== sheet));
  sheet.querySelector("input:not([type=hidden], [type=file])")?.focus();
}

function openSheets() {
  return [...document.querySelectorAll("details[open]")].filter((details) => details.querySelector(":scope > .sheet"));
}

/** The focus goes back to what opened the panel: keys must not go on landing in a field that is no longer seen. */
function close(sheets) {
  sheets.forEach((sheet) => {
    const held = sheet.contains(document.activeElement);
    sheet.open = false;
    if (held) sheet.querySelector("summary").focus();
  });
}
