// The console: sends what the form says to the API itself, from the browser, and shows the answer as it comes. Without
// this file the form goes to the gateway, which makes the call.
import { chatEditor, layout, parseExact, tableEditor, tabs, textsEditor } from "./tryit-editors.js";
import { answerView, EventReader, failureView, liveView, wordsOf } from "./tryit-answer.js";

const MOST_KEPT = 2_000_000;
const byId = (id) => document.getElementById(id);
const page = byId("console").dataset;
const form = byId("request");
const body = byId("body");
const answer = byId("answer-content");
const status = byId("status");
const mock = byId("mock");
let running = null;
let key = null;

/** What is remembered of a visitor is what they like to see: a language, a format. */
const remembered = {
  get(name) { try { return localStorage.getItem(`lakefront.${name}`); } catch { return null; } },
  set(name, value) { try { localStorage.setItem(`lakefront.${name}`, value); } catch { /* It is no loss. */ } },
};

// --- The request

function request() {
  const fields = [...form.querySelectorAll("[data-in]")].map((field) => ({ in: field.dataset.in, name: field.dataset.name, value: field.value }));
  const values = new Map(fields.filter((field) => field.in === "path").map((field) => [field.name, field.value]));
  const path = page.path.split(/(\{[^{}]+\})/).map((part) =>
    part.startsWith("{") ? encodeURIComponent(values.get(part.slice(1, -1)) ?? "") : part).join("");
  const query = fields.filter((field) => field.in === "query" && field.value !== "")
    .map((field) => `${encodeURIComponent(field.name)}=${encodeURIComponent(field.value)}`).join("&");
  return { method: page.method, path: query ? `${path}?${query}` : path, type: page.type, body: body ? body.value : undefined };
}

function parsed(text) {
  try { return JSON.parse(text); } catch { return undefined; }
}

function exactly(text) {
  try { return parseExact(text); } catch { return undefined; }
}

/** Whether the body is what its type says; where not, the field says what is wrong. */
function checkBody() {
  if (!body || !/[/+]json\b/.test(page.type)) return true;
  let flaw = "";
  try { JSON.parse(body.value); } catch (error) { flaw = `This is not JSON: ${error.message}`; }
  const place = byId("body-error");
  place.textContent = flaw;
  place.hidden = !flaw;
  for (const [name, value] of [["aria-invalid", "true"], ["aria-describedby", "body-error"]]) {
    if (flaw) body.setAttribute(name, value); else body.removeAttribute(name);
  }
  return !flaw;
}

// --- Sending

/** The key of this visit to this API; asked for when there is none or it is about to end. Held in this variable only. */
async function consoleKey() {
  if (page.access !== "session") return null;
  if (key && key.expires - Date.now() > 5000) return key.text;
  const response = await fetch(page.keyUrl, { method: "POST", headers: { [page.csrfHeader]: page.csrf } });
  if (!response.ok) throw new Error("Your visit has ended. Load this page again and sign in.");
  const issued = await response.json();
  key = { text: issued.key, expires: Date.parse(issued.expires) };
  return key.text;
}

async function call(made, signal) {
  const headers = made.type ? { "Content-Type": made.type } : {};
  if (mock.checked) {
    return fetch(page.mockUrl, { method: "POST", headers: { ...headers, [page.csrfHeader]: page.csrf }, body: made.body, signal });
  }
  const secret = await consoleKey();
  if (secret) headers["X-API-Key"] = secret;
  // No cookies: the API has no business with the visit to the portal.
  return fetch(made.path, { method: made.method, headers, body: made.body, signal, credentials: "omit", cache: "no-store" });
}

async function send() {
  if (running) return;
  if (!checkBody()) { show("JSON"); body.focus(); return; }
  if (page.access === "sign-in" && !mock.checked) {
    failureView(answer, "Sign in to try this API, or switch the mock on.");
    return finished("Not sent: sign in first, or switch the mock on.");
  }
  const made = request();
  const controller = new AbortController();
  running = controller;
  sending(true);
  status.textContent = "Sending.";
  try {
    await converse(made, controller);
  } catch (error) {
    const stopped = controller.signal.aborted;
    failureView(answer, stopped ? "Stopped before an answer came." : `No answer came. ${error.message}`);
    finished(stopped ? "Stopped." : "No answer came.");
  } finally {
    running = null;
    sending(false);
  }
}

async function converse(made, controller) {
  let began = performance.now();
  let response = await call(made, controller.signal);
  if (response.status === 401 && key && !mock.checked) {
    // The gateway was started again, or another one answers: keys are in its memory only.
    key = null;
    began = performance.now();
    response = await call(made, controller.signal);
  }
  const result = {
    status: response.status, statusText: response.statusText, headers: response.headers, request: exactly(made.body ?? ""),
    firstByte: performance.now() - began, mock: mock.checked, raw: "", words: "", cut: false, stopped: false,
    stream: (response.headers.get("Content-Type") ?? "").startsWith("text/event-stream"),
  };
  if (result.stream) {
    status.textContent = "The response begins.";
    byId("answer-title").focus();
  }
  await read(response, result, controller);
  result.total = performance.now() - began;
  answerView(answer, result, editors.visual?.reply && ((words) => { show("Chat"); editors.visual.reply(words); }));
  const spent = `${Math.round(result.total)} milliseconds`;
  finished(result.stopped ? `Stopped after ${spent}.` : `Response ${result.status} ${result.statusText} after ${spent}.`, result.stream);
}

async function read(response, result, controller) {
  if (!response.body) return;
  const more = result.stream ? liveView(answer, result) : null;
  const events = new EventReader();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  try {
    for (let done = false; !done;) {
      const piece = await reader.read();
      done = piece.done;
      const text = decoder.decode(piece.value, { stream: !done });
      if (result.raw.length < MOST_KEPT) result.raw += text; else result.cut = true;
      if (!more) continue;
      const words = events.feed(text).map(wordsOf).join("");
      result.words += words;
      more(words);
    }
  } catch (error) {
    if (!controller.signal.aborted) throw error;
    result.stopped = true;
  }
}

function sending(busy) {
  byId("send").textContent = busy ? "Sending…" : "Send";
  byId("stop").hidden = !busy;
}

function finished(text, stay) {
  status.textContent = text;
  if (!stay) byId("answer-title").focus();
}

form.addEventListener("submit", (event) => { event.preventDefault(); send(); });
byId("stop").addEventListener("click", () => { running?.abort(); byId("send").focus(); });
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); send(); }
  if (event.key === "Escape") running?.abort();
});
byId("keys-hint").hidden = false;

// --- Editors

const editors = { visual: null };
let show = () => {};

function prepareEditors() {
  const visual = byId("view-visual");
  const value = () => exactly(body.value);
  const write = (next) => { body.value = layout(next); body.dispatchEvent(new Event("input")); };
  const known = parsed(page.columns) ?? [];
  const kinds = {
    tabular: ["Table", () => tableEditor(visual, known, value, write)], features: ["Table", () => tableEditor(visual, known, value, write)],
    chat: ["Chat", () => chatEditor(visual, value, write)], agent: ["Chat", () => chatEditor(visual, value, write)],
    embeddings: ["Texts", () => textsEditor(visual, value, write)],
  };
  const [name, make] = kinds[page.task] ?? [];
  if (!make) return;
  editors.visual = make();
  const choose = (chosen) => {
    const json = chosen === "JSON";
    visual.hidden = json;
    byId("view-json").hidden = !json;
    if (!json && !editors.visual()) {
      visual.replaceChildren(Object.assign(document.createElement("p"), { className: "note", textContent: `This body cannot be shown as ${name.toLowerCase()}. Edit it as JSON.` }));
    }
  };
  show = (chosen) => tabs(byId("views"), visual, [name, "JSON"], chosen, choose);
  show(editors.visual() ? name : "JSON");
}

// --- The request as code

/** In a shell's single quotes nothing means anything but the quote itself. */
const shell = (text) => `'${text.replaceAll("'", "'\\''")}'`;

/** Text as it is where Python can read it so; else with what Python and JSON escape alike. */
const python = (text) => /'''|\\$|'$/.test(text) ? JSON.stringify(text) : `r'''${text}'''`;
const script = (text) => /`|\$\{|\\$/.test(text) ? JSON.stringify(text) : `String.raw\`${text}\``;

const languages = {
  curl: ({ method, url, type, body: text, stream }) => [
    `curl ${stream ? "-N " : ""}-X ${method} ${shell(url)}`, '  -H "X-API-Key: $LAKEFRONT_KEY"',
    ...(text === undefined ? [] : [`  -H ${shell(`Content-Type: ${type}`)}`, `  --data-raw ${shell(text)}`]),
  ].join(" \\\n"),
  Python: ({ method, url, type, body: text, stream }) => [
    "import os", "import requests", "",
    ...(text === undefined ? [] : [`body = ${python(text)}`, ""]),
    "response = requests.request(", `    ${JSON.stringify(method)},`, `    ${JSON.stringify(url)},`,
    `    headers={"X-API-Key": os.environ["LAKEFRONT_KEY"]${text === undefined ? "" : `, "Content-Type": ${JSON.stringify(type)}`}},`,
    ...(text === undefined ? [] : ['    data=body.encode("utf-8"),']), ...(stream ? ["    stream=True,"] : []), ")",
    "response.raise_for_status()",
    ...(stream ? ["for line in response.iter_lines(decode_unicode=True):", "    print(line)"] : ["print(response.text)"]),
  ].join("\n"),
  JavaScript: ({ method, url, type, body: text, stream }) => [
    ...(text === undefined ? [] : [`const body = ${script(text)};`, ""]),
    `const response = await fetch(${JSON.stringify(url)}, {`, `  method: ${JSON.stringify(method)},`,
    `  headers: { "X-API-Key": process.env.LAKEFRONT_KEY${text === undefined ? "" : `, "Content-Type": ${JSON.stringify(type)}`} },`,
    ...(text === undefined ? [] : ["  body,"]), "});", "if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);",
    ...(stream ? ["for await (const piece of response.body.pipeThrough(new TextDecoderStream())) {", "  process.stdout.write(piece);", "}"] : ["console.log(await response.text());"]),
  ].join("\n"),
};

let language = remembered.get("language") ?? "curl";

function snippet() {
  const made = request();
  const stream = parsed(made.body ?? "")?.stream === true;
  byId("snippet").textContent = (languages[language] ?? languages.curl)({ ...made, url: location.origin + made.path, stream });
}

tabs(byId("languages"), byId("snippet-panel"), Object.keys(languages), language, (chosen) => {
  language = chosen;
  remembered.set("language", chosen);
  snippet();
});
for (const button of byId("code").querySelectorAll("[data-copy]")) button.hidden = false;
byId("code").hidden = false;
form.addEventListener("input", snippet);
body?.addEventListener("input", () => { snippet(); if (body.hasAttribute("aria-invalid")) checkBody(); });

// --- The format that this visitor likes

const formats = [...document.querySelectorAll("[data-format]")];
for (const link of formats) link.addEventListener("click", () => remembered.set("format", link.dataset.format));
const liked = formats.find((link) => link.dataset.format === remembered.get("format"));
if (liked && !liked.hasAttribute("aria-current") && !new URLSearchParams(location.search).has("format") && answer.querySelector(".empty")) {
  location.replace(liked.href);
}

if (body) {
  try { body.value = layout(parseExact(body.value)); } catch { /* It stays as it is. */ }
  snippet();
  prepareEditors();
}
