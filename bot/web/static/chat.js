// The chat page's own script. Without it, or without htmx, every form still posts by itself.
"use strict";

if (window.htmx) {
  const [log, pending, composer, input] = ["log", "pending", "composer", "text"].map((id) => document.getElementById(id));
  const withMouse = matchMedia("(pointer: fine)").matches; // on a phone, focus would open the keyboard over the answer
  const ROWS = 6;
  const LOOKS_EVERY = 1000; // milliseconds
  let queue = Promise.resolve();
  let mayCome = false; // something that staff say

  const toEnd = () => window.scrollTo({ top: document.documentElement.scrollHeight });
  const focusBack = () => withMouse && input.focus({ preventScroll: true });

  const grow = () => {
    input.rows = 1;
    while (input.rows < ROWS && input.scrollHeight > input.clientHeight) input.rows += 1;
  };

  // The words stand here, above the dots, until the server's own bubble comes.
  const waiting = (words) => {
    const bubble = document.createElement("p");
    bubble.className = "bubble mine";
    bubble.textContent = words;
    pending.insertBefore(bubble, pending.lastElementChild);
    pending.hidden = false;
    toEnd();
    return bubble;
  };

  const showDots = () => { pending.hidden = pending.childElementCount === 1; }; // the dots themselves are one

  // One after the other, so that every answer stands under its question.
  const post = (values, words) => {
    const bubble = waiting(words);
    const send = () => htmx.ajax("POST", "/chat", { values, target: log, swap: "beforeend" });
    const done = () => {
      bubble.remove();
      showDots();
    };
    queue = queue.then(send).then(done, done);
    return queue;
  };

  const say = () => {
    const text = input.value.trim();
    if (!text) return;
    input.value = "";
    grow();
    post({ text }, text);
  };

  const press = (form) => {
    const button = form.querySelector("button");
    const { action, title } = Object.fromEntries(new FormData(form));
    button.disabled = true; // a second press would say it twice
    post({ action, title }, title).then(() => { button.disabled = false; });
    focusBack();
  };

  const shareLocation = (button) => {
    const failed = button.parentElement.querySelector("[role=status] span");
    const done = () => { button.disabled = false; };
    button.disabled = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => post({ lat: coords.latitude, lon: coords.longitude }, "📍").then(done),
      () => {
        failed.hidden = false;
        done();
      },
      { timeout: 15000 },
    );
  };

  const showTurn = (turn) => {
    document.documentElement.lang = turn.lang;
    if (navigator.geolocation) turn.querySelectorAll(".location").forEach((offer) => { offer.hidden = false; });
    if (turn === log.firstElementChild) return; // the beginning of everything is in sight already
    if (turn.offsetHeight > innerHeight * 0.65) turn.scrollIntoView(); // start reading where it starts
    else toEnd();
  };

  // Ask for what staff said, and tell what stands here, which has arrived then; says whether more may come.
  const fetchNews = async () => {
    await queue;
    const before = queue;
    const shown = [...log.querySelectorAll("[data-delivery]")];
    const seen = shown.map((turn) => turn.dataset.delivery);
    const how = { headers: { "HX-Request": "true" }, signal: AbortSignal.timeout?.(10000) };
    const answer = await fetch(`/chat/new?seen=${seen}`, how);
    const news = await answer.text();
    if (!answer.ok || queue !== before) return true; // something was said meanwhile, /wis perhaps: that goes first
    shown.forEach((turn) => turn.removeAttribute("data-delivery"));
    const last = log.lastElementChild;
    log.insertAdjacentHTML("beforeend", news);
    if (news) showTurn(last.nextElementSibling);
    return answer.status !== 286;
  };

  // After each answer of the bot, and then as long as somebody has a handover of this visitor.
  const look = async () => {
    if (mayCome) {
      mayCome = false; // an answer that comes meanwhile asks anew
      const more = await fetchNews().catch(() => true); // a line that is down comes back
      mayCome ||= more;
    }
    setTimeout(look, LOOKS_EVERY);
  };

  document.addEventListener("submit", (event) => {
    event.preventDefault();
    if (event.target === composer) say();
    else press(event.target);
  });

  document.addEventListener("click", (event) => {
    const button = event.target.closest(".location button");
    if (button) shareLocation(button);
  });

  input.addEventListener("input", grow);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    composer.requestSubmit();
  });

  document.body.addEventListener("htmx:configRequest", ({ detail }) => {
    detail.headers["Accept-Language"] = document.documentElement.lang;
  });

  document.body.addEventListener("htmx:afterRequest", ({ detail: { xhr, requestConfig } }) => {
    const { text } = requestConfig.parameters;
    showDots();
    const refused = [0, 403, 413, 429].includes(xhr.status);
    if (refused && text && text !== "/start" && !input.value) {
      input.value = text; // nothing that was typed is lost
      grow();
    }
    if (xhr.status !== 0) return;
    const notice = document.getElementById("offline").cloneNode(true);
    notice.removeAttribute("id");
    notice.hidden = false;
    log.append(notice);
    toEnd();
  });

  document.body.addEventListener("htmx:afterSettle", () => {
    showTurn(log.lastElementChild);
    mayCome = true;
  });

  composer.noValidate = true;
  mayCome = log.childElementCount > 0;
  if (mayCome) showTurn(log.lastElementChild);
  else pending.hidden = false; // the welcome is under way
  focusBack();
  look();
}
