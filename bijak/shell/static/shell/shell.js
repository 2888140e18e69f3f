/* Comfort only: every page works without this file. */
"use strict";

// Menus are <details>: close them on a click elsewhere and on Escape.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.dropdown[open]"))
    if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details.dropdown[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (location.hash === "#navigasi") location.hash = "#isi";
});

// Ctrl+K goes where words find everything; there, to the words themselves.
document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
  const find = document.querySelector(".shell-find");
  if (!find) return;
  event.preventDefault();
  const words = document.getElementById("id_kata");
  if (words) words.select();
  else find.click();
});

// On a phone the menu opens at the group of the page; the other groups show their names.
if (matchMedia("(max-width: 991.98px)").matches)
  for (const group of document.querySelectorAll(".shell-group"))
    group.open = group.querySelector("[aria-current]") !== null;

// A summary of errors is what to read first.
document.querySelector("[data-focus]")?.focus();

// A form is sent once, however often its button is pressed. An answer may be a file, and the page stays; so not for ever.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 10_000);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// <form data-draft="key"> keeps what is typed in this browser, for this person, until the server has said that
// it arrived, and offers to put it back.
const KEPT_DAYS = 7;
const person = document.body.dataset.person ?? "";
const draftName = (form) => `draft:${person}:${form.dataset.draft}`;
// What a search found is not kept: it is found again by what was typed.
const fieldsOf = (form) =>
  [...form.elements].filter(
    (f) => f.name && !("undrafted" in f.dataset) && !["password", "file", "hidden", "submit", "button"].includes(f.type),
  );
// What a form was opened on (its edition, say) comes back with the words: the server then sees what came in between.
const hiddenOf = (form) =>
  [...form.elements].filter((f) => f.type === "hidden" && f.name && f.name !== "csrfmiddlewaretoken");
const valueOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null; // no storage, or not ours
  }
}

function write(name, draft) {
  try {
    if (draft) localStorage.setItem(name, JSON.stringify(draft));
    else localStorage.removeItem(name);
  } catch {
    /* storage is full or forbidden */
  }
}

function forget(isMeant) {
  for (const name of Object.keys(localStorage))
    if (name.startsWith("draft:") && isMeant(read(name))) localStorage.removeItem(name);
}

function keep(form, isSent) {
  const values = fieldsOf(form).map((field) => [field.name, valueOf(field)]);
  const opened = hiddenOf(form).map((field) => [field.name, field.value]);
  write(draftName(form), { at: Date.now(), values, opened, isSent });
}

function offer(form) {
  const draft = read(draftName(form));
  const fields = fieldsOf(form);
  if (draft?.values.length !== fields.length) return;
  if (fields.every((field, i) => draft.values[i][1] === valueOf(field))) return;
  const notice = document.getElementById("draft-notice").content.cloneNode(true).firstElementChild;
  notice.querySelector("[data-restore]").addEventListener("click", () => {
    fields.forEach((field, i) => {
      const value = draft.values[i][1];
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
    });
    const opened = new Map(draft.opened);
    for (const field of hiddenOf(form)) field.value = opened.get(field.name) ?? field.value;
    notice.remove();
  });
  notice.querySelector("[data-discard]").addEventListener("click", () => {
    write(draftName(form), null);
    notice.remove();
  });
  form.prepend(notice);
}

const hasArrived = document.querySelector("main .alert-success");
forget((draft) => !draft || (draft.isSent && hasArrived) || Date.now() - draft.at > KEPT_DAYS * 86400e3);
function keepDrafts(root) {
  for (const form of root.querySelectorAll("form[data-draft]:not([data-kept])")) {
    form.dataset.kept = "";
    offer(form);
    form.addEventListener("input", () => keep(form, false));
    form.addEventListener("submit", () => keep(form, true));
  }
}
keepDrafts(document);
// A form that was swapped in is kept like one that came with the page; saved in place, no page says that it arrived.
document.addEventListener("htmx:load", (event) => keepDrafts(event.detail.elt.parentElement ?? document));
document.addEventListener("bijak:saved", (event) => write(`draft:${person}:${event.detail.draft}`, null));

// On a shared computer nothing stays behind.
for (const form of document.querySelectorAll("form[data-sign-out]"))
  form.addEventListener("submit", () => forget(() => true));
