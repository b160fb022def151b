import { readOperations } from "@threefold/playground/files";
import { fillVariables } from "@threefold/playground/lookup";
import { expect, test } from "vitest";
import type { RestCalls } from "../../web/src/playground/rest/counterparts/calls.ts";
import { COUNTERPARTS, WITHOUT } from "../../web/src/playground/rest/counterparts/index.ts";
import { ask, signIn } from "../system/client.ts";
import { rest } from "./client.ts";

const operations = await readOperations();

/** Calls to the running system, and what they brought. */
function calls(token: string | undefined, brought: unknown[]): RestCalls {
  const noted = async <Body>(path: string, init: Parameters<typeof rest>[1]): Promise<Body> => {
    const { status, body } = await rest(path, { ...init, token });
    expect(status, `${path}: ${JSON.stringify(body)}`).toBeLessThan(300);
    brought.push(body);
    return body as Body;
  };
  const asking: RestCalls = {
    get: (path) => noted(path, {}),
    post: (path, json, headers = {}) => noted(path, { json, headers }),
    get next() {
      return asking;
    },
  };
  return asking;
}

/** Every text and number in it. Cursors are the way on, and no data. */
const leaves = (value: unknown): (string | number)[] => {
  if (typeof value === "string" || typeof value === "number") return [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, each]) =>
    ["endCursor", "cursor", "__typename"].includes(name) ? [] : leaves(each),
  );
};

test("every operation of the collection has a counterpart or a reason for having none", () => {
  const known = [...Object.keys(COUNTERPARTS), ...Object.keys(WITHOUT)];
  expect(known.toSorted()).toEqual(operations.map(({ id }) => id).toSorted());
});

const queries = operations.filter(({ id, kind }) => kind === "query" && COUNTERPARTS[id]);

test.each(queries)("$title over REST brings all that the graph gives", async (operation) => {
  const { id, text, as } = operation;
  const token = as === "anonymous" ? undefined : await signIn(as);
  const graph = async (query: string, variables: object) => {
    const { data, errors } = await ask<Record<string, unknown>>(query, variables, { token });
    expect(errors).toBeUndefined();
    return data;
  };
  const variables = await fillVariables(operation, (query) => graph(query, {}));
  const data = await graph(text, variables);
  const brought: unknown[] = [];
  await COUNTERPARTS[id]?.(calls(token, brought), variables);
  const has = new Set(leaves(brought));
  expect(leaves(data).filter((leaf) => !has.has(leaf))).toEqual([]);
});
