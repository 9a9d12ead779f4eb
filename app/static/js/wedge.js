/**
 * Listens for keyboard-wedge scanners anywhere on the page: no field needs the focus, and none is spoilt.
 *
 * Keys arrive as keydown events; some Android scanners commit text through the input method instead, into the sink (a hidden
 * focused field). The group separator of a GS1 code arrives as Ctrl+], F8 or Alt+0029, by the scanner's settings.
 */
import { AIM, isUnbroken, mayBeScanned, mayLackItsBeginning, scanStart } from "./burst.js";
import { keep, takeEarly, takeKept, tellCut } from "./crossing.js";

const GS = "\u001d";
const ENDLESS = "backdock.scanner.endless";
const ENDS_AFTER = 350;     // ms between two keys: the second one begins anew; and a scanner that sends no Enter has finished
const PATIENCE = 1500;      // ms to wait for an Enter: a busy tablet hands keys on late, and half a scan must not be sent
const IME_ENDS_AFTER = 150;
const SAME_SCAN = 250;      // ms in which the same text is the trigger bouncing, not a second item
const IME_KEYS = new Set(["Process", "Unidentified"]);
const TEXT_FIELDS = "input:not([type=button],[type=submit],[type=checkbox],[type=radio],[type=file],[type=range]), textarea, select";

let sink;
let deliver;
let keys = [];              // [{text, at, before, since, kept}], see push; kept: heard by the page before this one
let since = -Infinity;      // when this page could hear its first key
let idle = 0;
let waiting = [];           // who waits for the end of a scan
let endless = false;        // whether this tablet's scanner sends no Enter: what its last scan did, also on an earlier page
let altCode = null;         // digits typed while Alt is held down, null while it is not
let consumed = new Set();   // codes of keys whose release must not press a button either
let last = { text: "", at: -Infinity };

/**
 * @typedef {{text: string, symbology: string, source: "wedge"|"ime"|"paste"}} Capture  symbology: AIM identifier or ""
 * @param {(capture: Capture) => void} onCapture
 */
export function listen(onCapture) {
  deliver = onCapture;
  endless = localStorage.getItem(ENDLESS) === "yes";
  sink = document.getElementById("wedge") ?? makeSink();
  window.addEventListener("focus", refocus);
  document.addEventListener("focusout", () => setTimeout(refocus, 50));
  document.addEventListener("visibilitychange", refocus);
  document.addEventListener("paste", paste, true);
  sink.addEventListener("input", imeInput);
  window.addEventListener("pagehide", leave);
  window.addEventListener("pageshow", (event) => { if (event.persisted) begin(performance.now()); });
  const early = takeEarly();
  begin(early.since);
  if (early.heard.length) window.dispatchEvent(new Event("keydown"));   // whoever waits for a first key (the sound) has missed it
  early.heard.forEach(([event, before]) => (event.type === "keyup" ? keyUp : heard)(event, before));
  window.addEventListener("keydown", keyDown, true);
  window.addEventListener("keyup", keyUp, true);
  refocus();
}

/** Go on with what the page before this one heard of a scan. */
function begin(at) {
  since = at;
  keys = takeKept();
  if (keys.length) waitForMore();
}

/** Keep a scan that has not ended for the next page, without what a person may have typed before it. */
function leave() {
  const start = keys.length && keys[0].before ? scanStart(keys, true) : 0;
  if (start >= 0 && !keys[start]?.before?.field.matches("[data-scan=field]")) keep(keys.slice(start));
  forget();
}

/** Give the focus back to the sink, unless the operator put it somewhere. Call it after a swap took the focused element away. */
export function refocus() {
  const focused = document.activeElement;
  if (!document.hidden && (!focused || focused === document.body)) sink.focus({ preventScroll: true });
}

/** @returns {Promise<void>|null}  settled once the scan that is being typed has been delivered; null when none is */
export function scanned() {
  return keys.length && !keys[0].before ? new Promise((resolve) => { waiting.push(resolve); }) : null;
}

function keyDown(event) {
  heard(event, heldBy(document.activeElement));
}

function heard(event, before) {
  if (event.isComposing || IME_KEYS.has(event.key)) return;
  if (keys.length && event.timeStamp - keys.at(-1).at > ENDS_AFTER) finish();
  if (event.key === "Alt") altCode = "";
  else if (event.key === "Enter" || event.key === "Tab") ended(event);
  else if (altCode !== null && /^Numpad\d$/.test(event.code)) collectAltCode(event);
  else characterTyped(event, before);
}

/** Enter or Tab: the usual last key of a scanner; after a person's typing it keeps its own meaning. */
function ended(event) {
  if (!keys.length && event.target === sink && sink.value) return void (consume(event), flushSink("ime"));
  if (keys.at(-1)?.kept) push("", event.timeStamp, null);   // how late it comes tells whether keys before it were lost
  if (keys.length && finish(true)) consume(event);
}

/** Only while Alt itself is down: some firmware marks every key with altKey and never presses Alt. */
function collectAltCode(event) {
  altCode += event.code.slice(-1);
  consume(event);
}

function characterTyped(event, before) {
  const text = characterOf(event);
  if (text === null || pressesButton(event)) return;
  push(text, event.timeStamp, before);
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
    if (altCode) push(String.fromCharCode(Number(altCode)), event.timeStamp, heldBy(document.activeElement));
    altCode = null;
  }
  if (consumed.delete(event.code)) event.preventDefault();
}

/** @param {object|null} before  what the focused field held before the key; null outside fields */
function push(text, at, before) {
  keys.push({ text, at, before, since });
  waitForMore();
}

function waitForMore() {
  clearTimeout(idle);
  idle = setTimeout(finish, endless ? ENDS_AFTER : PATIENCE);
}

/** What a text field holds before a key, to be put back should the key prove a scanner's. */
function heldBy(field) {
  if (field === sink || !field?.matches?.(TEXT_FIELDS)) return null;
  return { field, value: field.value, from: field.selectionStart, to: field.selectionEnd };
}

/**
 * @param {boolean} byKey  whether Enter or Tab ended them
 * @returns {boolean} whether the keys were a scanner's, whole or cut
 */
function finish(byKey = false) {
  const typed = keys;
  forget();
  const ofThisPage = typed.filter((key) => !key.kept);
  if (ofThisPage.length && isUnbroken(typed)) return judge(typed, byKey);
  const cut = mayBeScanned(typed.filter((key) => key.kept));
  if (cut) tellCut();
  return (ofThisPage.length > 0 && judge(ofThisPage, byKey)) || cut;
}

function judge(typed, byKey) {
  const start = scanStart(typed, Boolean(typed[0].before));
  if (start < 0 || typed[start].before?.field.dataset.scan === "field") return false;
  const scanned = typed.slice(start);
  const spoilt = scanned.find((key) => key.before);
  if (spoilt) putBack(spoilt.before);
  learn(!byKey);
  if (mayLackItsBeginning(typed, start, typed[start].since)) tellCut();
  else emit(scanned.map((key) => key.text).join(""), "wedge", scanned.at(-1).at);
  return true;
}

function learn(isEndless) {
  if (isEndless !== endless) localStorage.setItem(ENDLESS, isEndless ? "yes" : "no");
  endless = isEndless;
}

function forget() {
  clearTimeout(idle);
  keys = [];
  waiting.splice(0).forEach((go) => go());
}

function putBack({ field, value, from, to }) {
  field.value = value;
  if (from !== null && from !== undefined) field.setSelectionRange(from, to);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function emit(scanned, source, at = performance.now()) {
  const symbology = scanned.search(AIM) === 0 ? scanned.slice(0, 3) : "";
  const text = scanned.slice(symbology.length);
  const bounced = scanned === last.text && at - last.at < SAME_SCAN;
  last = { text: scanned, at };
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
