// The explorer (查询台): example questions, an editor, the answer, and the schema's text.
// Everything comes from this server; nothing is stored, a token least of all.

const at = (id) => document.getElementById(id);
const query = at("query");
const variables = at("variables");
const result = at("result");
const run = at("run");
const timing = at("timing");

const PART = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

const SUBSCRIPTION = /^\s*subscription\b/m;
const MUTATION = /^\s*mutation\b/m;
const SHOWN = 50;

function span(kind, text) {
  const element = document.createElement("span");
  element.className = kind;
  element.textContent = text;
  return element;
}

function kindOf(match) {
  if (match[1] !== undefined) return match[2] === undefined ? "text" : "key";
  return /^[a-z]/.test(match[0]) ? "word" : "number";
}

function showJson(value) {
  const text = JSON.stringify(value, null, 2);
  const parts = [];
  let end = 0;
  for (const match of text.matchAll(PART)) {
    const shown = match[1] ?? match[0];
    parts.push(text.slice(end, match.index), span(kindOf(match), shown));
    end = match.index + shown.length;
  }
  result.replaceChildren(...parts, text.slice(end));
}

function showFault(zh, en) {
  result.replaceChildren(span("wrong", `${zh}\n${en}`));
}

function givenVariables() {
  const text = variables.value.trim();
  const given = text === "" ? {} : JSON.parse(text);
  if (given === null || typeof given !== "object" || Array.isArray(given)) throw new SyntaxError("{}");
  return given;
}

let asking = null;

// A new question takes the place of one that is still being answered.
async function ask() {
  asking?.abort();
  let given;
  try {
    given = givenVariables();
  } catch (error) {
    showFault("变量应为 JSON 对象，请更正。", `Variables must be a JSON object: ${error.message}`);
    return;
  }
  const mine = new AbortController();
  asking = mine;
  run.disabled = true;
  timing.textContent = "正在查询…";
  const began = performance.now();
  try {
    const response = await fetch("/graphql", {
      method: "POST",
      headers: authorised({
        "content-type": "application/json",
        accept: SUBSCRIPTION.test(query.value) ? "text/event-stream" : "application/json",
      }),
      body: JSON.stringify({ query: query.value, variables: given }),
      signal: mine.signal,
    });
    if (response.status === 401) at("account").hidden = false;
    if (response.headers.get("content-type").startsWith("text/event-stream")) {
      run.disabled = false;
      await follow(response.body);
      return;
    }
    const answer = await response.json();
    const took = Math.round(performance.now() - began);
    const faults = answer.errors ? `，${answer.errors.length} 个错误` : "";
    timing.textContent = `${took} 毫秒 ms${faults}`;
    showJson(answer);
  } catch (error) {
    if (mine.signal.aborted) return;
    timing.textContent = "";
    showFault("服务没有应答，请确认它仍在运行。", `The server did not answer: ${error.message}`);
  } finally {
    if (asking === mine) run.disabled = false;
  }
}

// What changes is shown as it is told, the last first, until the next question is asked.
async function follow(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  const events = [];
  let rest = "";
  timing.textContent = "已订阅，等待变化…";
  result.replaceChildren();
  for (;;) {
    const { value, done } = await reader.read();
    if (done) break;
    const parts = (rest + value).split("\n\n");
    rest = parts.pop();
    for (const part of parts.filter((each) => each.startsWith("event: next"))) {
      events.unshift(JSON.parse(part.slice(part.indexOf("data: ") + "data: ".length)));
      timing.textContent = `已告知 ${events.length} 次`;
      showJson(events.slice(0, SHOWN));
    }
  }
  timing.textContent = `订阅已结束，共 ${events.length} 次`;
}

// Where there are accounts a token is asked for; it stays in its field.
function authorised(headers) {
  const token = at("token").value.trim();
  return token === "" ? headers : { ...headers, authorization: `Bearer ${token}` };
}

function choose(example, button) {
  query.value = example.query;
  variables.value = JSON.stringify(example.variables, null, 2);
  document.querySelectorAll("#examples button").forEach((each) => each.removeAttribute("aria-current"));
  button.setAttribute("aria-current", "true");
  history.replaceState(null, "", `#${example.name}`);
  // To look at an example, or to follow a link to it, must not write into the record.
  if (MUTATION.test(example.query)) waitForRun();
  else ask();
}

function waitForRun() {
  asking?.abort();
  run.disabled = false;
  timing.textContent = "";
  result.textContent = "此例会写入登记，核对变量后按“运行”才执行。\nThis example writes into the record: check the variables, then press Run.";
}

function listExamples(examples) {
  const wanted = decodeURIComponent(location.hash.slice(1));
  let first = null;
  for (const example of examples) {
    const button = document.createElement("button");
    const zh = document.createElement("span");
    const en = document.createElement("small");
    zh.textContent = example.zh;
    en.textContent = `${example.name.split("_")[0]} · ${example.en}`;
    en.lang = "en";
    button.append(zh, en);
    button.dataset.name = example.name;
    button.addEventListener("click", () => choose(example, button));
    const item = document.createElement("li");
    item.append(button);
    at("examples").append(item);
    if (first === null || example.name === wanted) first = { example, button };
  }
  if (first) choose(first.example, first.button);
}

function openTab(name) {
  for (const each of ["query", "schema"]) {
    at(`tab-${each}`).setAttribute("aria-selected", String(each === name));
    at(`panel-${each}`).hidden = each !== name;
  }
}

let schemaText = "";

function showSchema() {
  const wanted = at("find").value.trim().toLowerCase();
  if (wanted === "") {
    at("schema").textContent = schemaText;
    return;
  }
  const blocks = schemaText.split(/\n(?=(?:"""|type |input |enum |union |interface |scalar |directive ))/);
  const joined = [];
  for (const block of blocks) {
    // A description and what it describes belong together.
    if (joined.length && /^\s*"""[\s\S]*"""\s*$/.test(joined.at(-1))) joined[joined.length - 1] += `\n${block}`;
    else joined.push(block);
  }
  const found = joined.filter((block) => block.toLowerCase().includes(wanted)).join("\n\n");
  if (found === "") {
    at("schema").textContent = "没有找到。";
    return;
  }
  const parts = [];
  let start = 0;
  const lower = found.toLowerCase();
  for (let here = lower.indexOf(wanted); here >= 0; here = lower.indexOf(wanted, start)) {
    const mark = document.createElement("mark");
    mark.textContent = found.slice(here, here + wanted.length);
    parts.push(found.slice(start, here), mark);
    start = here + wanted.length;
  }
  at("schema").replaceChildren(...parts, found.slice(start));
}

async function openSchema() {
  openTab("schema");
  if (schemaText === "") {
    schemaText = await (await fetch("/schema.graphql")).text();
    showSchema();
  }
}

function indent(event) {
  if (event.key !== "Tab" || event.shiftKey || event.altKey || event.ctrlKey) return;
  event.preventDefault();
  event.target.setRangeText("  ", event.target.selectionStart, event.target.selectionEnd, "end");
}

async function copyResult() {
  await navigator.clipboard.writeText(result.textContent);
  timing.textContent = "已复制";
}

async function start() {
  run.addEventListener("click", ask);
  at("copy").addEventListener("click", copyResult);
  at("tab-query").addEventListener("click", () => openTab("query"));
  at("tab-schema").addEventListener("click", openSchema);
  at("token").addEventListener("change", ask);
  at("find").addEventListener("input", showSchema);
  query.addEventListener("keydown", indent);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      ask();
    }
  });
  const [examples, health] = await Promise.all([fetch("/operations.json"), fetch("/health/ready")]);
  const state = await health.json();
  at("status").textContent = health.ok ? `数据库就绪（${state.engine}）` : state.zh;
  listExamples(await examples.json());
}

start().catch((error) => showFault("页面未能启动，请刷新。", error.message));
