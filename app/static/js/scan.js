/**
 * Sends captures, one at a time and in order. Each has its own client id, so that sending it again after a lost answer is safe.
 *
 * A capture waits until the one before it has been answered: only then do the form's fields carry the context it belongs to.
 * What waits is kept in the tab, by operator and page, so that a reload or a redirect between two scans loses nothing.
 */
import { takeBadge } from "./approver.js";
import { lost, onRetry, reached } from "./connection.js";
import { idle, onSettled, post, ready } from "./htmx-shim.js";
import { uuid7 } from "./ids.js";
import { repeat } from "./sound.js";
import { showBand } from "./verdict.js";

const FIRST_RETRY = 1000;   // ms, doubled up to the last
const LAST_RETRY = 8000;

let waiting = [];
let sending = false;        // true only while our own submit event runs
let draining = false;
let reachable = true;
let page = location.pathname;   // the page that what is scanned now belongs to: the next one, once the server sends us there

/** Take over the scan form of this page, and send what an earlier page left behind. */
export function start() {
  document.addEventListener("submit", typed, true);
  window.addEventListener("pageshow", (event) => { if (event.persisted) resume(); });   // back from the page we had left for
  onSettled(drain);
  resume();
}

function resume() {
  page = location.pathname;
  draining = false;
  waiting = remembered();
  drain();
}

/**
 * Queue one capture; nothing is lost when scans come faster than answers.
 *
 * @param {{text: string, symbology?: string, source: string}} capture
 */
export function capture({ text, symbology = "", source }) {
  if (takeBadge(text)) return;
  if (!document.getElementById("scan")) return repeat();   // nothing is asked for; a stop that still stands says so again
  const after = waiting.at(-1)?.client_id ?? "";
  waiting.push({ client_id: uuid7(), after, device_time: new Date().toISOString(), text, symbology, source, page });
  remember();
  if (!reachable) unanswered();
  drain();
}

/** A code typed by hand takes the same way as a scanned one. */
function typed(event) {
  const form = event.target;
  if (form.id !== "scan" || sending) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const text = form.elements.text.value.trim();
  if (!text) return;
  form.elements.text.value = "";
  form.querySelectorAll("details[open]").forEach((details) => { details.open = false; });
  setTimeout(capture, 0, { text, source: "typed" });   // a form cannot be submitted again from within its own submit event
}

async function drain() {
  if (draining) return;
  draining = true;
  let retryIn = FIRST_RETRY;
  while (await mayScan() && waiting.length) {
    const { outcome, to } = await send(waiting[0]);
    if (outcome === "leaving") return leave(to);   // stays draining: what is scanned now belongs to the next page
    if (outcome === "answered") {
      retryIn = FIRST_RETRY;
      answered();
    } else {
      unanswered();
      await pause(retryIn);
      retryIn = Math.min(2 * retryIn, LAST_RETRY);
    }
  }
  draining = false;
}

/** Only once all before it is answered: until then the form may carry an old context, or be about to go. */
async function mayScan() {
  await ready;
  await idle();
  return document.getElementById("scan") !== null;
}

async function send(item) {
  const form = document.getElementById("scan");
  for (const name of ["client_id", "device_time", "text", "symbology", "source"]) form.elements[name].value = item[name];
  if (item.after) form.elements.after.value = item.after;
  sending = true;
  const answer = post(form);
  sending = false;
  return answer;
}

function answered() {
  reachable = true;
  waiting.shift();
  remember();
  reached(waiting.length);
}

/** Also a scan made while there is no connection gets its verdict at once: kept, not judged. */
function unanswered() {
  reachable = false;
  lost(waiting.length);
  showBand("unsent", waiting.at(-1).client_id);
}

function leave(to) {
  waiting.shift();
  page = new URL(to, location).pathname;
  waiting.forEach((item) => { item.page = page; });
  remember();
}

function pause(milliseconds) {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
    onRetry(resolve);
  });
}

/** Another operator's scans stay theirs: the key names who made them. */
function key() {
  return `backdock.scans.${document.body.dataset.operator ?? ""}`;
}

function remember() {
  const elsewhere = stored().filter((item) => item.page !== location.pathname && !waiting.some((other) => other.client_id === item.client_id));
  sessionStorage.setItem(key(), JSON.stringify([...elsewhere, ...waiting]));
}

function remembered() {
  return stored().filter((item) => item.page === location.pathname);
}

function stored() {
  return JSON.parse(sessionStorage.getItem(key()) ?? "[]");
}
