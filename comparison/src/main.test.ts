import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));

function start(...args: string[]) {
  const program = spawn(process.execPath, [MAIN, ...args], { stdio: ["ignore", "pipe", "pipe"] });
  const said = { out: "", error: "" };
  program.stdout.setEncoding("utf8").on("data", (text: string) => {
    said.out += text;
  });
  program.stderr.setEncoding("utf8").on("data", (text: string) => {
    said.error += text;
  });
  return { program, said, ended: once(program, "close").then(([code]) => ({ ...said, code: code as unknown })) };
}

describe("npm run compare", () => {
  test("refuses a wrong option in one line, with how it is used", async () => {
    const { code, error, out } = await start("--screen", "basket").ended;
    expect(error).toMatch(
      /^compare: --screen has "basket": expected some of product-list.*\n\nnpm run compare -- \[options\]\n/,
    );
    expect({ code, out }).toEqual({ code: 2, out: "" });
  });

  test("says that nothing answers where no system is", async () => {
    const { code, error } = await start("--quick", "--port-base", "64990").ended;
    expect(error).toBe("compare: nothing answers at http://127.0.0.1:64994: is the system up?\n");
    expect(code).toBe(2);
  });

  test("says what answered no JSON", async () => {
    const server = createServer((_, response) => response.end("<h1>It works</h1>")).listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const { code, error } = await start("--quick", "--port-base", String(port - 4)).ended;
    expect(error).toBe(`compare: http://127.0.0.1:${port}/sessions answered no JSON: <h1>It works</h1>\n`);
    expect(code).toBe(2);
    server.close();
  });

  test("ends a run on ctrl-C at the screen where it is, and says that what it printed is a part", async () => {
    await using system = await standInSystem();
    const { program, ended } = start("--quick", "--screen", "cart-badge", "--port-base", String(system.portBase));
    await system.held;
    program.kill("SIGINT");
    const { code, out, error } = await ended;
    expect(error).toBe("");
    expect(out).toMatch(/^R0 +1 /m);
    expect(out).not.toMatch(/^R1 /m);
    expect(out).toContain("not judged: R1, R2, R3, G1, G2 not asked; expected:");
    expect(out).toContain("This is a part only: the run was stopped.");
    expect(code).toBe(130);
  });

  test("shows the studies that were finished when a run is stopped, and not the one that was under way", async () => {
    await using system = await standInSystem();
    const { program, ended } = start("--study", "width,session", "--port-base", String(system.portBase));
    await system.held;
    program.kill("SIGINT");
    const { code, out, error } = await ended;
    expect(error).toBe("");
    expect(out).toMatch(/^width: .*; expected: /m);
    expect(out).not.toContain("session:");
    expect(out).toContain("This is a part only: the run was stopped.");
    expect(code).toBe(130);
  });

  test("ends on ctrl-C, and says that what it printed is a part", async () => {
    const { program, ended } = start("--validate-link");
    await once(program.stdout, "data");
    program.kill("SIGINT");
    const { code, out } = await ended;
    expect(out).toMatch(/model +\d+ ms +measured +\d+ ms/);
    expect(out).toContain("This is a part only: the run was stopped.");
    expect(code).toBe(130);
  });
});

/** What a stand-in never answers: what R1 asks for the badge of a cart, and the first of a session. */
const HELD = /^\/cart\?|^\/categories/;

/** What the comparison asks of a system before it measures, and requests to which nothing comes. */
async function standInSystem() {
  const held = Promise.withResolvers<void>();
  const ANSWERS: Readonly<Record<string, object>> = {
    "/sessions": { accessToken: "token" },
    "/products": { data: [{ id: "p", sellerId: "s", reviewCount: 9, stock: { available: 9 } }] },
    "/users/me": { id: "u" },
    "/users/u/orders": { data: [{ id: "o", shipment: {} }] },
    "/cart": { itemCount: 3 },
  };
  const servers = await listenBeside([0, 4, 11, 12, 13], async ({ pathname, search }) => {
    if (HELD.test(`${pathname}${search}`)) {
      held.resolve();
      await new Promise(() => {});
    }
    return pathname === "/metrics" ? "# TYPE sql_statements_total counter" : JSON.stringify(ANSWERS[pathname] ?? {});
  });
  return {
    portBase: servers.portBase,
    held: held.promise,
    async [Symbol.asyncDispose]() {
      for (const server of servers.all) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}

/** Listens on ports that are as far from one another as those of a system, wherever all of them are free. */
async function listenBeside(offsets: readonly number[], answer: (url: URL) => Promise<string>) {
  for (let portBase = 20_100; ; portBase += 20) {
    const all = offsets.map(() =>
      createServer((request, response) => {
        const url = new URL(request.url ?? "/", "http://system");
        answer(url).then((body) => response.setHeader("content-type", "application/json").end(body));
      }),
    );
    const listening = all.map((server, at) => {
      server.listen(portBase + (offsets[at] ?? 0), "127.0.0.1");
      return once(server, "listening");
    });
    const isTaken = (await Promise.allSettled(listening)).some(({ status }) => status === "rejected");
    if (!isTaken) return { portBase, all };
    for (const server of all) server.close();
  }
}
