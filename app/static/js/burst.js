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

/*
 * Keys and a change of pages, measured in headless Chromium 156, some fifteen changes in all, at normal speed and slowed 6
 * times, with keys 5 to 100 ms apart and answers that took 0 to 300 ms: the browser drops every key from up to 130 ms before
 * pagehide until just before the new head is parsed, 40 to 360 ms in all; after that it drops none, painted or not. The first
 * key it hands over comes one gap after the head was parsed, and up to 47 ms later where keys are typed by Playwright, which
 * waits for the page between two of them. UNBROKEN and REACH are reasoned, not measured.
 */
const UNBROKEN = 1.5;        // median gaps: one lost key makes two of them
const REACH = 3;             // median gaps; the longest gap counts too, for a scanner that sends several keys at once, then rests
const REACH_AT_LEAST = 50;   // ms on top

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

/**
 * Whether no key was lost where one page made way for the next.
 *
 * @param {(Key & {since: number})[]} keys  since: when the page that heard the key could hear its first one; tells the pages apart
 * @returns {boolean}
 */
export function isUnbroken(keys) {
  const changes = keys.map((_, index) => index > 0 && keys[index].since !== keys[index - 1].since);
  const usual = median(gapsFrom(keys, 0).filter((_, offset) => !changes[offset + 1]));
  // a negative gap is a clock that was set in between: no telling then
  return changes.every((changed, index) => !changed || (gap(keys, index) >= 0 && gap(keys, index) <= UNBROKEN * usual));
}

/**
 * Whether the scan may have begun before its page could hear it: its first key came as soon as the page did.
 *
 * @param {Key[]} keys
 * @param {number} start  index of its first key
 * @param {number} since  when the page could hear its first key, in milliseconds
 * @returns {boolean}
 */
export function mayLackItsBeginning(keys, start, since) {
  const gaps = gapsFrom(keys, start);
  return keys[start].at - since <= Math.max(REACH * median(gaps), ...gaps) + REACH_AT_LEAST;
}

/** Whether keys that nothing followed can be a scan's: two at a scanner's pace are enough. */
export function mayBeScanned(keys) {
  return rhythm(keys, afterLastPause(keys)) <= SCANNER_NEVER;
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
  return median(gapsFrom(keys, start));
}

function median(gaps) {
  return gaps.length ? [...gaps].sort((a, b) => a - b)[Math.floor(gaps.length / 2)] : Infinity;
}

function gapsFrom(keys, start) {
  return keys.slice(start + 1).map((_, offset) => gap(keys, start + 1 + offset));
}

function gap(keys, index) {
  return keys[index].at - keys[index - 1].at;
}
