import { GraphQLError } from "graphql";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { believing, type Cinema, startCinema } from "../../testing/cinema.ts";
import { type GraphQLAnswer, startGateway } from "../../testing/gateway.ts";
import { listeningLogger } from "../../testing/logger.ts";
import { wideOperation, wideSupergraph } from "../../testing/wide.ts";
import { unpreparedStatus } from "./prepare-for.ts";

let cinema: Cinema;
beforeAll(async () => {
  cinema = await startCinema();
});
afterAll(() => cinema?.[Symbol.asyncDispose]());

const codes = ({ errors }: GraphQLAnswer) => errors?.map(({ extensions }) => extensions["code"]);

/** What of it may be seen is for a policy to decide. */
const GUARDED = "{ films(first: 1) { plot } }";

describe("an operation that is not ready when its time is over", () => {
  it("ends then, though its plan takes longer, which is made for those who have the time", async () => {
    await using gateway = await startGateway(wideSupergraph(40).sdl);
    const query = wideOperation("Wide", 30);
    const [hurried, patient] = await Promise.all([
      gateway.ask(query, { variables: { id: "1" }, headers: { "x-deadline-ms": "1" } }),
      gateway.ask(query, { variables: { id: "1" } }),
    ]);
    expect([hurried.status, hurried.data, codes(hurried)]).toEqual([504, undefined, ["GATEWAY_TIMEOUT"]]);
    // There is nothing where its subgraphs should be: it was planned, and they were asked.
    expect([patient.data, codes(patient)]).toEqual([{ item: null }, ["SUBREQUEST_HTTP_ERROR"]]);
  });

  it("ends then, though nobody has said which policies hold", async () => {
    await using gateway = await startGateway(cinema.sdl, {
      identity: believing,
      guards: { policies: () => new Promise(() => {}) },
    });
    const answer = await gateway.ask(GUARDED, { headers: { "x-deadline-ms": "20" } });
    expect([answer.status, codes(answer)]).toEqual([504, ["GATEWAY_TIMEOUT"]]);
  });
});

it("an operation whose client leaves before it is ready ends then", async () => {
  const { promise: asked, resolve: ask } = Promise.withResolvers<void>();
  const { logger, until } = listeningLogger();
  await using gateway = await startGateway(cinema.sdl, {
    identity: believing,
    logger,
    // Longer than this test may take.
    timeout: 600_000,
    guards: {
      policies: () => {
        ask();
        return new Promise(() => {});
      },
    },
  });
  const leaving = new AbortController();
  const asking = fetch(`${gateway.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: GUARDED }),
    signal: leaving.signal,
  });
  await asked;
  const ended = until('"errors":["GATEWAY_TIMEOUT"]');
  leaving.abort();
  await expect(asking).rejects.toThrow();
  await ended;
});

describe("an operation whose policies cannot be decided", () => {
  it("costs its sender nothing", async () => {
    await using gateway = await startGateway(cinema.sdl, {
      identity: believing,
      guards: { cost: { perMinute: 3 }, policies: async () => Promise.reject(new Error("the policies are away")) },
    });
    for (let time = 0; time < 5; time++) {
      expect(codes(await gateway.ask(GUARDED))).toEqual(["INTERNAL_SERVER_ERROR"]);
    }
  });
});

it("an operation that the planner has no place for may be sent again", () => {
  const error = new GraphQLError("Busy.", { extensions: { code: "SERVICE_UNAVAILABLE" } });
  expect(unpreparedStatus([error])).toEqual({ status: 503, headers: { "retry-after": "5" } });
});
