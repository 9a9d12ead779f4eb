/** Under a stop the work is out of reach until the operator has acknowledged it: only the band and the action stay live. */
import { onVerdict } from "./verdict.js";

export function start() {
  onVerdict((band) => {
    const work = document.getElementById("work");
    const stopped = band.dataset.verdict === "stop";
    work.inert = stopped;
    work.classList.toggle("is-blocked", stopped);
  });
}
