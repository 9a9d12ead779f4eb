import { listen } from "/static/js/wedge.js";

window.captures = [];
window.clicks = [];
window.submits = 0;
document.addEventListener("click", (event) => window.clicks.push(event.target.id));
document.addEventListener("submit", (event) => { event.preventDefault(); window.submits += 1; });
listen((capture) => window.captures.push(capture));
window.listening = true;
