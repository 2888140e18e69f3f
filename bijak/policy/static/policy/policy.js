// A link to a provision names it behind the #, which no server sees: of a long text, ask for the chapter it is in.
const land = () => {
  const id = location.hash.slice(1);
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) || document.getElementById(id)) return;
  const to = new URL(location);
  if (to.searchParams.get("ketentuan") === id) return;
  for (const name of ["bab", "cari", "semua"]) to.searchParams.delete(name);
  to.searchParams.set("ketentuan", id);
  location.replace(to);
};
if (document.querySelector("[data-chapters]")) {
  addEventListener("hashchange", land);
  land();
}

// A text too long to be sent is not sent: the browser says so, and it stays where it was pasted.
for (const area of document.querySelectorAll("textarea[data-most]")) {
  const weigh = () => area.setCustomValidity(area.value.length > area.dataset.most ? area.dataset.over : "");
  area.addEventListener("input", weigh);
  area.form.addEventListener("submit", (event) => {
    weigh();
    if (!area.reportValidity()) event.preventDefault();
  });
}
