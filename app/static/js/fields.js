/** Forms with many fields: Enter, also a scanner's at the end of a scan, goes to the next field and never sends half a form. */
export function start() {
  document.addEventListener("keydown", (event) => {
    const form = event.key === "Enter" && event.target.matches("[data-scan=field]") && event.target.closest("form[data-many]");
    if (!form) return;
    event.preventDefault();
    const fields = [...form.querySelectorAll("input:not([type=hidden]), select")];
    fields[fields.indexOf(event.target) + 1]?.focus();
  });
}
