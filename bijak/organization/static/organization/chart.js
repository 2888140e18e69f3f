// Zoom by buttons and keys, pan by dragging; without this the frame scrolls.
(() => {
  const frame = document.querySelector(".chart-frame");
  if (!frame) return;
  const picture = frame.querySelector("svg");
  const { width, height } = picture.viewBox.baseVal;
  let scale = 1;

  const zoom = (wanted) => {
    const next = Math.min(3, Math.max(0.1, wanted));
    const middle = [(frame.scrollLeft + frame.clientWidth / 2) / scale, (frame.scrollTop + frame.clientHeight / 2) / scale];
    scale = next;
    picture.setAttribute("width", width * scale);
    picture.setAttribute("height", height * scale);
    frame.scrollTo(middle[0] * scale - frame.clientWidth / 2, middle[1] * scale - frame.clientHeight / 2);
  };
  const acts = { in: () => zoom(scale * 1.25), out: () => zoom(scale / 1.25), fit: () => zoom(frame.clientWidth / width) };

  document.querySelector(".chart-tools").hidden = false;
  document.querySelector("[data-print]").addEventListener("click", () => window.print());
  for (const button of document.querySelectorAll("[data-zoom]")) button.addEventListener("click", acts[button.dataset.zoom]);
  frame.addEventListener("keydown", (event) => {
    const act = { "+": acts.in, "=": acts.in, "-": acts.out, 0: acts.fit }[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  });

  let from = null;
  let dragged = false;
  frame.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.button !== 0) return;
    from = { x: event.clientX + frame.scrollLeft, y: event.clientY + frame.scrollTop, at: [event.clientX, event.clientY] };
    dragged = false;
  });
  window.addEventListener("pointermove", (event) => {
    if (!from) return;
    dragged ||= Math.hypot(event.clientX - from.at[0], event.clientY - from.at[1]) > 4;
    if (!dragged) return;
    frame.classList.add("chart-grabbed");
    frame.scrollTo(from.x - event.clientX, from.y - event.clientY);
  });
  window.addEventListener("pointerup", () => {
    from = null;
    frame.classList.remove("chart-grabbed");
  });
  // A drag that ends on a box opens nothing, and a box is not dragged away as a link.
  frame.addEventListener("click", (event) => dragged && event.preventDefault(), true);
  frame.addEventListener("dragstart", (event) => event.preventDefault());
})();
