/** Taps that change something: each carries the time it was made at, and says so when the server did not hear it. */
import { lost } from "./connection.js";
import { onUnheardTap } from "./htmx-shim.js";
import { showBand } from "./verdict.js";

export function start() {
  document.addEventListener("submit", stamp, true);
  onUnheardTap((form) => {
    lost(0);
    // the form keeps its client id: tapping again is the same act, not a second one
    showBand("unheard", `${form.elements.client_id?.value}-${Date.now()}`);
  });
}

function stamp({ target: form }) {
  const time = form.matches("[data-act]") && form.elements.device_time;
  if (time) time.value = new Date().toISOString();
}
