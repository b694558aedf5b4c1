// The audits of GraphQL over HTTP: node audits.mjs [URL]
import { serverAudits } from "graphql-http";

const url = process.argv[2] ?? "http://127.0.0.1:8000/graphql";
const audits = serverAudits({ url, fetchFn: fetch });
let passed = 0;
for (const audit of audits) {
  const result = await audit.fn();
  if (result.status === "ok") passed += 1;
  else console.log(result.status, audit.id, audit.name, result.reason);
}
console.log(`audits: ${passed} of ${audits.length}`);
process.exitCode = passed === audits.length ? 0 : 1;
