/**
 * Listens for keyboard-wedge scanners anywhere on the page: no field needs the focus, and none is spoilt.
 *
 * Keys arrive as keydown events; some Android scanners commit text through the input method instead, into the sink (a hidden
 * focused field). The group separator of a GS1 code arrives as Ctrl+], F8 or Alt+0029, by the scanner's settings.
 */
import { AIM, scanStart } from "./burst.js";

const GS = "\u001d";
const FORGET_AFTER = 500;   // ms without a key: the next one begins anew
const ENDS_AFTER = 350;     // ms without a key: a scanner that sends no Enter has finished
const IME_ENDS_AFTER = 150;
const SAME_SCAN = 250;      // ms in which the same text is the trigger bouncing, not a second item
const IME_KEYS = new Set(["Process", "Unidentified"]);
const TEXT_FIELDS = "input:not([type=button],[type=submit],[type=checkbox],[type=radio],[type=file],[type=range]), textarea, select";

let sink;
let deliver;
let keys = [];              // [{text, at, before}]: before = what the focused field held, or null outside fields
let idle = 0;
let altCode = null;         // digits typed while Alt is held down, null while it is not
let consumed = new Set();   // codes of keys whose release must not press a button either
let last = { text: "", at: -Infinity };

/**
 * @typedef {{text: string, symbology: string, source: "wedge"|"ime"|"paste"}} Capture  symbology: AIM identifier or ""
 * @param {(capture: Capture) => void} onCapture
 */
export function listen(onCapture) {
  deliver = onCapture;
  sink = document.getElementById("wedge") ?? makeSink();
  window.addEventListener("keydown", keyDown, true);
  window.addEventListener("keyup", keyUp, true);
  window.addEventListener("focus", refocus);
  document.addEventListener("focusout", () => setTimeout(refocus, 50));
  document.addEventListener("visibilitychange", refocus);
  document.addEventListener("paste", paste, true);
  sink.addEventListener("input", imeInput);
  refocus();
}

/** Give the focus back to the sink, unless the operator put it somewhere. Call it after a swap took the focused element away. */
export function refocus() {
  const focused = document.activeElement;
  if (!document.hidden && (!focused || focused === document.body)) sink.focus({ preventScroll: true });
}

function keyDown(event) {
  if (event.isComposing || IME_KEYS.has(event.key)) return;
  if (event.timeStamp - (keys.at(-1)?.at ?? 0) > FORGET_AFTER) forget();
  if (event.key === "Alt") altCode = "";
  else if (event.key === "Enter" || event.key === "Tab") ended(event);
  else if (altCode !== null && /^Numpad\d$/.test(event.code)) collectAltCode(event);
  else characterTyped(event);
}

/** Enter or Tab: the usual last key of a scanner; after a person's typing it keeps its own meaning. */
function ended(event) {
  if (!keys.length && event.target === sink && sink.value) return void (consume(event), flushSink("ime"));
  if (keys.length && finish()) consume(event);
}

/** Only while Alt itself is down: some firmware marks every key with altKey and never presses Alt. */
function collectAltCode(event) {
  altCode += event.code.slice(-1);
  consume(event);
}

function characterTyped(event) {
  const text = characterOf(event);
  if (text === null || pressesButton(event)) return;
  push(text, event.timeStamp);
  // outside a text field a scanned space, slash or quote would press a button, scroll the page or open a search
  if (!keys[0].before || text === GS) consume(event);
}

function characterOf(event) {
  if (isGroupSeparator(event)) return keys.length ? GS : null;
  const altGraph = event.ctrlKey && event.altKey;
  if (event.metaKey || (event.ctrlKey && !altGraph)) return null;
  return event.key.length === 1 ? event.key : null;
}

function isGroupSeparator(event) {
  const bracket = event.key === "]" || event.key === GS || event.code === "BracketRight";
  return event.key === "F8" || event.key === GS || (event.ctrlKey && !event.altKey && !event.metaKey && bracket);
}

/** A person's space bar on a focused button, which no scan begins with. */
function pressesButton(event) {
  return event.key === " " && !keys.length && event.target.closest("button, a, summary, [type=checkbox], [type=radio]");
}

function keyUp(event) {
  if (event.key === "Alt") {
    if (altCode) push(String.fromCharCode(Number(altCode)), event.timeStamp);
    altCode = null;
  }
  if (consumed.delete(event.code)) event.preventDefault();
}

function push(text, at) {
  keys.push({ text, at, before: heldBy(document.activeElement) });
  clearTimeout(idle);
  idle = setTimeout(finish, ENDS_AFTER);
}

/** What a text field holds before a key, to be put back should the key prove a scanner's. */
function heldBy(field) {
  if (field === sink || !field?.matches?.(TEXT_FIELDS)) return null;
  return { field, value: field.value, from: field.selectionStart, to: field.selectionEnd };
}

function finish() {
  const typed = keys;
  forget();
  const inField = Boolean(typed[0].before);
  const start = scanStart(typed, inField);
  if (start < 0 || typed[start].before?.field.dataset.scan === "field") return false;
  if (inField) putBack(typed[start].before);
  emit(typed.slice(start).map((key) => key.text).join(""), "wedge");
  return true;
}

function forget() {
  clearTimeout(idle);
  keys = [];
}

function putBack({ field, value, from, to }) {
  field.value = value;
  if (from !== null && from !== undefined) field.setSelectionRange(from, to);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function emit(scanned, source) {
  const symbology = scanned.search(AIM) === 0 ? scanned.slice(0, 3) : "";
  const text = scanned.slice(symbology.length);
  const now = performance.now();
  const bounced = scanned === last.text && now - last.at < SAME_SCAN;
  last = { text: scanned, at: now };
  if (text && !bounced) deliver({ text, symbology, source });
}

function consume(event) {
  event.preventDefault();
  event.stopImmediatePropagation();
  consumed.add(event.code);
}

let imeIdle = 0;

function imeInput(event) {
  clearTimeout(imeIdle);
  const source = event.inputType === "insertFromPaste" ? "paste" : "ime";
  imeIdle = setTimeout(flushSink, IME_ENDS_AFTER, source);
}

function flushSink(source) {
  clearTimeout(imeIdle);
  const text = sink.value.replace(/[\r\n\t]+$/, "");
  sink.value = "";
  if (text) emit(text, source);
}

function paste(event) {
  if (heldBy(event.target)) return;
  const text = event.clipboardData.getData("text").trim();
  if (!text) return;
  event.preventDefault();
  emit(text, "paste");
}

function makeSink() {
  const field = document.createElement("input");
  Object.assign(field, { id: "wedge", className: "sink", inputMode: "none", autocomplete: "off", tabIndex: -1 });
  document.body.append(field);
  return field;
}
