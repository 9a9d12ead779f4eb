/**
 * Watches the band: whoever must hear of a new verdict is told once it stands there, whichever way it came.
 *
 * @param {(band: HTMLElement) => void} act  called now and after every change of the band
 */
export function onVerdict(act) {
  const band = () => document.getElementById("verdict");
  if (!band()) return;
  // childList of the parent only: the band is always replaced whole
  new MutationObserver(() => band() && act(band())).observe(band().parentElement, { childList: true });
  act(band());
}

/**
 * Put a copy of a <template>'s band in place: for what the browser must say by itself.
 *
 * @param {string} template  id of the template
 * @param {string} answer  makes the band's answer unique, so that it sounds
 */
export function showBand(template, answer) {
  const copy = document.getElementById(template)?.content.firstElementChild.cloneNode(true);
  const band = document.getElementById("verdict");
  if (!copy || band.dataset.answer === answer) return;
  copy.dataset.answer = answer;
  band.replaceWith(copy);
}
