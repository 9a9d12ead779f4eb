/** While an act waits for approval, what is scanned is the badge of who approves: it goes into its field, and the PIN is next. */
export function takeBadge(text) {
  const badge = document.querySelector("[data-approver]");
  if (!badge) return false;
  badge.value = text;
  badge.form.elements.approver_pin.focus();
  return true;
}
