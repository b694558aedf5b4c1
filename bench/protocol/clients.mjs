// The reference clients of graphql-transport-ws and GraphQL over SSE, and what the first protocol
// closes a connection for: node clients.mjs [URL]. The server needs no accounts and nothing loaded.
import { createClient as overSse } from "graphql-sse";
import { createClient as overWebSocket } from "graphql-ws";
import WebSocket from "ws";

const url = process.argv[2] ?? "http://127.0.0.1:8000/graphql";
const address = url.replace("http", "ws");
const LOADS = "subscription { loads { token load { name } } }";
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));
let failures = 0;
const check = (what, holds, seen) => {
  if (!holds) failures += 1;
  console.log(holds ? "ok  " : "FAIL", what, holds ? "" : JSON.stringify(seen));
};

const answers = async (client, query) => {
  const all = [];
  try {
    for await (const one of client.iterate({ query })) all.push(one);
  } catch (errors) {
    return [{ errors }];
  }
  return all;
};

let pongs = 0;
let closed;
const on = { closed: (event) => (closed = event), pong: (received) => (pongs += received) };
const webSocket = overWebSocket({
  url: address, webSocketImpl: WebSocket, keepAlive: 500, retryAttempts: 0, on,
});
const sse = overSse({ url, retryAttempts: 0 });
for (const [name, client] of [["graphql-ws", webSocket], ["graphql-sse", sse]]) {
  const counted = await answers(client, "{ parks { totalCount } }");
  check(`${name}: one result, then complete`, counted.length === 1 && counted[0].data, counted);
  for (const query of ["subscription { nothingLikeThis }", "subscription {"]) {
    const refused = await answers(client, query);
    check(`${name}: errors of ${query}`, refused.length === 1 && refused[0].errors, refused);
  }
  const stream = client.iterate({ query: LOADS });
  const next = stream.next();
  await pause(1500);
  await stream.return();
  check(`${name}: a subscription that is left ends`, (await next).done === true, await next);
}
await pause(500);
check("graphql-ws: a ping is answered", pongs > 0, pongs);
check("graphql-ws: closed when nothing is left", closed?.code === 1000, closed?.code);
sse.dispose();

const closing = (opened) =>
  new Promise((done) => {
    const socket = new WebSocket(address, "graphql-transport-ws");
    socket.on("open", () => opened(socket));
    socket.on("message", (text) => socket.emit(JSON.parse(text).type));
    socket.on("close", done);
    setTimeout(() => socket.terminate(), 15000);
  });
const HELLO = JSON.stringify({ type: "connection_init" });
const SUBSCRIBE = JSON.stringify({ id: "1", type: "subscribe", payload: { query: LOADS } });
const twice = (socket, message) => [message, message].forEach((one) => socket.send(one));
for (const [code, what, opened] of [
  [4400, "what is no message", (socket) => socket.send("nonsense")],
  [4401, "a subscription before the connection is acknowledged", (socket) => socket.send(SUBSCRIBE)],
  [4408, "a client that says nothing", () => undefined],
  [4429, "two connection_init", (socket) => twice(socket, HELLO)],
  [4409, "two subscriptions of one id", (socket) => {
    socket.on("connection_ack", () => twice(socket, SUBSCRIBE));
    socket.send(HELLO);
  }],
]) {
  const seen = await closing(opened);
  check(`${code}: ${what}`, seen === code, seen);
}
process.exitCode = failures === 0 ? 0 : 1;
