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

// A summary of errors is what to read first.
document.querySelector("[data-focus]")?.focus();

// A form is sent once, however often its button is pressed.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  if (event.target.dataset.sent) event.preventDefault();
  else event.target.dataset.sent = "1";
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// <form data-draft="key"> keeps what is typed in this browser until it is sent, and offers to put it back.
const KEPT_DAYS = 7;
const draftName = (form) => `draft:${form.dataset.draft}`;
const fieldsOf = (form) =>
  [...form.elements].filter((f) => f.name && !["password", "file", "hidden", "submit", "button"].includes(f.type));
const valueOf = (field) => (["checkbox", "radio"].includes(field.type) ? field.checked : field.value);

function read(form) {
  try {
    const draft = JSON.parse(localStorage.getItem(draftName(form)));
    if (draft && Date.now() - draft.at < KEPT_DAYS * 86400e3) return draft;
  } catch { /* not ours, or no storage */ }
  return null;
}

function keep(form) {
  const values = fieldsOf(form).map((field) => [field.name, valueOf(field)]);
  try {
    localStorage.setItem(draftName(form), JSON.stringify({ at: Date.now(), values }));
  } catch { /* storage is full or forbidden */ }
}

function offer(form) {
  const draft = read(form);
  const fields = fieldsOf(form);
  if (!draft || draft.values.length !== fields.length) return;
  if (fields.every((field, i) => draft.values[i][1] === valueOf(field))) return;
  const notice = document.getElementById("draft-notice")?.content.cloneNode(true).firstElementChild;
  if (!notice) return;
  notice.querySelector("[data-restore]").addEventListener("click", () => {
    fields.forEach((field, i) => {
      const value = draft.values[i][1];
      if (typeof value === "boolean") field.checked = value;
      else field.value = value;
    });
    notice.remove();
  });
  notice.querySelector("[data-discard]").addEventListener("click", () => {
    localStorage.removeItem(draftName(form));
    notice.remove();
  });
  form.prepend(notice);
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  offer(form);
  form.addEventListener("input", () => keep(form));
}

// The server says which drafts have arrived: <body data-done="key">; signing out forgets them all.
