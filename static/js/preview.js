// A design's picture follows what is typed beside it: the address of the picture carries the form's values.
const WAIT = 400;

function follow(image) {
  const form = document.getElementById(image.dataset.preview);
  const plain = image.getAttribute("src");
  let waiting;
  form?.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => (image.src = `${plain}?${typed(form, image.dataset.at)}`), WAIT);
  });
}

function typed(form, at) {
  const values = new URLSearchParams(new FormData(form));
  values.delete("csrf_token");
  if (at) values.set("at", at);
  return values;
}

document.querySelectorAll("img[data-preview]").forEach(follow);
