/**
 * One scan, one verdict, also for the ear and the hand: each verdict has its own tones and its own vibration.
 * Square waves: they cut through a dock's noise where sines do not.
 */
import { onVerdict } from "./verdict.js";

/** Per verdict: tones as [hertz, milliseconds] with 60 ms of silence between, and the vibration in milliseconds on, off, on. */
const VERDICTS = {
  ok: { tones: [[1760, 60]], vibration: [60] },
  attention: { tones: [[880, 120], [880, 120]], vibration: [60, 60, 60] },
  duplicate: { tones: [[1320, 70], [990, 70], [1320, 70]], vibration: [30, 40, 30, 40, 30] },
  stop: { tones: [[220, 250], [220, 250]], vibration: [200, 80, 200] },
  saved: { tones: [[660, 60]], vibration: [30] },
};
const SILENCE = 60;
const VOLUME = 0.3;
const HEARD = "backdock.heard";

let audio = null;

/** Let the first tap or key of the page switch the sound on (browsers ask for one), and sound every new answer once. */
export function start() {
  for (const name of ["pointerdown", "keydown"]) window.addEventListener(name, unlock, { capture: true });
  document.addEventListener("submit", (event) => { if (event.target.matches("[data-test-tone]")) play("ok"); }, true);
  onVerdict(soundOnce);
}

/** @param {string} verdict  ok, attention, duplicate, stop or saved; any other is silent */
export function play(verdict) {
  const signal = VERDICTS[verdict];
  if (!signal) return;
  if (navigator.userActivation?.hasBeenActive) navigator.vibrate?.(signal.vibration);   // before that the browser only complains
  let at = audio ? audio.currentTime : 0;
  for (const [hertz, milliseconds] of audio ? signal.tones : []) {
    tone(hertz, at, milliseconds / 1000);
    at += (milliseconds + SILENCE) / 1000;
  }
}

/** Sound the verdict that stands in the band once more. */
export function repeat() {
  const { sound, verdict } = document.getElementById("verdict")?.dataset ?? {};
  play(sound || verdict);
}

function unlock() {
  audio ??= window.AudioContext ? new AudioContext() : null;
  if (audio?.state === "suspended") audio.resume();
}

function soundOnce(band) {
  const { answer, sound, verdict } = band.dataset;
  if (!answer || answer === sessionStorage.getItem(HEARD)) return;
  sessionStorage.setItem(HEARD, answer);
  play(sound || verdict);
}

function tone(hertz, at, seconds) {
  const oscillator = audio.createOscillator();
  const gain = audio.createGain();
  oscillator.type = "square";
  oscillator.frequency.value = hertz;
  gain.gain.setValueAtTime(VOLUME, at);
  gain.gain.setTargetAtTime(0, at + seconds - 0.01, 0.003);   // a hard end would click
  oscillator.connect(gain).connect(audio.destination);
  oscillator.start(at);
  oscillator.stop(at + seconds);
}
