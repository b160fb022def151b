import fc from "fast-check";
import { expect, test } from "vitest";
import { readBody } from "./body.ts";
import { CLASSES, type Classify } from "./ledger.ts";
import { leavesOf, pathOf } from "./track.ts";

const named =
  (...names: readonly string[]): Classify =>
  (keys) =>
    names.includes(keys.at(-1) ?? "") ? "used" : "wasted";

test("an answer without what nobody sees has the leaves that are seen, and their containers", () => {
  const json = '{"data":[{"id":"1","name":"Lamp","seller":{"id":"7"}},{"id":"2"}],"next":null}';
  expect(readBody(json, "application/json").prune([], named("name"))).toBe('{"data":[{"name":"Lamp"}]}');
  expect(readBody(json, "application/json").prune([], named())).toBe("");
});

test("what stands around the parts of an answer goes, and a table keeps its cells", () => {
  const events = 'id: 3\ndata: {"status":"SENT","at":1}\n\n';
  expect(readBody(events, "text/event-stream").prune([], named("status"))).toBe('{"status":"SENT"}');
  const lines = '{"a":1,"b":2}\n[{"op":"add","value":{"a":3}}]\n';
  expect(readBody(lines, "application/x-ndjson").prune([], named("a"))).toBe('{"a":1}[{"value":{"a":3}}]');
  expect(readBody("id,name\r\n7,Ada\r\n8,Bo\r\n", "text/csv").prune([], named("name"))).toBe("Ada\r\nBo\r\n");
  expect(readBody("<svg/>", "image/svg+xml").prune([], named("text"))).toBe("<svg/>");
});

test("of any JSON, it is as long as the ledger says of what is used, but for the commas of last places", () => {
  fc.assert(
    fc.property(fc.json(), fc.func(fc.constantFrom(...CLASSES)), (text, classOf) => {
      const body = readBody(text, "application/json");
      const classify: Classify = (keys) => classOf(pathOf(keys));
      const kept = body.prune([], classify);
      const { used } = body.account([], classify);
      const commas = used - Buffer.byteLength(kept);
      expect(commas).toBeGreaterThanOrEqual(0);
      expect(commas).toBeLessThanOrEqual(leavesOf(body.value).length);
      if (used === 0) expect(kept).toBe("");
    }),
  );
});

test("what is all used stays as it is", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const shortest = JSON.stringify(JSON.parse(text));
      expect(readBody(shortest, "application/json").prune([], () => "used")).toBe(shortest);
    }),
  );
});
