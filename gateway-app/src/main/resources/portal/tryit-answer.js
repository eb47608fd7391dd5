// What came back, shown as what it is: a stream as it arrives, predictions as a table, embeddings by how alike they are.
import { el, isObject, layout, parseExact, shown, table, tabs } from "./tryit-editors.js";

const MOST_SHOWN = 200_000;
const MOST_COMPARED = 24;
const MOST_ROWS = 200;

/** Splits a stream of server-sent events into what each one says, whatever pieces it arrives in. */
export class EventReader {
  #rest = "";
  #data = [];

  feed(text) {
    const lines = (this.#rest + text).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop();
    const events = [];
    for (const line of lines) {
      if (line === "" && this.#data.length) {
        events.push(this.#data.join("\n"));
        this.#data = [];
      } else if (line.startsWith("data:")) {
        this.#data.push(line.slice(5).replace(/^ /, ""));
      }
    }
    return events;
  }
}

/** The words that an event adds to the answer: of chat completions, completions, responses, agents. */
export function wordsOf(data) {
  let event;
  try { event = JSON.parse(data); } catch { return ""; }
  if (event?.type === "response.output_text.delta") return event.delta ?? "";
  const choice = event?.choices?.[0];
  const words = choice?.delta?.content ?? choice?.text ?? event?.delta?.content;
  return typeof words === "string" ? words : "";
}

/** What `Server-Timing` says, in milliseconds by name. */
export function serverTiming(header) {
  const times = {};
  for (const [, name, duration] of (header ?? "").matchAll(/([\w-]+)(?:;desc="[^"]*")?;dur=([\d.]+)/g)) times[name] ??= Number(duration);
  return times;
}

/** What is left of each limit, as the `RateLimit` headers say. */
export function limitsLeft(headers) {
  const amounts = new Map([...(headers.get("RateLimit-Policy") ?? "").matchAll(/"([^"]*)";q=(\d+)/g)].map(([, name, amount]) => [name, Number(amount)]));
  return [...(headers.get("RateLimit") ?? "").matchAll(/"([^"]*)";r=(\d+)(?:;t=(\d+))?/g)]
    .filter(([, name]) => amounts.has(name))
    .map(([, name, left, seconds]) => ({ name, left: Number(left), of: amounts.get(name), seconds }));
}

/** The place of a stream's words while they arrive. Screen readers are told of its beginning and end, not of each word. */
export function liveView(host, result) {
  const words = document.createTextNode("");
  host.replaceChildren(...summary(result), el("div", { class: "spoken", "aria-busy": "true", tabindex: "0", role: "group", "aria-label": "Response so far" }, words));
  return (more) => words.appendData(more);
}

/** The whole answer; `reply` goes on with what a model said. */
export function answerView(host, result, reply) {
  const views = viewsOf(result, reply);
  const panel = el("div", { role: "tabpanel", id: "answer-panel", "aria-label": "Response" });
  const list = el("div", { class: "segments", role: "tablist", "aria-label": "How to show the response" });
  host.replaceChildren(...summary(result), list, panel);
  tabs(list, panel, Object.keys(views), Object.keys(views)[0], (name) => panel.replaceChildren(...[views[name]()].flat()));
}

export function failureView(host, text) {
  host.replaceChildren(el("div", { class: "note warn" }, el("p", {}, text)));
}

function summary(result) {
  const good = result.status < 300;
  const badges = [el("span", { class: `badge ${good ? "good" : "bad"}` }, `${result.status} ${result.statusText}`.trim())];
  if (result.total != null) badges.push(el("span", { class: "badge" }, milliseconds(result.total)));
  if (result.stopped) badges.push(el("span", { class: "badge warn" }, "Stopped"));
  if (result.mock) badges.push(el("span", { class: "badge accent" }, "Mock"));
  const parts = [el("p", { class: "badges" }, ...badges)];
  if (result.mock) parts.push(el("div", { class: "note" }, el("p", {}, "Made from the API's document; the model was not asked.")));
  const id = result.headers.get("X-Request-Id");
  if (id && !result.mock) {
    parts.push(el("p", { class: "small request-id" }, "Request id ", el("code", { id: "request-id" }, id), " ",
      el("button", { type: "button", class: "quiet", "data-copy": "request-id", "aria-label": "Copy the request id" }, "Copy")));
  }
  for (const limit of result.mock ? [] : limitsLeft(result.headers)) {
    parts.push(el("div", { class: "limit small" }, el("span", {}, `Limit ${limit.name}`),
      el("meter", { min: 0, max: limit.of, value: limit.left, low: limit.of / 5, "aria-label": `Left of limit ${limit.name}` }),
      el("span", {}, `${limit.left} of ${limit.of} left` + (limit.seconds ? `, more in ${limit.seconds} s` : ""))));
  }
  return parts;
}

function viewsOf(result, reply) {
  let value;
  try { value = JSON.parse(result.raw); } catch { value = undefined; }
  const views = {};
  if (result.stream) views.Text = () => spoken(result.words, reply);
  const message = value?.choices?.[0]?.message?.content ?? outputText(value);
  if (typeof message === "string") views.Message = () => spoken(message, reply);
  const vectors = embeddings(value);
  if (vectors) views.Similarity = () => similarity(vectors, result.request);
  const exact = value === undefined ? undefined : parseExact(result.raw);
  const predictions = exact?.predictions ?? exact?.outputs;
  if (Array.isArray(predictions) && predictions.length) views.Table = () => predicted(predictions, result.request);
  if (value !== undefined) views.Pretty = () => preformatted(layout(exact), result.cut);
  views[result.stream ? "Events" : "Raw"] = () => preformatted(result.raw, result.cut);
  views.Headers = () => headersTable(result.headers);
  if (!result.mock) views.Timing = () => timing(result);
  return views;
}

function outputText(value) {
  const parts = Array.isArray(value?.output) ? value.output.flatMap((item) => item?.content ?? []) : [];
  const texts = parts.map((part) => part?.text).filter((text) => typeof text === "string");
  return texts.length ? texts.join("") : undefined;
}

function spoken(words, reply) {
  const view = [el("div", { class: "spoken", tabindex: "0", role: "group", "aria-label": "What the model said" }, words || "(no words)")];
  if (reply && words) view.push(el("button", { type: "button", class: "plain", click: () => reply(words) }, "Reply"));
  return view;
}

function preformatted(text, cut) {
  const parts = [el("pre", { tabindex: "0", role: "group", "aria-label": "Text of the response" }, el("code", { id: "answer-text" }, text.slice(0, MOST_SHOWN)))];
  if (cut || text.length > MOST_SHOWN) parts.unshift(el("p", { class: "muted small" }, "Only the beginning is shown."));
  return el("div", { class: "copyable" }, ...parts, el("button", { type: "button", class: "plain", "data-copy": "answer-text" }, "Copy"));
}

function headersTable(headers) {
  return region("Headers of the response", el("table", {}, headRow("Header", "Value"),
    el("tbody", {}, ...[...headers].map(([name, value]) => el("tr", {}, el("td", {}, name), el("td", { class: "mono" }, value))))));
}

/** What may be wider than its place can be reached, and moved, by keyboard. */
const region = (label, content) => el("div", { class: "scroll", role: "region", "aria-label": label, tabindex: "0" }, content);

const headRow = (...names) => el("thead", {}, el("tr", {}, ...names.map((name) => el("th", { scope: "col" }, name))));

/** Predictions beside the rows that they are for. */
function predicted(predictions, request) {
  const asked = table(request ?? null);
  const beside = asked && asked.rows.length === predictions.length ? asked : { columns: [], rows: [] };
  const names = predictions.every(isObject)
    ? [...new Set(predictions.flatMap(Object.keys))] : null;
  const cells = (one) => (names ? names.map((name) => one[name]) : [one]).map((value) => el("td", {}, el("strong", {}, shown(value))));
  const rows = predictions.slice(0, MOST_ROWS).map((one, at) => el("tr", {}, el("th", { scope: "row" }, String(at + 1)),
    ...cells(one), ...(beside.rows[at] ?? []).map((value) => el("td", {}, shown(value)))));
  const more = predictions.length - MOST_ROWS;
  return [region("Predictions", el("table", {},
    headRow("#", ...(names ?? ["prediction"]), ...beside.columns.map((column) => column.name)), el("tbody", {}, ...rows))),
  more > 0 ? el("p", { class: "muted small" }, `${more} more rows: see Raw.`) : ""];
}

function embeddings(value) {
  const vectors = Array.isArray(value?.data) ? value.data.map((one) => one?.embedding) : [];
  return vectors.length && vectors.every((vector) => Array.isArray(vector) && vector.every((part) => typeof part === "number")) ? vectors : null;
}

export function cosine(one, other) {
  let dot = 0, ones = 0, others = 0;
  for (let at = 0; at < one.length; at++) {
    dot += one[at] * other[at];
    ones += one[at] ** 2;
    others += other[at] ** 2;
  }
  return ones && others ? dot / Math.sqrt(ones * others) : 0;
}

/** Each text with each other: the number says it, the shade repeats it. */
function similarity(vectors, request) {
  const texts = [request?.input ?? []].flat();
  const compared = vectors.slice(0, MOST_COMPARED);
  const name = (at) => String(texts[at] ?? `text ${at + 1}`);
  const rows = compared.map((one, at) => el("tr", {}, el("th", { scope: "row" }, el("span", { class: "label" }, `${at + 1}. ${name(at)}`)),
    ...compared.map((other) => {
      const alike = cosine(one, other);
      return el("td", { class: `heat heat-${Math.round(Math.max(0, Math.min(1, alike)) * 10)}` }, alike.toFixed(2));
    })));
  return [el("p", { class: "muted small" }, `${vectors.length} ${vectors.length === 1 ? "vector" : "vectors"} of ${vectors[0].length} numbers. `
    + "1 means the same direction, 0 nothing in common (cosine similarity)."),
  region("Similarity of the texts", el("table", { class: "similarity" }, el("caption", { class: "hidden-visually" }, "How alike the texts are"),
    headRow("Text", ...compared.map((_, at) => String(at + 1))), el("tbody", {}, ...rows)))];
}

const milliseconds = (time) => time < 10 ? `${time.toFixed(1)} ms` : time < 10_000 ? `${Math.round(time)} ms` : `${(time / 1000).toFixed(1)} s`;

/** Where the time went, as a bar and in numbers. */
function timing({ total, firstByte, headers }) {
  const { gw = 0, upstream } = serverTiming(headers.get("Server-Timing"));
  const parts = [
    ["network", "Network and browser", Math.max(0, firstByte - gw - (upstream ?? 0))],
    ["gateway", "Gateway", gw],
    ["model", "Model server (upstream)", upstream ?? 0],
    ["rest", "Rest of the response", Math.max(0, total - firstByte)],
  ];
  const sum = parts.reduce((all, [, , time]) => all + time, 0) || 1;
  let x = 0;
  const bars = parts.map(([kind, label, time]) => {
    const width = 400 * time / sum;
    x += width;
    return el("rect", { class: `part-${kind}`, x: x - width, y: 0, width, height: 24 }, el("title", {}, `${label}: ${milliseconds(time)}`));
  });
  const fact = (label, text, kind) => [el("dt", {}, kind ? el("span", { class: `key part-${kind}`, "aria-hidden": "true" }) : null, label), el("dd", {}, text)];
  return [el("svg", { class: "chart timing", viewBox: "0 0 400 24", preserveAspectRatio: "none", role: "img", "aria-label": "Where the time went; the numbers follow" }, ...bars),
    el("dl", { class: "facts" }, ...fact("Total", milliseconds(total)), ...fact("First byte", milliseconds(firstByte)),
      ...parts.flatMap(([kind, label, time]) => fact(label, kind === "model" && upstream == null ? "not asked" : milliseconds(time), kind)))];
}
