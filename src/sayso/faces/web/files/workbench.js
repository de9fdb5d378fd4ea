// The workbench's keys, drops and progress. Everything can be read, and decided, without it.
"use strict";

const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const one = (selector, within = document) => within.querySelector(selector);

// --- the report: one finding is chosen; keys decide about it -------------------------------------

function report() {
  const list = one("[data-findings]");
  const panel = one("[data-chosen-finding]");
  if (!list || !panel) return;
  const wide = matchMedia("(min-width: 60rem)");
  const entries = all(".entry", list);
  let now = -1;

  one("[data-keys]")?.removeAttribute("hidden");

  function show(index, { scroll = true } = {}) {
    if (!entries.length) return;
    now = Math.max(0, Math.min(entries.length - 1, index));
    const entry = entries[now];
    const number = entry.dataset.number;
    all(".content.now").forEach((mark) => mark.classList.remove("now"));
    all(`.content.a${number}`).forEach((mark) => mark.classList.add("now"));
    // A copy stands beside the text; its ids are its own, so that labels and links still fit.
    const copy = document.createElement("div");
    copy.className = entry.className.replace(/\bin\d\b/, "");
    copy.append(...[...entry.childNodes].map((node) => node.cloneNode(true)));
    all("[id]", copy).forEach((node) => { node.id = `chosen-${node.id}`; });
    all("[for]", copy).forEach((node) => { node.htmlFor = `chosen-${node.htmlFor}`; });
    panel.replaceChildren(copy);
    panel.hidden = !wide.matches;
    if (scroll) {
      const place = wide.matches ? document.getElementById(`r-m${number}`) : entry;
      place?.scrollIntoView({ block: "center", behavior: "auto" });
    }
  }

  function act(key) {
    if (now < 0) show(0);
    const where = wide.matches ? panel : entries[now];
    if (key === "e") {
      const details = one("details.re", where);
      details.open = true;
      one("select", details).focus();
    } else if (key === "u") {
      one(".undo button", where)?.click();
    } else {
      const button = one(`button[data-key="${key}"]`, where);
      button.form.requestSubmit(button);
    }
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a.n, .panel .num");
    if (!link || !wide.matches) return;
    const index = entries.findIndex((entry) => entry.dataset.number === link.hash.replace(/^#r-[am]/, ""));
    if (index < 0) return;
    event.preventDefault();
    show(index, { scroll: !link.matches("a.n") });
  });
  wide.addEventListener("change", () => { panel.hidden = now < 0 || !wide.matches; });

  keys({
    j: () => show(now + 1),
    k: () => show(now < 0 ? 0 : now - 1),
    a: () => act("a"),
    r: () => act("r"),
    e: () => act("e"),
    u: () => act("u"),
    Enter: () => { if (now >= 0) { entries[now].scrollIntoView({ block: "center" }); one("a.num", entries[now]).focus(); } },
  });

  const target = entries.findIndex((entry) => `#${entry.id}` === location.hash);
  if (target >= 0) {
    show(target);
    // The browser goes to the address's place once more when all is loaded: what was decided about stays in sight.
    addEventListener("load", () => requestAnimationFrame(() => show(target)));
  }
}

function keys(actions) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.target.closest?.("input, select, textarea, button, summary, a, dialog") && !(event.target.closest("a, summary") && event.key !== "Enter")) return;
    const action = actions[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });
}

function help() {
  const dialog = one("[data-help]");
  keys({
    "?": () => dialog?.showModal(),
    "/": () => { const field = one("#q"); if (field) field.focus(); else location.assign("/#q"); },
  });
}

// --- adding: files dropped anywhere on the page; progress ----------------------------------------

function drops() {
  const form = one("form[data-drop]");
  if (!form) return;
  const input = one("input[type=file]", form);
  const chosen = one("[data-chosen]", form);
  const tell = () => {
    const count = input.files.length;
    chosen.textContent = count ? `${count} ${count === 1 ? "file" : "files"} chosen: ${[...input.files].slice(0, 5).map((file) => file.name).join(", ")}${count > 5 ? ", …" : ""}` : "";
  };
  input.addEventListener("change", tell);
  document.addEventListener("dragover", (event) => { event.preventDefault(); document.body.classList.add("dropping"); });
  document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) document.body.classList.remove("dropping"); });
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    document.body.classList.remove("dropping");
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    tell();
  });
}

async function progress() {
  const page = one("[data-job]");
  if (!page || "over" in page.dataset) return;
  const bar = one("[data-job-bar]", page);
  const line = one("[data-job-line]", page);
  for (let wait = 300; ; wait = Math.min(2000, wait * 1.2)) {
    await new Promise((done) => setTimeout(done, wait));
    let job;
    try {
      const answer = await fetch(`/api/jobs/${page.dataset.job}`, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      job = await answer.json();
    } catch {
      line.textContent = "The workbench does not answer. What was handed in goes on if it still runs.";
      continue;
    }
    bar.value = job.done;
    const counts = Object.entries(job.counts).map(([state, count]) => `${count} ${state}`).join(", ");
    line.textContent = `${job.done} of ${job.documents} done: ${counts}.`;
    // The whole table is made by the server, which also makes strangers' words inert.
    if (job.over) { location.reload(); return; }
  }
}

// --- picking: two things to merge, reports for a dossier ------------------------------------------

function menus() {
  document.addEventListener("click", (event) => {
    all("details.who-am-i[open]").forEach((open) => { if (!open.contains(event.target)) open.open = false; });
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") all("details.who-am-i[open]").forEach((open) => { open.open = false; one("summary", open).focus(); });
  });
}

// --- a report's claims: fetched when the page stands, since counting them may take a moment ------

async function claims() {
  const place = one("[data-claims]");
  if (!place) return;
  const answer = await fetch(`/api/claims?limit=12&report=${encodeURIComponent(place.dataset.claims)}`).catch(() => null);
  if (!answer?.ok) return;
  const found = (await answer.json()).claims;
  const list = document.createElement("ul");
  list.className = "claimlist";
  for (const claim of found) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `/claims/${encodeURIComponent(claim.id)}`;
    const words = document.createElement("bdi");
    words.textContent = claim.text;
    link.append(words);
    const small = document.createElement("span");
    small.className = "small";
    const range = claim.most === 0 ? "no known origin" : claim.least === claim.most ? `${claim.most} origin${claim.most === 1 ? "" : "s"}` : `${claim.least} to ${claim.most} origins`;
    small.textContent = ` ${claim.reports} report${claim.reports === 1 ? "" : "s"}, ${range}`;
    item.append(link, small);
    list.append(item);
  }
  if (found.length) place.prepend(list);
}

report();
claims();
help();
drops();
progress();
menus();

// --- a claim: counting without a source as soon as it is ticked ------------------------------------

all("form[data-try] input[type=checkbox]").forEach((box) => box.addEventListener("change", () => box.form.requestSubmit()));
