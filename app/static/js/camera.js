/**
 * Reads codes with the tablet's camera: frames go to the server one at a time, until one of them holds a code.
 *
 * Live video needs a secure context. Without one, or without a camera, a photo is taken with the device's own camera app and
 * sent the same way; the page says why.
 */
import { cutFrame, shrinkPhoto } from "./frames.js";

const WIDEST = { width: { ideal: 1280 }, height: { ideal: 720 } };
const BETWEEN_FRAMES = 40;   // ms: a breath for the tablet's processor
const AFTER_FAILURE = 1000;

let deliver;

/** @param {(capture: {text: string, symbology: string, source: "camera"|"photo"}) => void} onCapture */
export function start(onCapture) {
  deliver = onCapture;
  if (!navigator.mediaDevices?.getUserMedia) usePhotos();
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-camera]");
    if (button) look(button.dataset.framesUrl);
  });
  document.addEventListener("change", (event) => { if (event.target.matches(".scan__photo [type=file]")) readPhoto(event.target); });
}

function usePhotos() {
  document.documentElement.dataset.video = "none";
}

async function look(url) {
  const finder = document.getElementById("viewfinder");
  const stream = await openCamera();
  if (!stream) return refused(finder);
  const video = finder.querySelector("video");
  video.srcObject = stream;
  finder.addEventListener("close", () => stream.getTracks().forEach((track) => track.stop()), { once: true });
  finder.showModal();
  await video.play();
  const found = await firstCode(finder, video, url);
  if (!found) return;
  finder.close();
  deliver({ ...found, source: "camera" });
}

async function openCamera() {
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment", ...WIDEST } });
  } catch {
    return null;   // switched off, taken by another program, or not there
  }
}

function refused(finder) {
  usePhotos();
  const photo = document.querySelector(".scan__photo");
  if (!photo) return;
  photo.open = true;
  photo.querySelector("[data-photo-hint]").textContent = finder.dataset.textRefused;
}

/** @returns {Promise<{text: string, symbology: string}|null>} null when the operator closed the camera first */
async function firstCode(finder, video, url) {
  const hint = finder.querySelector(".viewfinder__hint");
  while (finder.open) {
    const answer = await decode(url, await cutFrame(video));
    if (!finder.open) return null;
    if (answer.captures.length) return answer.captures[0];
    hint.textContent = answer.hint;
    await pause(answer.wait);
  }
  return null;
}

async function readPhoto(field) {
  if (!field.files.length) return;
  const hint = field.closest(".sheet").querySelector("[data-photo-hint]");
  const url = document.querySelector("[data-frames-url]").dataset.framesUrl;
  hint.textContent = hint.dataset.textReading;
  const answer = await decode(url, await shrinkPhoto(field.files[0]));
  field.value = "";
  if (answer.captures.length) return seen(field, hint, answer.captures[0]);
  hint.textContent = answer.hint || hint.dataset.textNothing;
}

function seen(field, hint, found) {
  hint.textContent = "";
  field.closest("details").open = false;
  deliver({ ...found, source: "photo" });
}

/** One picture to the server. A refusal has a hint too; a busy decoder (503) says when to come back; a lost connection is tried again. */
async function decode(url, picture) {
  const nothing = { captures: [], hint: "", wait: AFTER_FAILURE };
  try {
    const headers = { "Content-Type": picture.type || "image/jpeg", Accept: "application/json" };
    const response = await fetch(url, { method: "POST", body: picture, headers });
    return { ...nothing, ...(await response.json()), wait: waitAfter(response) };
  } catch {
    // no connection, or a gateway's page in place of an answer
    return { ...nothing, hint: document.getElementById("viewfinder").dataset.textLost };
  }
}

function waitAfter(response) {
  if (response.ok) return BETWEEN_FRAMES;
  const seconds = response.headers.get("Retry-After");
  return seconds === null ? AFTER_FAILURE : 1000 * Number(seconds);
}

function pause(milliseconds) {
  return new Promise((resolve) => { setTimeout(resolve, milliseconds); });
}
