/** The chip in the bar: online, no connection, or how many scans wait to be sent. Its texts stand in its data attributes. */

let wake = [];

/** Make the chip follow the browser's own idea of the network, and a tap on it try again at once. */
export function start() {
  window.addEventListener("offline", () => show("offline", 0));
  window.addEventListener("online", () => { show("online", 0); retry(); });
  document.addEventListener("click", (event) => { if (event.target.closest("#net")) retry(); });
}

/** @param {number} count  scans that still wait */
export function reached(count) {
  show(count > 1 ? "waiting" : "online", count);
}

/** @param {number} count  scans that wait since the server could not be reached */
export function lost(count) {
  show(count ? "waiting" : "offline", count);
}

/** @param {() => void} act  called once, as soon as trying again makes sense */
export function onRetry(act) {
  wake.push(act);
}

function retry() {
  const acts = wake;
  wake = [];
  acts.forEach((act) => act());
}

function show(state, count) {
  const chip = document.getElementById("net");
  if (!chip) return;
  const text = { online: chip.dataset.textOnline, offline: chip.dataset.textOffline, waiting: chip.dataset.textWaiting }[state];
  chip.dataset.state = state;
  chip.querySelector("[data-label]").textContent = text.replace("{n}", count);
  chip.querySelector("[data-count]").textContent = state === "waiting" ? count : "";
}
