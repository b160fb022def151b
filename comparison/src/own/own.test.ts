import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { parse, stringify } from "yaml";
import { withPatience } from "../client/patience.ts";
import { compareOwn } from "./command.ts";

const EXAMPLE = fileURLToPath(new URL("../../examples/museum/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "own-"));
const museum = spawn(process.execPath, [join(EXAMPLE, "server.ts")], {
  env: { ...process.env, PORT: "0" },
  stdio: ["ignore", "pipe", "inherit"],
});
let url = "";

beforeAll(async () => {
  const [said] = await once(museum.stdout.setEncoding("utf8"), "data");
  url = String(said).trim();
  vi.stubEnv("MUSEUM_TOKEN", "anything");
});
afterAll(() => {
  vi.unstubAllEnvs();
  museum.kill();
  rmSync(folder, { recursive: true });
});

type Content = {
  rest: { url: string; headers: Record<string, string> };
  graphql: { url: string; headers: Record<string, string> };
  screens: Record<string, { render: string; graphql: string; rest: Record<string, string>[] }>;
};

/** The example, at this museum, with something else changed. */
function configured(change: (content: Content) => void = () => {}): string {
  const content: Content = parse(readFileSync(join(EXAMPLE, "compare.yaml"), "utf8"));
  content.rest.url = url;
  content.graphql.url = `${url}/graphql`;
  for (const screen of Object.values(content.screens)) {
    screen.render = join(EXAMPLE, screen.render);
    screen.graphql = join(EXAMPLE, screen.graphql);
  }
  change(content);
  const file = join(folder, "compare.yaml");
  writeFileSync(file, stringify(content));
  return file;
}

const never = new AbortController().signal;
const compare = (change?: (content: Content) => void, only?: readonly string[]) =>
  compareOwn(configured(change), only, never);
const artworkOf = ({ screens }: Content) => {
  const { artwork } = screens;
  if (artwork === undefined) throw new Error("the example has no artwork");
  return artwork;
};
/** Where a module of this text stands: each text in a file of its own, since a file is only once imported. */
const fileOf = (text: string): string => join(folder, `${createHash("sha256").update(text).digest("hex")}.js`);

const module = (text: string): string => {
  const file = fileOf(text);
  writeFileSync(file, text);
  return file;
};

describe("somebody's own pair of APIs", () => {
  test("is measured by the same ledger: both draw the same, and each byte is accounted for", async () => {
    const said = await compare();
    const rows = said
      .split("\n")
      .filter((line) => /^(REST|GraphQL)/.test(line))
      .map((line) => line.split(/\s{2,}/));
    expect(rows.map(([api, requests, inARow]) => [api, requests, inARow])).toEqual([
      ["REST", "3", "2"],
      ["GraphQL", "1", "1"],
      ["REST", "3", "2"],
      ["GraphQL", "1", "1"],
    ]);
    for (const [, , , , , body = "", used = "", _again, ...classes] of rows) {
      const number = (text: string) => Number(text.replaceAll(",", ""));
      expect([used, ...classes.slice(0, 3)].reduce((sum, bytes) => sum + number(bytes), 0)).toBe(number(body));
    }
    expect(rows.map((row) => row[14])).toEqual(["4 of 19", "4 of 4", "3 of 12", "3 of 3"]);
    // A token is shown to both: from another origin each address of REST's is asked about, and the graph's once.
    expect(rows.map((row) => row[15]?.split(" ")[0])).toEqual(["3", "1", "3", "1"]);
  });

  test("is measured by some of its screens, when only they are wanted", async () => {
    const said = await compare(undefined, ["artwork"]);
    expect(said).toContain("artwork\n");
    expect(said).not.toContain("artists-of-a-room");
    await expect(compare(undefined, ["sculpture"])).rejects.toThrow(
      '--screen has "sculpture": expected some of artwork, artists-of-a-room',
    );
  });

  test("is not reported where the two are drawn differently: the first line that differs is shown", async () => {
    const drawing = `export * from ${JSON.stringify(join(EXAMPLE, "artwork.ts"))};
export const fromGraphql = ({ artwork }) => ({ artwork, artist: () => "somebody", related: () => [] });`;
    await expect(
      compare((content) => {
        artworkOf(content).render = module(drawing);
      }),
    ).rejects.toThrow(
      "artwork is drawn otherwise on GraphQL than on REST, in line 2:\n  REST: by Hokusai\n  GraphQL: by somebody",
    );
  });
});

describe("somebody's own pair of APIs as others really serve it", () => {
  test("may begin its answers with a byte order mark, and say of errors that there are none", async () => {
    const relay = createServer(async (request, response) => {
      const { method = "GET", headers } = request;
      const body = method === "POST" ? await readText(request) : undefined;
      const sent = { "content-type": "application/json", authorization: headers.authorization ?? "" };
      const answer = await fetch(`${url}${request.url}`, {
        method,
        headers: sent,
        ...(body !== undefined && { body }),
      });
      const said = JSON.stringify(await answer.json());
      response.end(`\uFEFF${method === "POST" ? said.replace(/\}$/, ',"errors":null}') : said}`);
    }).listen(0, "127.0.0.1");
    await once(relay, "listening");
    const other = `http://127.0.0.1:${(relay.address() as AddressInfo).port}`;
    const said = await compare((content) => {
      content.rest.url = other;
      content.graphql.url = `${other}/graphql`;
    });
    expect(said.match(/^(REST|GraphQL) /gm)).toEqual(["REST ", "GraphQL ", "REST ", "GraphQL "]);
    relay.close();
  });

  test("is asked at the very address of the graph: of some, as Django's, it ends with a slash", async () => {
    await expect(
      compare((content) => {
        content.graphql.url = `${url}/graphql/`;
      }),
    ).rejects.toThrow(/^artwork by GraphQL: POST \S+\/graphql\/ answered 404: /);
  });
});

describe("what is wrong is told in one clear message", () => {
  test("of the configuration: the place, and what is expected", async () => {
    const wrong = (change: (content: Content) => void) => compare(change).then(String, (error: Error) => error.message);
    const places = await Promise.all([
      wrong((content) => {
        content.rest.url = "museum.example";
      }),
      wrong((content) => {
        artworkOf(content).render = "./nowhere.ts";
      }),
      wrong((content) => {
        artworkOf(content).rest[1] = { as: "artist", get: "/artists/{painting.artistId}" };
      }),
      wrong((content) => {
        artworkOf(content).rest[1] = { as: "artwork", get: "/artists/1" };
      }),
      wrong((content) => void Object.assign(content, { graph: {} })),
      wrong((content) => {
        content.rest.url = `${url}?key=1`;
      }),
    ]);
    expect(places.map((place) => place.replace(/^.*compare\.yaml/, "FILE"))).toEqual([
      'FILE:2: rest.url: expected a URL that starts with http:// or https://, not "museum.example"',
      "FILE: screens.artwork.render: there is no file ./nowhere.ts",
      "FILE: screens.artwork.rest.1: painting is neither a variable nor the answer of an earlier request",
      "FILE: screens.artwork.rest.1.as: artwork is there already",
      expect.stringMatching(/^FILE:\d+: graph: there is no such setting$/),
      "FILE: rest.url: expected no query, since paths follow it: each has its own",
    ]);
  });

  test("of a header that needs a variable which is not set", async () => {
    vi.stubEnv("MUSEUM_TOKEN", undefined);
    await expect(compare()).rejects.toThrow(/rest\.headers\.authorization: the variable MUSEUM_TOKEN is not set/);
    vi.stubEnv("MUSEUM_TOKEN", "anything");
  });

  test("of the answers: the screen, the request and the status", async () => {
    await expect(
      compare((content) => {
        artworkOf(content).rest[1] = { as: "artist", get: "/artists/9{artwork.artistId}" };
      }),
    ).rejects.toThrow(/^artwork by REST: artist: GET \S+\/artists\/9a1 answered 404: /);
    await expect(
      compare((content) => {
        artworkOf(content).rest[1] = { as: "artist", get: "/artists/{artwork.painter}" };
      }),
    ).rejects.toThrow("artwork by REST: artist: {artwork.painter} is not there: expected text or numbers");
    await expect(
      compare((content) => {
        content.graphql.headers = {};
      }),
    ).rejects.toThrow(/^artwork by GraphQL: POST \S+\/graphql answered 401: /);
  });

  test("of an answer that is no JSON, and of a server that is not up", async () => {
    const page = createServer((_, response) => response.end("<h1>It works</h1>")).listen(0, "127.0.0.1");
    await once(page, "listening");
    const other = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;
    await expect(
      compare((content) => {
        content.rest.url = other;
      }),
    ).rejects.toThrow(`artwork by REST: artwork: GET ${other}/artworks/1 answered no JSON: <h1>It works</h1>`);
    page.close();
    await once(page, "close");
    await expect(
      compare((content) => {
        content.rest.url = other;
      }),
    ).rejects.toThrow(`artwork by REST: artwork: GET ${other}/artworks/1: connect ECONNREFUSED`);
  });

  test("of a server that accepts and says nothing", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const other = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
    const asking = withPatience({ silenceMs: 20 }, () =>
      compare((content) => {
        content.rest.url = other;
      }),
    );
    await expect(asking).rejects.toThrow(`artwork by REST: artwork: GET ${other}/artworks/1: nothing came for 0.02 s`);
    silent.closeAllConnections();
    silent.close();
  });

  test("of a module that does not draw", async () => {
    const draw = (text: string) =>
      compare((content) => {
        artworkOf(content).render = module(text);
      });
    await expect(draw("export const render = () => '';")).rejects.toThrow("exports no function fromRest, fromGraphql");
    await expect(draw("export const render = (;")).rejects.toThrow("cannot be loaded: ");
    const drawing = `export const fromRest = () => "", fromGraphql = fromRest;`;
    await expect(draw(`${drawing} export const render = async () => "";`)).rejects.toThrow(
      /^artwork by REST: render of \S+ gives a promise: expected text$/,
    );
    await expect(
      draw("export const fromRest = async () => '', fromGraphql = fromRest, render = String;"),
    ).rejects.toThrow(/^artwork by REST: fromRest of \S+ gives a promise: expected what is shown$/);
    await expect(draw(`${drawing} export const render = () => {};`)).rejects.toThrow("gives nothing: expected text");
  });

  test("of a module that never comes to an end, and of the value of an answer by which it does not", async () => {
    // A module that is in order has to load and draw in it, however busy the machine is.
    const draw = (text: string, drawingMs = 1_000) =>
      withPatience({ drawingMs }, () =>
        compare((content) => {
          artworkOf(content).render = module(text);
        }),
      );
    const waiting = "await new Promise(() => {});";
    await expect(draw(waiting, 20)).rejects.toThrow(`artwork: loading ${fileOf(waiting)} did not end within 0.02 s`);
    const functions = "export const fromRest = (view) => view, fromGraphql = fromRest;";
    const looping = `${functions} export const render = () => { for (;;); };`;
    await expect(draw(looping)).rejects.toThrow(
      `artwork by REST: drawing with ${fileOf(looping)} did not end within 1 s`,
    );
    const counting = `${functions} export const render = ({ artwork }) => { while (artwork.year !== 1831); return artwork.year + artwork.title; };`;
    await expect(draw(counting)).rejects.toThrow(/did not end within 1 s when \["0","artwork","year"\] is changed$/);
  });

  test("of a module that sorts what it was given, by which bytes would be taken for others'", async () => {
    await expect(
      compare((content) => {
        const drawing = JSON.stringify(join(EXAMPLE, "artwork.ts"));
        artworkOf(content).render = module(`import { fromRest as drawn } from ${drawing};
export * from ${drawing};
export const fromRest = (answers) => drawn({ ...answers, related: answers.related.sort() });`);
      }),
    ).rejects.toThrow("artwork by REST: Cannot assign to read only property '0'");
  });
});
