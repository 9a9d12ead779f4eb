// Keeps the keys of a scan that begins before wedge.js listens, and takes the same ones. Small: the page waits for it.
(() => {
  const heard = [];
  let last = -999;
  const hear = (event) => {
    const { target: field, key, timeStamp: at } = event;
    const isText = "form" in field && field.id !== "wedge" && !/button|submit|checkbox|radio|file|range/.test(field.type);
    heard.push([event, isText ? { field, value: field.value, from: field.selectionStart, to: field.selectionEnd } : null]);
    if (isText || event.type === "keyup") return;
    const isTyped = !key[1] && !event.metaKey && (!event.ctrlKey || event.altKey);
    const isPress = key === " " && at - last > 350 && field.closest("button,a,summary,input");
    if (isTyped ? !isPress : /Enter|Tab/.test(key) && at - last < 130) event.preventDefault();
    if (isTyped) last = at;
  };
  const listen = (change) => { for (const type of ["down", "up"]) change("key" + type, hear, true); };
  const stop = () => listen(removeEventListener);
  listen(addEventListener);
  document.addEventListener("DOMContentLoaded", stop);   // by now wedge.js would have come
  window.backdockKeys = { heard, stop, since: performance.now() };
})();
