// A client of Custody that knows the types of its operations (类型化客户端). It needs `fetch` and nothing else.
import type { TypedDocumentString } from "./operations.ts";

/** One error of an answer (错误): its code, and what it says in Chinese and in English. */
export interface Fault {
  message: string;
  path?: readonly (string | number)[];
  extensions: { code: string; zh: string; en: string; [more: string]: unknown };
}

/** An answer with errors (查询失败). What a union tells as its member is no error. */
export class AnswerError extends Error {
  readonly status: number;
  readonly faults: readonly Fault[];

  constructor(status: number, faults: readonly Fault[]) {
    super(faults.map((fault) => fault.message).join("；") || `HTTP ${status}`);
    this.name = "AnswerError";
    this.status = status;
    this.faults = faults;
  }
}

/** How to reach the server (连接方式): a bearer token where it has accounts. */
export interface Settings {
  token?: string;
  send?: typeof fetch;
}

type Given<Variables> = Record<never, never> extends Variables ? [variables?: Variables]
  : [variables: Variables];

/** Asks one operation; its variables and its answer have their types. */
export type Ask = <Data, Variables>(
  document: TypedDocumentString<Data, Variables>,
  ...given: Given<Variables>
) => Promise<Data>;

/** Returns what asks a server, such as `http://127.0.0.1:8000/graphql`. */
export function clientOf(url: string, { token, send = fetch }: Settings = {}): Ask {
  return async (document, ...[variables]) => {
    const response = await send(url, {
      method: "POST",
      ...carried(document.toString(), variables ?? {}, {
        accept: "application/graphql-response+json, application/json",
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      }),
    });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok || answer.errors !== undefined) {
      throw new AnswerError(response.status, answer.errors ?? []);
    }
    return answer.data;
  };
}

/** Returns body and headers: JSON, or a form where there are files. */
function carried(query: string, variables: unknown, headers: Record<string, string>): RequestInit {
  const files: [string, Blob][] = [];
  const operation = JSON.stringify({ query, variables: without(variables, "variables", files) });
  if (files.length === 0) {
    return { body: operation, headers: { ...headers, "content-type": "application/json" } };
  }
  const form = new FormData();
  form.set("operations", operation);
  form.set("map", JSON.stringify(Object.fromEntries(files.map(([path], k) => [k, [path]]))));
  files.forEach(([, file], k) => form.set(String(k), file));
  return { body: form, headers: { ...headers, "graphql-require-preflight": "1" } };
}

/** Returns a value with null in the place of each file, and puts the files down with their paths. */
function without(value: unknown, path: string, files: [string, Blob][]): unknown {
  if (value instanceof Blob) {
    files.push([path, value]);
    return null;
  }
  if (Array.isArray(value)) return value.map((one, k) => without(one, `${path}.${k}`, files));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, without(one, `${path}.${key}`, files)]),
  );
}
