import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { type DeferredLibrary, startDeferredLibrary } from "../../testing/deferred-library.ts";
import { openStream } from "../../testing/open-stream.ts";
import { createReaders } from "../../testing/readers.ts";
import { greeted } from "../../testing/web-socket.ts";

const AUGUST_2022 = "multipart/mixed;deferSpec=20220824, application/json";
/** Estimated at 20, since lists have 10 elements where nothing is said of them; it costs 4, two books and their authors. */
const BY = "{ books { isbn ... @defer { author { name } } } }";
const BUDGET = 24;

let library: DeferredLibrary;
beforeAll(async () => {
  library = await startDeferredLibrary({
    identity: createReaders(),
    guards: { cost: { perMinute: BUDGET } },
  });
});
afterAll(() => library?.[Symbol.asyncDispose]());
beforeEach(() => library.hold());

const open = (authorization: string) => openStream(library.gateway.url, AUGUST_2022, { query: BY }, { authorization });

it("an answer in parts is charged as estimated while parts are to come, and then what all of them cost", async () => {
  const ask = async () => {
    const { errors } = await library.gateway.ask(BY, { headers: { authorization: "ada" } });
    return errors?.map(({ extensions }) => extensions["code"]);
  };
  const stream = await open("ada");
  await stream.until("--graphql");
  expect(await ask()).toEqual(["RATE_LIMITED"]);
  library.release();
  await stream.rest();
  // 20 of 24 are left, and then 16: were what is deferred free, a third one would pass.
  expect(await ask()).toBeUndefined();
  expect(await ask()).toEqual(["RATE_LIMITED"]);
});

it("when the process ends, answers in parts get all their parts, and whoever has nothing to wait for is told to come back", async () => {
  const stream = await open("bob");
  await stream.until("--graphql");
  const client = await greeted(library.gateway.url, { authorization: "cy" });
  client.send({ id: "1", type: "subscribe", payload: { query: BY } });
  expect(await client.take()).toMatchObject({ type: "next", payload: { hasNext: true } });
  const idle = await greeted(library.gateway.url, { authorization: "dee" });

  const ended = library.gateway[Symbol.asyncDispose]();
  expect(await idle.closed).toMatchObject({ code: 1012 });
  client.send({ id: "2", type: "subscribe", payload: { query: "{ books { isbn } }" } });
  expect(await client.take()).toMatchObject({
    id: "2",
    type: "error",
    payload: [{ extensions: { code: "SERVICE_RESTART" } }],
  });
  library.release();
  expect(await client.take()).toMatchObject({
    type: "next",
    payload: { incremental: [{ data: { author: { name: "Dickens" } } }, {}], hasNext: false },
  });
  expect(await client.take()).toMatchObject({ id: "1", type: "complete" });
  expect(await client.closed).toMatchObject({ code: 1012 });
  expect(await stream.rest()).toContain("Dickens");
  await ended;
});
