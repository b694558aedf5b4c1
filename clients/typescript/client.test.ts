// The client against a running server that holds what comes with Custody: CUSTODY_URL says where.
import { AnswerError, clientOf } from "./client.ts";
import { ChainDocument, LoadsDocument, SearchDocument, UploadDocument } from "./operations.ts";

const ask = clientOf(Deno.env.get("CUSTODY_URL") ?? "http://127.0.0.1:8000/graphql");

function assert(holds: boolean, seen: unknown): asserts holds {
  if (!holds) throw new Error(JSON.stringify(seen));
}

Deno.test("an answer has the types that its operation asks for", async () => {
  const { loads } = await ask(LoadsDocument, { first: 1 });
  const [load] = loads.nodes;
  assert(load !== undefined && loads.totalCount >= 1, loads);
  const added: number | null = load.added;
  assert(added !== null && added > 0, load);
  // @ts-expect-error what was not asked is not there
  assert(load.id === undefined, load);
});

Deno.test("variables are checked", async () => {
  // @ts-expect-error first is a number
  const refused = await ask(LoadsDocument, { first: "1" }).catch((error: unknown) => error);
  assert(refused instanceof AnswerError && refused.faults[0]?.extensions.code === "BAD_USER_INPUT", refused);
  // @ts-expect-error first is asked for
  const missing = await ask(LoadsDocument).catch((error: unknown) => error);
  assert(missing instanceof AnswerError && missing.message.length > 0, missing);
});

Deno.test("a union is told apart by its type", async () => {
  const found = await ask(SearchDocument, { name: "艾力艾", initials: "lgcyy", cas: "7664-41-7" });
  const park = found.byInitials.nodes.find((node) => node.__typename === "Park");
  assert(park !== undefined, found);
  assert(park.name.includes("园"), park);
  const { responsibilityChain: chain } = await ask(ChainDocument, { of: park.id });
  assert(chain.__typename === "ResponsibilityChain", chain);
  // @ts-expect-error only a problem has a message
  assert(chain.message === undefined, chain);
  assert(chain.lines.length > 0 && chain.coverage.hiddenByPolicy === 0, chain);
  const { responsibilityChain: none } = await ask(ChainDocument, { of: "Park:none" });
  assert(none.__typename === "NotFound" && none.message.length > 0 && none.messageEn.length > 0, none);
});

Deno.test("files are sent beside the operation", async () => {
  const file = new File(["名称,安全风险等级\n试传园区,C\n另一园区,甲级\n"], "园区.csv");
  const { upload } = await ask(UploadDocument, { input: { files: [file], by: "王工", dryRun: true } });
  assert(upload.__typename === "Uploaded", upload);
  assert(upload.dryRun && upload.load === null && upload.added.total > 0, upload);
  const [line] = upload.rejected.lines;
  assert(line?.file === "园区.csv" && line.row === 3 && line.value === "甲级", line);
});
