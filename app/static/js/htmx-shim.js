/**
 * The only file that knows htmx's events and headers; a new htmx is met here.
 *
 * @typedef {{outcome: "answered"|"unreachable"|"leaving", to?: string}} Answer
 *   answered: a verdict came and has been swapped in; leaving: the server sends the browser to page `to`;
 *   unreachable: no connection, or something between us and the server answered in its place
 */

/** Settled once htmx has taken the page's forms over; before that a submit would leave the page. */
export const ready = new Promise((resolve) => { document.addEventListener("htmx:load", resolve, { once: true }); });

const unusable = new WeakSet();   // answers that were not the server's own: a gateway's error page

document.addEventListener("htmx:beforeSwap", refuseForeignAnswers);

const inFlight = new Set();
let held = [];

document.addEventListener("htmx:beforeSend", ({ detail: { xhr } }) => {
  inFlight.add(xhr);
  xhr.addEventListener("loadend", () => { inFlight.delete(xhr); release(); });
});
document.addEventListener("htmx:confirm", holdTap);

/**
 * Submit a form through htmx and wait until its answer stands on the page, out-of-band parts included.
 *
 * The request itself is listened to: another answer may have taken the form off the page, and what is off the page hears nothing.
 * defaultSettleDelay is 0 (see layout.html), so the swap has settled by the time the request ends.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<Answer>}
 */
export function post(form) {
  return new Promise((resolve) => {
    let request = null;
    const note = ({ detail }) => { if (detail.elt === form) request = detail.xhr; };
    document.addEventListener("htmx:beforeSend", note);
    form.requestSubmit();
    document.removeEventListener("htmx:beforeSend", note);
    if (request) request.addEventListener("loadend", () => resolve(answerOf(request)));
    else resolve({ outcome: "unreachable" });   // htmx sends at once, or not at all
  });
}

/** Settled once nothing is on its way to the server: only then do the page's forms carry what the last answer said. */
export async function idle() {
  while (inFlight.size) await new Promise((resolve) => { held.push(resolve); });
}

/** One act at a time, tapped or scanned: a tap waits for the answer to what was done before it, or its own would undo that on the page. */
async function holdTap(event) {
  if (!inFlight.size) return;
  event.preventDefault();
  await idle();
  event.detail.issueRequest(true);   // comes to nothing when the answer took away what was tapped
}

function release() {
  const waiting = held;
  held = [];
  waiting.forEach((go) => go());
}

/** @param {(form: HTMLFormElement) => void} act  called when a tapped form (data-act) could not reach the server */
export function onUnheardTap(act) {
  document.addEventListener("htmx:beforeSend", ({ detail: { xhr, requestConfig } }) => {
    const form = requestConfig.elt;
    if (form.matches("form[data-act]")) xhr.addEventListener("loadend", () => { if (answerOf(xhr).outcome === "unreachable") act(form); });
  });
}

/**
 * A page must not go away under a scan that is being typed: its keys would be lost.
 *
 * @param {() => Promise<void>|null} scanned  settled once no scan is being typed; null when none is
 */
export function leaveAfter(scanned) {
  document.addEventListener("htmx:beforeOnLoad", (event) => {
    const to = event.detail.xhr.getResponseHeader("HX-Redirect");
    const done = to && scanned();
    if (!done) return;
    event.preventDefault();
    done.then(() => window.location.assign(to));
  });
}

/** @param {() => void} act  called whenever the page has changed */
export function onSettled(act) {
  document.addEventListener("htmx:afterSettle", act);
}

function answerOf(request) {
  if (request.status === 0 || unusable.has(request)) return { outcome: "unreachable" };
  const to = request.getResponseHeader("HX-Redirect") ?? (request.getResponseHeader("HX-Refresh") && location.href);
  return to ? { outcome: "leaving", to } : { outcome: "answered" };
}

function refuseForeignAnswers(event) {
  const { xhr, target } = event.detail;
  if (/^\s*<!doctype html/i.test(xhr.responseText)) return leaveFor(event);
  if (target?.id !== "verdict" || xhr.responseText.includes('id="verdict"')) return;
  event.detail.shouldSwap = false;
  if (xhr.status >= 500) unusable.add(xhr);
}

/** A whole page came where a part was asked for: the session ended, and the request was sent on to the sign-in page. */
function leaveFor(event) {
  event.detail.shouldSwap = false;
  unusable.add(event.detail.xhr);
  window.location.assign(event.detail.xhr.responseURL);
}
