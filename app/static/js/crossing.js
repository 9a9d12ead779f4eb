/**
 * A scan and a change of pages: what one page heard of it is kept for the next, and a scan that was cut says so.
 *
 * A cut scan can read as another code that is valid by itself; a lost one is only made again. So nothing is sent that may be cut.
 */
import { repeat } from "./sound.js";
import { showBand } from "./verdict.js";

const KEPT = "backdock.keys";

/**
 * Keys go with the time of day, since the next page's clock begins anew.
 *
 * @param {{text: string, at: number, since: number}[]} keys  of a scan that has not ended as its page goes away
 */
export function keep(keys) {
  if (keys.length) sessionStorage.setItem(KEPT, JSON.stringify(moved(keys, epoch())));
}

/** @returns {{text: string, at: number, since: number, before: null, kept: true}[]}  what the page before kept, in this page's time */
export function takeKept() {
  const keys = JSON.parse(sessionStorage.getItem(KEPT) ?? "[]");
  sessionStorage.removeItem(KEPT);
  return moved(keys, -epoch()).map((key) => ({ ...key, before: null, kept: true }));
}

/** What early.js heard before the modules came. @returns {{heard: [KeyboardEvent, object|null][], since: number}} */
export function takeEarly() {
  const { heard, since, stop } = window.backdockKeys ?? { heard: [], since: -Infinity, stop() {} };   // a page without early.js
  stop();
  return { heard: heard.splice(0), since };
}

/** Ask for the scan again. A stop stays: its scan is the one that counts. */
export function tellCut() {
  if (document.getElementById("verdict")?.dataset.verdict === "stop") repeat();
  else showBand("cut", `cut-${Date.now()}`);
}

/** The time of day at this page's time 0; performance.timeOrigin does not follow a clock that is set, or stopped by a test. */
function epoch() {
  return Date.now() - performance.now();
}

function moved(keys, by) {
  return keys.map(({ text, at, since }) => ({ text, at: at + by, since: since + by }));
}
