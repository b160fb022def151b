import { hash } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createSecureServer } from "node:http2";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readCertificate } from "@threefold/http-server";
import { expect, test, vi } from "vitest";
import { RUNGS, type Rung, type Screen, unable } from "../screen.ts";
import { isWanted, runTimes, stepsOf } from "./run-times.ts";

const name = "lamp";
const screen: Screen = {
  name,
  as: "ada",
  render: () => "<h1>Lamp</h1>",
  rungs: {
    ...(Object.fromEntries(RUNGS.map((rung) => [rung, unable("it is not asked")])) as unknown as Screen["rungs"]),
    R1: { fetch: async (api) => [await api.get("/lamp")], view: ([lamp]) => lamp },
  },
};
const SUBJECT = { productId: "", sellerId: "", orderId: "", userId: "", search: "", from: "", to: "" };

/** What serves lamps by TLS, to who may have one. */
async function lamps(mayAsk: (token: string) => boolean) {
  const folder = await mkdtemp(join(tmpdir(), "threefold-times-"));
  const followed: string[] = [];
  const pem = await readCertificate(join(folder, "localhost.pem"), true);
  const server = createSecureServer({ cert: pem, key: pem, allowHTTP1: true }, (request, response) => {
    const status = mayAsk(request.headers.authorization ?? "") ? 200 : 401;
    if (request.url === "/news") {
      followed.push(request.httpVersion);
      response.once("close", () => followed.push("left"));
      response.writeHead(status, { "content-type": "text/event-stream" }).write('data: {"name":"Lamp"}\n\n');
    } else response.writeHead(status, { "content-type": "application/json" }).end('{"name":"Lamp"}');
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    /** The versions of HTTP by which somebody followed the news, and that they left. */
    followed,
    timed: {
      screens: [screen],
      rungs: ["R1"] as const,
      links: ["desktop"] as const,
      runs: 2,
      doors: { restPort: port, gatewayPort: port, subject: SUBJECT, registered: new Set<string>() },
      drawnOf: () => hash("sha256", "<h1>Lamp</h1>"),
      readerOf: undefined,
      rate: { perSecond: 1_000, warm: 1, counted: 3, turns: 1 },
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await rm(folder, { recursive: true });
    },
  };
}

test("each pass asks with tokens of its own, since those of its beginning end before a long run does", async () => {
  // A token is good for one pass: two showings over each protocol, or four people.
  const left = new Map<string, number>();
  await using shop = await lamps((token) => {
    const uses = left.get(token) ?? 0;
    left.set(token, uses - 1);
    return uses > 0;
  });
  const signIn = async () => {
    const token = String(left.size);
    left.set(`Bearer ${token}`, 4);
    return { ada: token };
  };
  const { cells, atRate } = await runTimes({ ...shop.timed, signIn });
  expect(cells.map(({ screen, protocol }) => `${screen} ${protocol}`)).toEqual([`${name} h1`, `${name} h2`]);
  expect(atRate).toMatchObject([{ screen: name, rung: "R1", perSecond: 1_000, showings: 3 }]);
  expect([...left.values()].filter((uses) => uses === 0)).toHaveLength(6);
});

test("a screen that shows something else than when it was counted is not timed", async () => {
  await using shop = await lamps(() => true);
  const drawnOf = () => hash("sha256", "<h1>Lantern</h1>");
  const timing = runTimes({ ...shop.timed, drawnOf, signIn: async () => ({ ada: "token" }) });
  await expect(timing).rejects.toThrow(
    "lamp R1 shows something else than what was counted, so that it cannot be timed",
  );
});

test("a large screen is timed a few times, on the rungs that compete", async () => {
  const signIn = async () => ({ ada: "token" });
  await using shop = await lamps(() => true);
  const rungs = { ...screen.rungs, R0: screen.rungs.R1 };
  const large = {
    ...shop.timed,
    screens: [{ ...screen, rungs, isLarge: true }],
    rungs: ["R0", "R1"] as const,
    runs: 5,
    signIn,
  };
  let steps = 0;
  const { cells } = await runTimes({ ...large, onRun: () => steps++ });
  expect(cells.map(({ rung, protocol }) => `${rung} ${protocol}`)).toEqual(["R1 h1", "R1 h2"]);
  expect(cells.flatMap(({ times }) => times.map(({ runs }) => runs))).toEqual(Array(8).fill(3));
  expect(steps).toBe(stepsOf(large));
});

test("of a screen that lasts its beginning is timed, over each protocol, and who followed it leaves", async () => {
  await using shop = await lamps(() => true);
  const never = (): Promise<never> => Promise.reject(new Error("nobody looks as long"));
  const told: Rung<unknown> = {
    async fetch(api) {
      const news = await api.follow("/news", 60);
      const first = await news.next();
      // It is asked for when the stream has begun, which is then no less waited for.
      await api.get("/lamp");
      news.close();
      return [first];
    },
    view: ([lamp]) => lamp,
  };
  const lasting: Screen = {
    ...screen,
    rungs: { ...screen.rungs, R1: { ...screen.rungs.R1, fetch: never }, R3: { ...told, fetch: never } },
    beginning: { until: "it is seen", rungs: { ...screen.rungs, R3: told } },
  };
  const options = {
    ...shop.timed,
    screens: [lasting],
    rungs: ["R1", "R3"] as const,
    // It is of the whole, which is not what is shown here.
    drawnOf: () => "another",
    signIn: async () => ({ ada: "token" }),
  };
  let steps = 0;
  const { cells, cpu } = await runTimes({ ...options, readerOf: () => () => ({}), onRun: () => steps++ });
  const ways = cells.map(({ rung, protocol, exchanges }) => [
    `${rung} ${protocol}`,
    ...exchanges.map(({ level, isStream }) => `${level}${isStream ? " a stream" : ""}`),
  ]);
  expect(ways).toEqual([
    ["R1 h1", "1"],
    ["R1 h2", "1"],
    ["R3 h1", "1 a stream", "2"],
    ["R3 h2", "1 a stream", "2"],
  ]);
  expect(cells.every(({ times }) => times.length === 4)).toBe(true);
  expect(cpu).toEqual([]);
  expect(steps).toBe(stepsOf({ ...options, readerOf: () => () => ({}) }));
  // It is drawn first, then counted and run on two links twice, each cold and warm.
  const showings = 1 + 2 + 2 * 2 * 2;
  await vi.waitFor(
    () => expect(shop.followed.filter((what) => what === "left")).toHaveLength(2 * showings - 1),
    10_000,
  );
  expect(shop.followed.filter((what) => what === "1.1")).toHaveLength(showings);
  expect(shop.followed.filter((what) => what === "2.0")).toHaveLength(showings - 1);
});

test("what does not begin alike on all rungs is not timed", async () => {
  await using shop = await lamps(() => true);
  const lantern: Rung<unknown> = { fetch: async (api) => [await api.get("/lamp")], view: () => "Lantern" };
  const lasting: Screen = {
    ...screen,
    render: (view) => JSON.stringify(view),
    rungs: { ...screen.rungs, R2: lantern },
    beginning: { until: "it is seen", rungs: { ...screen.rungs, R2: lantern } },
  };
  const options = { ...shop.timed, screens: [lasting], rungs: ["R1", "R2"] as const, signIn: async () => ({}) };
  await expect(runTimes(options)).rejects.toThrow("lamp R2 shows something else than ");
});

test("a cell that takes more than ten seconds on a link is run three times there, and as often as others elsewhere", () => {
  const cold = { ms: 10_001, aboveMs: undefined, bytes: { up: 0, down: 0 }, exchanges: [] };
  const before = [{ link: "far", cold } as const];
  const runsOn = (link: "far" | "lan") => [0, 1, 2, 3, 29].filter((run) => isWanted(run, { screen }, link, before));
  expect(runsOn("far")).toEqual([0, 1, 2]);
  expect(runsOn("lan")).toEqual([0, 1, 2, 3, 29]);
});
