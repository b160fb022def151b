import { expect, inject, test } from "vitest";
import { type RecordedApi, recordApi } from "../client/api.ts";
import { RUNGS } from "../screen.ts";
import { screenNamed } from "../screens.ts";
import { NOBODY } from "./others.ts";
import { findSubject, signIn } from "./subject.ts";
import { fixedTokens } from "./tokens.ts";

const { gateway, portBase } = inject("system");
const places = { rest: `http://127.0.0.1:${portBase + 4}`, graphql: `${gateway}/graphql` };

const screen = screenNamed("order-detail");
const rungs = RUNGS.filter((rung) => screen.rungs[rung].unable === undefined);

/** What of each request and answer of a screen is counted. */
const countsOf = ({ exchanges }: RecordedApi) =>
  exchanges.map(({ method, url, status, sent, received }) => ({ method, url, status, sent, received }));

test("who signs in again has another token of the same length, and the same screen the very same bytes with it", async () => {
  const first = await signIn(places.rest);
  const subject = await findSubject(places.rest, first);
  const registered = new Set<string>();
  const countedFor = async (token: string) => {
    const counts: [string, ReturnType<typeof countsOf>][] = [];
    for (const rung of rungs) {
      using api = recordApi({ places, token, registered });
      await screen.rungs[rung].fetch(api, subject, NOBODY);
      counts.push([rung, countsOf(api)]);
    }
    return Object.fromEntries(counts);
  };
  const before = await countedFor(first.ada);
  // Later: what a token says of time is another, too.
  const second = await signIn(places.rest);
  for (const person of ["ada", "stan", "sol"] as const) {
    expect(second[person]).not.toBe(first[person]);
    expect(second[person]).toHaveLength(first[person].length);
  }
  expect(await countedFor(second.ada)).toEqual(before);
  expect(Object.keys(before)).toEqual(["R0", "R1", "R2", "R3", "R3s", "G0", "G1", "G2", "G3"]);
  for (const [rung, exchanges] of Object.entries(before))
    for (const { sent, received } of exchanges) {
      expect(sent.head, rung).toBeGreaterThan(first.ada.length);
      expect(received.body, rung).toBeGreaterThan(0);
    }
});

/** What a token says of itself and of somebody, in its order; what is drawn by lot or taken from the clock by its length. */
const saidBy = (token: string) => {
  const [header = {}, claims = {}] = token
    .split(".", 2)
    .map((part): Record<string, unknown> => JSON.parse(Buffer.from(part, "base64url").toString()));
  const shape = (names: readonly string[], of: Record<string, unknown>) =>
    Object.entries(of).map(([name, value]) => [name, names.includes(name) ? String(value).length : value]);
  const { iat, exp } = claims;
  return {
    header: shape(["kid"], header),
    claims: shape(["sid", "jti", "iat", "exp"], claims),
    life: Number(exp) - Number(iat),
    length: token.length,
  };
};

test("the tokens of the comparison's own system say what signing in does, of the same people", async () => {
  const [fixed, real] = [await fixedTokens(), await signIn(places.rest)];
  for (const person of ["ada", "stan", "sol"] as const) expect(saidBy(fixed[person])).toEqual(saidBy(real[person]));
});
