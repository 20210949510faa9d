// Copies the text of a box; without scripts the box can be marked and copied by hand.
for (const button of document.querySelectorAll("button[data-copies]")) {
  const box = document.getElementById(button.dataset.copies);
  const told = document.createElement("span");
  told.setAttribute("role", "status");
  button.after(told);
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(box.value);
      told.textContent = button.dataset.copied;
    } catch {
      box.focus();
      box.select();
      told.textContent = button.dataset.notCopied;
    }
  });
}
