/** Labour that runs: an element with data-running holds the seconds at `data-at` (ISO), and shows minutes that go on. */
const EVERY = 5000;

export function start() {
  if (document.getElementById("work")) setInterval(tick, EVERY);
}

function tick() {
  for (const element of document.querySelectorAll("[data-running]")) {
    const since = (Date.now() - Date.parse(element.dataset.at)) / 1000;
    element.textContent = String(Math.floor((Number(element.dataset.running) + Math.max(0, since)) / 60));
  }
}
