// Ways to edit a request body that show it as what it is: a table, a conversation, texts. Each reads the body's value and
// writes it back whole; a body of another shape is left to the JSON editor.

/** An element; text is always text, never markup. Functions among the properties listen to the event of their name. */
export function el(tag, properties = {}, ...children) {
  const element = tag === "svg" || tag === "rect" || tag === "text" || tag === "title"
    ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child != null));
  return element;
}

/** Tabs that arrow keys go through; `choose` is told the name of the one that is chosen. */
export function tabs(list, panel, names, chosen, choose) {
  const buttons = names.map((name) => el("button", { type: "button", role: "tab", "aria-controls": panel.id }, name));
  const select = (index, focus) => {
    buttons.forEach((button, at) => {
      button.setAttribute("aria-selected", String(at === index));
      button.tabIndex = at === index ? 0 : -1;
    });
    if (focus) buttons[index].focus();
    choose(names[index]);
  };
  buttons.forEach((button, index) => button.addEventListener("click", () => select(index)));
  list.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(document.activeElement);
    if (step && at >= 0) select((at + step + names.length) % names.length, true);
  });
  list.replaceChildren(...buttons);
  list.hidden = false;
  select(Math.max(0, names.indexOf(chosen)));
}

const exact = typeof JSON.rawJSON === "function";

/** As JSON.parse, but numbers that JavaScript cannot hold as they are written, 5.0 or a long id, stay as they are. */
export function parseExact(text) {
  if (!exact) return JSON.parse(text);
  return JSON.parse(text, (key, value, context) => typeof value === "number" ? number(context.source) : value);
}

function number(text) {
  return exact && String(Number(text)) !== text ? JSON.rawJSON(text) : Number(text);
}

const isRaw = (value) => exact && JSON.isRawJSON(value);
const isScalar = (value) => value === null || typeof value !== "object" || isRaw(value);
export const isObject = (value) => !isScalar(value) && !Array.isArray(value);
const isNumber = (value) => typeof value === "number" || isRaw(value);

/** JSON for people: what fits in a line stands in one. */
export function layout(value, indent = "") {
  if (isScalar(value)) return JSON.stringify(value);
  const list = Array.isArray(value);
  const deeper = indent + "  ";
  const parts = list ? value.map((item) => layout(item, deeper))
    : Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}: ${layout(member, deeper)}`);
  if (parts.length === 0) return list ? "[]" : "{}";
  const line = (list ? "[" : "{") + parts.join(", ") + (list ? "]" : "}");
  if (indent && line.length + indent.length <= 88 && !line.includes("\n")) return line;
  const lines = list && value.every(isScalar) ? filled(parts) : parts;
  return (list ? "[" : "{") + "\n" + lines.map((part) => deeper + part).join(",\n") + "\n" + indent + (list ? "]" : "}");
}

function filled(parts) {
  const lines = [];
  for (const part of parts) {
    if (lines.length && lines.at(-1).length + part.length < 80) lines.push(`${lines.pop()}, ${part}`);
    else lines.push(part);
  }
  return lines;
}

/** The rows and columns of a tabular body; null for one that is no table. */
export function table(body, known = []) {
  if (!isObject(body)) return null;
  const split = body.dataframe_split;
  if (isObject(split) && Array.isArray(split.columns) && isMatrix(split.data)) {
    return sheet(split.columns.map(String), split.data, known, (columns, rows) => {
      const { index, ...rest } = split;
      const kept = Array.isArray(index) && index.length === rows.length ? { index } : {};
      return { ...body, dataframe_split: { ...rest, ...kept, columns: columns.map((one) => one.name), data: rows } };
    });
  }
  for (const key of ["dataframe_records", "instances", "inputs"]) {
    const content = body[key];
    if (content === undefined) continue;
    const put = (value) => ({ ...body, [key]: value });
    if (Array.isArray(content) && content.length && content.every(isObject)) return records(content, known, put);
    if (isMatrix(content) && content.length) {
      const names = content[0].map((_, at) => `column ${at + 1}`);
      return sheet(names, content, [], (columns, rows) => put(rows));
    }
    if (Array.isArray(content) && content.length && content.every(isScalar)) {
      return sheet(["value"], content.map((value) => [value]), [], (columns, rows) => put(rows.map((row) => row[0])));
    }
    if (isObject(content) && Object.values(content).every((list) => Array.isArray(list) && list.every(isScalar))) {
      return lists(content, known, put);
    }
  }
  return null;
}

const isMatrix = (rows) => Array.isArray(rows) && rows.every((row) => Array.isArray(row) && row.every(isScalar));

function records(content, known, put) {
  const names = [...new Set([...known.map((one) => one.name), ...content.flatMap((row) => Object.keys(row))])];
  const used = names.filter((name) => content.some((row) => name in row));
  return sheet(used, content.map((row) => used.map((name) => row[name] ?? null)), known, (columns, rows) =>
    put(rows.map((row) => Object.fromEntries(columns.map((one, at) => [one.name, row[at]])))));
}

function lists(content, known, put) {
  const names = Object.keys(content);
  const length = Math.max(0, ...names.map((name) => content[name].length));
  const rows = Array.from({ length }, (_, at) => names.map((name) => content[name][at] ?? null));
  return sheet(names, rows, known, (columns, now) =>
    put(Object.fromEntries(columns.map((one, at) => [one.name, now.map((row) => row[at])]))));
}

function sheet(names, rows, known, write) {
  const columns = names.map((name, at) => {
    const declared = known.find((one) => one.name === name);
    const sample = rows.map((row) => row[at]).find((value) => value != null);
    const type = declared?.type || (isNumber(sample) ? "number" : typeof sample === "boolean" ? "boolean"
      : sample == null || typeof sample === "string" ? "string" : "any");
    return { name, type, options: declared?.options ?? [] };
  });
  return { columns, rows: rows.map((row) => names.map((_, at) => row[at] ?? null)), write };
}

/** What a cell shows, and what its text means. */
export const shown = (value) => value == null ? "" : typeof value === "string" ? value : JSON.stringify(value);

export function meant(text, type) {
  const bare = text.trim();
  if (type === "string") return text;
  if (bare === "" || bare === "null") return null;
  if ((type === "number" || type === "integer" || type === "any") && /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(bare)) return number(bare);
  if (type !== "number" && type !== "integer" && /^(true|false)$/i.test(bare)) return bare.toLowerCase() === "true";
  if (type === "any" || type === "object" || type === "array") try { return parseExact(bare); } catch { return text; }
  return text;
}

/** Rows of a CSV file (RFC 4180), or of cells copied from a spreadsheet; the separator is found out. */
export function separated(text) {
  const head = text.slice(0, (text.indexOf("\n") + 1 || text.length + 1) - 1);
  const separator = ["\t", ";", ","].find((mark) => head.includes(mark)) ?? ",";
  const rows = [];
  let row = [], cell = "", quoted = false;
  const endCell = () => { row.push(cell); cell = ""; };
  const endRow = () => { endCell(); if (row.length > 1 || row[0] !== "") rows.push(row); row = []; };
  const clean = text.replace(/^\uFEFF/, "").replace(/\r\n?/g, "\n");
  for (let at = 0; at < clean.length; at++) {
    const mark = clean[at];
    if (quoted && mark === '"' && clean[at + 1] === '"') { cell += '"'; at++; }
    else if (mark === '"' && (quoted || cell === "")) quoted = !quoted;
    else if (!quoted && mark === separator) endCell();
    else if (!quoted && mark === "\n") endRow();
    else cell += mark;
  }
  if (cell !== "" || row.length) endRow();
  return rows;
}

const MOST_ROWS = 100;

/** The table editor; `read` gives the body's value, `write` takes it back. */
export function tableEditor(host, known, read, write) {
  let model;
  const save = () => write(model.write(model.columns, model.rows));
  const fill = (rows, from, column) => {
    const names = model.columns.map((one) => one.name);
    const places = rows[0].map((name) => names.indexOf(name.trim()));
    const named = places.some((place) => place >= 0) && places.filter((place) => place < 0).length <= places.length / 2;
    if (named) { rows = rows.slice(1); from = 0; model.rows = []; }
    rows.forEach((cells, down) => {
      const row = model.rows[from + down] ??= names.map(() => null);
      cells.forEach((text, across) => {
        const at = named ? places[across] : column + across;
        if (at >= 0 && at < names.length) row[at] = meant(text, model.columns[at].type);
      });
    });
    save();
    show();
  };
  const cell = (row, at, down) => {
    const column = model.columns[at];
    const change = (event) => {
      model.rows[down][at] = meant(event.target.value, column.type);
      mark(event.target, column, model.rows[down][at]);
      save();
    };
    const label = `${column.name}, row ${down + 1}`;
    const choices = column.options.length ? column.options : column.type === "boolean" ? ["true", "false"] : [];
    if (choices.length && (row[at] == null || choices.includes(shown(row[at])))) {
      return el("select", { "aria-label": label, change }, el("option", { value: "" }, ""),
        ...choices.map((one) => el("option", { value: one, selected: one === shown(row[at]) }, one)));
    }
    const numeric = column.type === "number" || column.type === "integer";
    const input = el("input", { type: "text", class: numeric ? "number" : null, inputmode: numeric ? "decimal" : null, "aria-label": label,
      value: shown(row[at]), spellcheck: "false", autocomplete: "off", input: change,
      paste: (event) => {
        const text = event.clipboardData.getData("text/plain");
        if (!/[\t\n]/.test(text.trim())) return;
        event.preventDefault();
        fill(separated(text), down, at);
      } });
    mark(input, column, row[at]);
    return input;
  };
  const line = (row, down) => el("tr", {}, el("th", { scope: "row" }, String(down + 1)),
    ...row.map((_, at) => el("td", {}, cell(row, at, down))),
    el("td", {}, el("button", { type: "button", class: "quiet", "aria-label": `Delete row ${down + 1}`,
      click: () => { model.rows.splice(down, 1); save(); show(); } }, "×")));
  const show = () => {
    const head = el("tr", {}, el("th", { scope: "col" }, "#"), ...model.columns.map((column) =>
      el("th", { scope: "col" }, column.name, el("span", { class: "type" }, column.type))),
      el("th", { scope: "col" }, el("span", { class: "hidden-visually" }, "Delete")));
    const more = model.rows.length - MOST_ROWS;
    const upload = el("input", { type: "file", accept: ".csv,.tsv,.txt,text/csv", class: "hidden-visually", id: "csv",
      change: async (event) => {
        const rows = separated(await event.target.files[0].text());
        if (rows.length) { model.rows = []; fill(rows, 0, 0); }
      } });
    host.replaceChildren(
      el("div", { class: "scroll sheet", role: "region", "aria-label": "Rows of the request", tabindex: "0" },
        el("table", {}, el("thead", {}, head), el("tbody", {}, ...model.rows.slice(0, MOST_ROWS).map(line)))),
      ...(more > 0 ? [el("p", { class: "muted small" }, `${more} more rows are sent, and stand in the JSON.`)] : []),
      el("div", { class: "row" },
        el("button", { type: "button", class: "plain", click: () => {
          model.rows.push(model.rows.length ? [...model.rows.at(-1)] : model.columns.map(() => null));
          save();
          show();
          host.querySelector("tbody tr:last-child input, tbody tr:last-child select")?.focus();
        } }, "Add row"),
        upload, el("label", { class: "button plain", for: "csv" }, "Upload CSV"),
        el("span", { class: "muted small" }, "Or paste cells from a spreadsheet.")));
  };
  return () => {
    model = table(read(), known);
    if (model) show();
    return Boolean(model);
  };
}

function mark(input, column, value) {
  const wrong = (column.type === "number" || column.type === "integer") && value !== null && !isNumber(value);
  if (wrong) input.setAttribute("aria-invalid", "true");
  else input.removeAttribute("aria-invalid");
}

/** The conversation of a chat body, and whether its answer streams. */
export function chatEditor(host, read, write) {
  const turns = (body) => {
    const key = Array.isArray(body?.messages) ? "messages" : "input";
    const list = body?.[key];
    const fits = Array.isArray(list) && list.every((turn) => typeof turn?.role === "string" && typeof turn.content === "string");
    return fits ? { key, list } : null;
  };
  const show = (focusLast) => {
    const body = read();
    const { key, list } = turns(body);
    const save = () => write({ ...body, [key]: list });
    const turn = (message, at) => {
      const roles = [...new Set(["system", "user", "assistant", message.role])];
      return el("div", { class: "turn" },
        el("div", { class: "row" },
          el("select", { "aria-label": `Who says message ${at + 1}`, change: (event) => { message.role = event.target.value; save(); } },
            ...roles.map((role) => el("option", { value: role, selected: role === message.role }, role))),
          el("button", { type: "button", class: "quiet", "aria-label": `Remove message ${at + 1}`,
            click: () => { list.splice(at, 1); save(); show(); } }, "Remove")),
        text(`Message ${at + 1}`, message.content, 2, (value) => { message.content = value; save(); }));
    };
    host.replaceChildren(...list.map(turn), el("div", { class: "row" },
      el("button", { type: "button", class: "plain", click: () => { list.push({ role: "user", content: "" }); save(); show(true); } }, "Add message"),
      el("label", {}, el("input", { type: "checkbox", id: "stream", checked: body.stream === true,
        change: (event) => { if (event.target.checked) body.stream = true; else delete body.stream; save(); } }), " Stream the response")));
    if (focusLast) [...host.querySelectorAll(".turn textarea")].at(-1)?.focus();
  };
  const open = () => { const fits = Boolean(turns(read())); if (fits) show(); return fits; };
  /** Goes on with what the model said. */
  open.reply = (content) => {
    const body = read();
    const found = turns(body);
    if (!found) return;
    found.list.push({ role: "assistant", content }, { role: "user", content: "" });
    write({ ...body, [found.key]: found.list });
    show(true);
  };
  return open;
}

const SENTENCES = ["The ferry leaves at nine.", "The boat departs in the morning.", "Our invoice is overdue.", "Payment for the bill is late."];

/** The texts of an embeddings body, one a line. */
export function textsEditor(host, read, write) {
  const show = () => {
    const body = read();
    const lines = [body.input].flat();
    const save = (value) => {
      const texts = value.split("\n").filter((line) => line.trim() !== "");
      write({ ...body, input: texts.length === 1 && typeof body.input === "string" ? texts[0] : texts });
    };
    host.replaceChildren(
      el("label", { for: "texts" }, "Texts, one a line"), text("", lines.join("\n"), 6, save, "texts"),
      el("div", { class: "row" }, el("button", { type: "button", class: "plain",
        click: () => { save(SENTENCES.join("\n")); show(); } }, "Fill in four to compare"),
      el("span", { class: "muted small" }, "Two or more show how alike they are.")));
  };
  return () => {
    const input = read()?.input;
    const fits = typeof input === "string" || (Array.isArray(input) && input.every((line) => typeof line === "string"));
    if (fits) show();
    return fits;
  };
}

function text(label, value, rows, change, id) {
  const area = el("textarea", { rows, id, "aria-label": label || null, input: (event) => change(event.target.value) });
  area.value = value;
  return area;
}
