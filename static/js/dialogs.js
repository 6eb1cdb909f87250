// A link with data-dialog opens the named dialog in place; without this script it leads to the page that asks the same.
function show(event) {
  const dialog = document.getElementById(event.currentTarget.dataset.dialog);
  if (!dialog?.showModal) return;
  event.preventDefault();
  dialog.showModal();
}

export function openDialogs(root) {
  root.querySelectorAll("[data-dialog]").forEach((link) => {
    link.setAttribute("aria-haspopup", "dialog");
    link.addEventListener("click", show);
  });
  root.querySelectorAll("dialog [data-close]").forEach((button) => {
    button.addEventListener("click", () => button.closest("dialog").close());
  });
}
