/**
 * The PIN pad writes into a real password field, shown as dots. Inside [data-pinpad]: the field .pin__field, keys with
 * [data-digit], [data-erase] and [data-clear], and .dots with data-text-entered ("{n} digits entered").
 */
export function start() {
  document.addEventListener("click", pressed);
  document.addEventListener("input", (event) => { if (event.target.matches(".pin__field")) draw(event.target); });
  const field = document.querySelector("[data-pinpad] .pin__field");
  if (!field) return;
  field.inputMode = "none";   // our own pad is the keyboard here
  field.focus({ preventScroll: true });
  draw(field);
}

function pressed(event) {
  const key = event.target.closest("[data-digit], [data-erase], [data-clear]");
  const field = key?.closest("[data-pinpad]")?.querySelector(".pin__field");
  if (!field) return;
  if ("digit" in key.dataset) field.value = (field.value + key.dataset.digit).slice(0, field.maxLength > 0 ? field.maxLength : undefined);
  else field.value = "erase" in key.dataset ? field.value.slice(0, -1) : "";
  draw(field);
}

function draw(field) {
  const dots = field.closest("[data-pinpad]").querySelector(".dots");
  [...dots.children].forEach((dot, index) => dot.classList.toggle("on", index < field.value.length));
  dots.setAttribute("aria-label", (dots.dataset.textEntered ?? "").replace("{n}", field.value.length));
}
