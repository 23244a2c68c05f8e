// Keeps the counters of the home page fresh, and "/" jumps to the search box. Nothing needs it.
"use strict";

document.addEventListener("keydown", (event) => {
  const box = document.getElementById("q");
  const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
  if (event.key === "/" && box && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    box.focus();
    box.select();
  }
});

const counters = document.getElementById("counters");
const state = document.getElementById("live-state");

// "verdicts.allow" is a path; "gauges/index.lag" one step and a name that has dots itself.
function valueAt(answer, path) {
  const slash = path.indexOf("/");
  const steps = slash < 0 ? path.split(".") : [path.slice(0, slash), path.slice(slash + 1)];
  return steps.reduce((at, step) => (at === undefined || at === null ? undefined : at[step]), answer);
}

async function refresh() {
  if (document.hidden) {
    return;
  }
  try {
    const response = await fetch(counters.dataset.live, { credentials: "same-origin" });
    if (response.status === 401) {
      location.assign("/login");
      return;
    }
    if (!response.ok) {
      throw new Error(String(response.status));
    }
    const answer = await response.json();
    for (const place of counters.querySelectorAll("[data-count]")) {
      place.textContent = String(Math.round(valueAt(answer, place.dataset.count) ?? 0));
    }
    state.textContent = "";
  } catch (failure) {
    state.textContent = "stopped: the gateway does not answer";
  }
}

if (counters) {
  setInterval(refresh, 2000);
}
