import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import {
  createVerifier,
  environmentFor,
  PEOPLE_AUDIENCE,
  PEOPLE_ISSUER,
  publicKeySet,
  signingKey,
  trustedIssuersVariable,
} from "@threefold/identity";
import { idOf } from "@threefold/prisma";
import { expect, onTestFinished, test } from "vitest";
import { root } from "../system/paths.ts";
import { systemKeys } from "../system/start.ts";

const run = promisify(execFile);

async function checkout() {
  const directory = await mkdtemp(join(tmpdir(), "threefold-token-"));
  onTestFinished(() => rm(directory, { recursive: true }));
  const keys = () => systemKeys(join(directory, "keys"));
  const token = (...args: string[]) =>
    run(process.execPath, ["tools/run.mjs", "token", ...args], {
      cwd: root,
      env: { ...process.env, DATA_DIRECTORY: directory },
    }).then(
      ({ stdout, stderr }) => ({ stdout, stderr, code: 0 }),
      ({ stdout, stderr, code }) => ({ stdout, stderr, code }),
    );
  return { directory, keys, token };
}

const ada = { kind: "person", id: idOf("person", 0), role: "CUSTOMER" };

test("a token as Ada is one that the gateway takes for hers", async () => {
  const { keys, token } = await checkout();
  const { people } = await keys();
  const { stdout, stderr } = await token("--as", "ada");
  expect(stderr).toBe("As ada, for 10 min.\n");
  const gateway = createVerifier({
    audience: PEOPLE_AUDIENCE,
    issuers: [{ type: "person", issuer: PEOPLE_ISSUER, keys: publicKeySet([signingKey(people)]) }],
  });
  expect(await gateway.verify(stdout.trim())).toMatchObject({ ok: true, value: { identity: ada } });
});

test("a token for a subgraph is one that this subgraph takes, and no other", async () => {
  const { keys, token } = await checkout();
  const all = await keys();
  const at = (audience: string) => {
    const trusted = environmentFor(audience, all)["TRUSTED_ISSUER_KEYS"];
    return createVerifier({ audience, issuers: trustedIssuersVariable.parse(trusted) });
  };
  const read = (await token("--as", "ada", "--for", "products")).stdout.trim();
  expect(await at("products").verify(read)).toMatchObject({ ok: true, value: { identity: ada, tokenId: undefined } });
  expect(await at("orders").verify(read)).toMatchObject({ ok: false, error: { code: "wrong-audience" } });
  const write = (await token("--as", "ada", "--for", "products", "--write")).stdout.trim();
  expect(await at("products").verify(write)).toMatchObject({ ok: true, value: { tokenId: expect.any(String) } });
});

test.each([
  [[], /^token: --as needs the name of somebody: ada, sol, stan, amira\n$/],
  [["--as", "eve"], /^token: --as needs the name of somebody: ada, sol, stan, amira, not "eve"\n$/],
  [
    ["--as", "ada", "--for", "rest"],
    /^token: --for needs the name of a subgraph: products, users, orders, not "rest"\n$/,
  ],
  [["--as", "ada", "--write"], /^token: --write goes with --for: .*\n$/],
  [["--sa", "ada"], /^token: Unknown option '--sa'\n$/],
  [["--as", "ada"], /^token: there are no keys in .*keys yet: run "npm start" once\n$/],
])("what is wrong is said in one line: %j", async (args, message) => {
  const { token } = await checkout();
  const { stdout, stderr, code } = await token(...args);
  expect([stdout, code]).toEqual(["", 1]);
  expect(stderr).toMatch(message);
});
