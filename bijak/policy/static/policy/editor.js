// Keys for who writes all day. Each presses a button that stands there for everyone.
const KEYS = {
  "C-s": "save", "C-Enter": "next", "C-S-Enter": "add", Escape: "cancel",
  "A-ArrowUp": "previous", "A-ArrowDown": "following", "A-S-ArrowUp": "up", "A-S-ArrowDown": "down",
  "A-S-ArrowRight": "in", "A-S-ArrowLeft": "out",
};
const STEPS = { "C-z": "undo", "C-y": "redo", "C-S-Z": "redo" };
const named = (event) =>
  `${event.ctrlKey || event.metaKey ? "C-" : ""}${event.altKey ? "A-" : ""}${event.shiftKey ? "S-" : ""}${event.key}`;

addEventListener("keydown", (event) => {
  const editor = event.target.closest?.("[data-editor]");
  const key = editor && KEYS[named(event)];
  if (!key) return;
  const find = (name) => editor.querySelector(`[data-key="${name}"]`);
  const button = find(key) ?? (["save", "next"].includes(key) ? editor.querySelector(".btn-primary") : null);
  if (!button) return;
  event.preventDefault();
  const there = { previous: "previousElementSibling", following: "nextElementSibling" }[key];
  const tool = there && opener(editor.closest(".part")?.[there]);
  if (tool) {
    find("cancel").click();
    tool.click();
  } else button.click();
});

// Outside a field, where the browser has nothing of its own to undo. What another did is undone by its button only.
addEventListener("keydown", (event) => {
  const step = !event.target.closest?.("input, textarea, select, [data-editor]") && STEPS[named(event)];
  const button = step && document.querySelector(`[data-step="${step}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

const opener = (part) => part?.querySelector(".part-tools a");

// Who types faster than a form is made ready has typed nonetheless.
document.addEventListener("htmx:load", ({ detail }) => {
  for (const field of detail.elt.querySelectorAll?.("[data-editor] textarea, [data-editor] input[type=text]") ?? [])
    if (field.value !== field.defaultValue) field.dispatchEvent(new Event("input", { bubbles: true }));
});

// Saved in place: where the next provision stands on this page it opens there, else on its own page.
document.addEventListener("bijak:saved", ({ detail }) => {
  const part = document.getElementById(detail.provision);
  const onItsOwn = !document.getElementById("naskah");
  if (detail.next) {
    const tool = opener(document.getElementById(detail.next.provision));
    if (tool) tool.click();
    else location.assign(detail.next.link);
  } else if (onItsOwn) location.assign(detail.link);
  else opener(part)?.focus();
});
