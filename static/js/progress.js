// Follows a long job: asks its JSON address every 2 s, less often while nothing moves, and reloads when it ends.
// Answer expected: {"state": "queued|running|done|failed|cancelled", "done": 12, "total": 24, "text": "…", "url": "/…"|null}
const FIRST = 2000;
const SLOWEST = 15000;
const FACTOR = 1.5;

function paint(box, job) {
  const bar = box.querySelector("progress");
  if (job.total) {
    bar.max = job.total;
    bar.value = job.done;
  }
  if (job.text) box.querySelector("[data-job-text]").textContent = job.text;
}

function ended(job) {
  return ["done", "failed", "cancelled"].includes(job.state);
}

async function ask(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function follow(box) {
  let wait = FIRST;
  let seen = "";
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, wait));
    if (document.hidden) continue;
    try {
      const job = await ask(box.dataset.job);
      paint(box, job);
      if (ended(job)) return job.url ? location.assign(job.url) : location.reload();
      const now = `${job.state} ${job.done}`;
      wait = now === seen ? Math.min(wait * FACTOR, SLOWEST) : FIRST;
      seen = now;
    } catch {
      wait = Math.min(wait * FACTOR, SLOWEST);
    }
  }
}

export function followJobs(root) {
  root.querySelectorAll("[data-job]").forEach(follow);
}
