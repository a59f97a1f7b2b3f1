// The desk's own script. Without it every form still posts by itself, and the pages are as they were when they came.
"use strict";

{
  const news = document.getElementById("news");
  const offline = document.getElementById("offline");
  const MARK = "• ";
  let somebodyThere = false; // typing and pressing keep a session alive; what a page asks by itself does not
  let latest = "";

  const told = () => new Set([...document.querySelectorAll("[data-news]")].map((item) => item.dataset.news));
  let known = told();

  // Say aloud what was not there before, and nothing else: the list itself changes all the time.
  const tell = () => {
    const fresh = [...document.querySelectorAll("[data-news]")].filter((item) => !known.has(item.dataset.news));
    if (fresh.length) {
      news.textContent = [...new Set(fresh.map((item) => item.dataset.said))].join(" ");
      if (document.hidden && !document.title.startsWith(MARK)) document.title = MARK + document.title;
    }
    known = told();
  };

  // Who looks at another tab sees the mark in the title, until they are back.
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && document.title.startsWith(MARK)) document.title = document.title.slice(MARK.length);
  });

  const begin = (sentence) => {
    const field = document.getElementById("reply");
    if (!field.value.includes(sentence)) field.value = [field.value.trimEnd(), sentence].filter(Boolean).join(" ") + " ";
    field.focus();
    field.setSelectionRange(field.value.length, field.value.length);
  };

  for (const kind of ["keydown", "pointerdown"]) {
    document.addEventListener(kind, () => { somebodyThere = true; });
  }

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.submitter?.name === "zin") {
      event.preventDefault();
      begin(event.submitter.value);
    } else if (form.method === "post") {
      if (form.dataset.sent) event.preventDefault(); // a second press would say it twice
      form.dataset.sent = "yes";
    }
  });

  // Who goes back to this page may send again.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => { delete form.dataset.sent; });
  });

  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    if (somebodyThere) detail.headers["X-Active"] = "1";
    somebodyThere = false;
  });

  document.body.addEventListener("htmx:beforeSwap", ({ detail }) => {
    offline.hidden = detail.xhr.status < 500;
    // What has not changed is left alone: selected text stays selected.
    if (detail.xhr.responseText === latest) detail.shouldSwap = false;
    latest = detail.xhr.responseText;
  });

  for (const kind of ["htmx:sendError", "htmx:timeout"]) {
    document.body.addEventListener(kind, () => { offline.hidden = false; });
  }

  document.body.addEventListener("htmx:afterSettle", tell);
}
