/**
 * Tells a scanner's keys from a person's, by rhythm alone. Pure: no page, no events.
 *
 * A scanner's gaps are all alike, 1 to 100 ms; a person's are longer and uneven. One late key (a busy tablet) must not split a
 * scan, so it is the median gap that counts.
 *
 * @typedef {{text: string, at: number}} Key  one character and when it came, in milliseconds
 */

/** ISO/IEC 15424 symbology identifier, e.g. "]C1" for GS1-128; a scanner can be told to send it first. */
export const AIM = /\][A-Za-z][0-9A-Za-z]/;

/** Milliseconds and characters; measured on wedges from wired (2 ms a key) to Bluetooth (100 ms). */
const PERSON_NEVER = 40;     // median gap no person keeps up over six keys
const SCANNER_NEVER = 130;   // median gap no scanner is slower than
const SHORTEST = 4;          // no code of ours is shorter
const SHORTEST_IN_FIELD = 6; // a person may type 4 fast digits into a field
const PAUSE_IN_FIELD = 60;   // a gap that can stand between a person's last key and a scanner's first
const PAUSE = 250;           // outside fields nobody types: only a key touched well before is cut off, never a scan's late start
const HICCUP = 100;          // within so little time nobody types a key and pulls a trigger

/**
 * Where the scan that ends these keys begins.
 *
 * @param {Key[]} keys
 * @param {boolean} inField  whether a text field had the focus, where a person's typing is expected
 * @returns {number} index of its first key, or -1 when a person typed them all
 */
export function scanStart(keys, inField) {
  const aim = keys.map((key) => key.text).join("").search(AIM);
  if (aim >= 0 && aim + 3 < keys.length && (!inField || rhythm(keys, aim) <= SCANNER_NEVER)) return aim;
  const start = inField ? burstStart(keys) : afterLastPause(keys);
  const [shortest, slowest] = inField ? [SHORTEST_IN_FIELD, PERSON_NEVER] : [SHORTEST, SCANNER_NEVER];
  return keys.length - start >= shortest && rhythm(keys, start) <= slowest ? start : -1;
}

function afterLastPause(keys) {
  let start = keys.length - 1;
  while (start > 0 && gap(keys, start) <= PAUSE) start -= 1;
  return start;
}

/** Walk back from the last key to the pause that separates it from what a person typed before. */
function burstStart(keys) {
  const limit = Math.max(PAUSE_IN_FIELD, 2.5 * rhythm(keys, Math.max(0, keys.length - 9)));
  let start = keys.length - 1;
  while (start > 0 && (gap(keys, start) <= limit || isHiccup(keys, start, limit))) start -= 1;
  return start;
}

/** A late key inside a scan: what came before it has the scanner's rhythm too. */
function isHiccup(keys, index, limit) {
  if (index < 3) return gap(keys, index) <= HICCUP;
  return gap(keys, index - 1) <= limit && gap(keys, index - 2) <= limit;
}

/** Median gap from one key to the end, in milliseconds; endless for a single key. */
function rhythm(keys, start) {
  const gaps = keys.slice(start + 1).map((_, offset) => gap(keys, start + 1 + offset)).sort((a, b) => a - b);
  return gaps.length ? gaps[Math.floor(gaps.length / 2)] : Infinity;
}

function gap(keys, index) {
  return keys[index].at - keys[index - 1].at;
}
