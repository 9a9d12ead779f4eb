/**
 * Keeps a wall current. It asks for changes every 2 s with the version it shows; 204 means unchanged. Whatever it shows, it says how
 * old that is, and after 15 s without an answer it dims: a wall must never pass old figures off as new.
 *
 * On #wall: data-poll-url (carries the display's token), data-version, data-text-live ("Live, {n} s ago"), data-text-stale
 * ("No data since {time}"), data-zone (IANA name of the site's zone). Inside: [data-age-live], [data-age-stale], [data-clock].
 */
const EVERY = 2000;
const STALE_AFTER = 15000;

let answeredAt = Date.now();

poll();
setInterval(tick, 1000);
tick();
document.addEventListener("click", fillScreen);
document.addEventListener("keydown", (event) => { if (event.key === "f") fillScreen(); });

async function poll() {
  try {
    const response = await fetch(addressOf(wall()), { headers: { "HX-Request": "true" }, cache: "no-store", signal: AbortSignal.timeout(10000) });
    if (response.status === 200) show(await response.text());
    if (response.ok) answeredAt = Date.now();
  } catch {
    // no answer: the age goes on growing, which is all there is to say
  }
  tick();
  setTimeout(poll, EVERY);
}

function addressOf({ dataset }) {
  const address = new URL(dataset.pollUrl, location);
  address.searchParams.set("version", dataset.version);
  return address;
}

function show(html) {
  const next = new DOMParser().parseFromString(html, "text/html").getElementById("wall");
  if (next) wall().replaceWith(next);
}

function tick() {
  const { dataset } = wall();
  const age = Date.now() - answeredAt;
  wall().toggleAttribute("data-stale", age > STALE_AFTER);
  write("[data-age-live]", dataset.textLive.replace("{n}", Math.round(age / 1000)));
  write("[data-age-stale]", dataset.textStale.replace("{time}", timeOfDay(answeredAt, dataset.zone)));
  write("[data-clock]", timeOfDay(Date.now(), dataset.zone));
}

function timeOfDay(moment, timeZone) {
  return new Intl.DateTimeFormat(document.documentElement.lang, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone }).format(moment);
}

function write(selector, text) {
  const place = wall().querySelector(selector);
  if (place && place.textContent !== text) place.textContent = text;
}

function fillScreen() {
  if (!document.fullscreenElement) document.documentElement.requestFullscreen().catch(() => {});
}

function wall() {
  return document.getElementById("wall");
}
