import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startTestUsers, type TestUsers } from "../testing/index.ts";
import { drawAvatar } from "./draw.ts";

let users: TestUsers;
beforeAll(async () => {
  users = await startTestUsers();
});
afterAll(() => users[Symbol.asyncDispose]());

const get = (file: string) => fetch(`${users.url}/images/avatars/${file}`);
const ID = "0193b3a0-0000-7000-8000-00000000000a";

describe("a person's picture", () => {
  test("is an SVG document that browsers keep and run nothing from", async () => {
    const response = await get(`${ID}.svg`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "image/svg+xml; charset=utf-8",
      "cache-control": "public, max-age=604800, immutable",
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
      "x-content-type-options": "nosniff",
    });
    expect(await response.text()).toBe(drawAvatar(ID));
  });

  test("is the same each time, and another for another person", async () => {
    const pictures = Array.from({ length: 100 }, (_, index) => drawAvatar(`person ${index}`));
    expect(pictures).toEqual(Array.from({ length: 100 }, (_, index) => drawAvatar(`person ${index}`)));
    expect(new Set(pictures).size).toBeGreaterThan(98);
    expect(await (await get(`${ID.toUpperCase()}.svg`)).text()).toBe(drawAvatar(ID));
  });

  test("does not tell whether there is such a person", async () => {
    expect((await get("01930000-0000-7000-8000-000000000000.svg")).status).toBe(200);
  });

  test.each(["1.svg", `${ID}.png`, `${ID}`, "%2e%2e%2fpackage.json", `${ID}.svg%00`])("is not at %s", async (file) => {
    expect((await get(file)).status).toBe(404);
  });
});
