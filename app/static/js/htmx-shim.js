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

/**
 * Submit a form through htmx and wait until its answer stands on the page, out-of-band parts included.
 *
 * @param {HTMLFormElement} form
 * @returns {Promise<Answer>}
 */
export function post(form) {
  return new Promise((resolve) => {
    const heard = new AbortController();
    const on = (name, act) => document.addEventListener(name, act, { signal: heard.signal });
    let request = null;
    on("htmx:beforeSend", ({ detail }) => { if (detail.elt === form) request = detail.xhr; });
    // defaultSettleDelay is 0 (see layout.html), so the swap has settled by the time the request is reported done
    const done = ({ detail }) => {
      if (detail.xhr !== request) return;
      heard.abort();
      resolve(answerOf(request));
    };
    on("htmx:afterRequest", done);
    on("htmx:onLoadError", done);
    form.requestSubmit();
    if (request) return;   // htmx sends at once, or not at all
    heard.abort();
    resolve({ outcome: "unreachable" });
  });
}

/** @param {(form: HTMLFormElement) => void} act  called when a tapped form (data-act) could not reach the server */
export function onUnheardTap(act) {
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    const form = detail.requestConfig.elt;   // detail.elt is whoever was left on the page to hear of it
    if (form.matches("form[data-act]") && answerOf(detail.xhr).outcome === "unreachable") act(form);
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
