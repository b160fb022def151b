import { expect, inject, test } from "vitest";
import { processes } from "../../topology.ts";
import { ask, signIn } from "../system/client.ts";
import { runTool } from "../system/running.ts";

const ME = "{ me { username } }";
interface Me {
  readonly me: { readonly username: string } | null;
}

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

test.each([
  ["not signed at all", (token: string) => `${base64({ alg: "none", typ: "at+jwt" })}.${token.split(".")[1]}.`],
  [
    "signed for somebody else",
    (token: string) => {
      const [head = "", body = "", signature = ""] = token.split(".");
      const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
      return `${head}.${base64({ ...claims, role: "ADMIN" })}.${signature}`;
    },
  ],
  ["too large", (token: string) => `${token}${"A".repeat(10_000)}`],
])("a token that is %s is refused", async (_, forge) => {
  const { status, errors } = await ask(ME, {}, { token: forge(await signIn("ada")) });
  expect([400, 401, 431]).toContain(status);
  if (status === 401) expect(errors?.[0]?.extensions?.["code"]).toBe("UNAUTHENTICATED");
});

test("headers that only gateways send to subgraphs are nobody's word when a client sends them", async () => {
  const { stdout } = await token(["--as", "amira", "--for", "users"]);
  const answer = await ask<Me>(
    ME,
    {},
    { headers: { "x-threefold-identity": stdout, "x-user-id": "1", "x-role": "ADMIN" } },
  );
  expect(answer.data.me).toBeNull();
});

test("a cookie is no credential", async () => {
  const cookie = `token=${await signIn("ada")}; authorization=Bearer ${await signIn("ada")}`;
  expect((await ask<Me>(ME, {}, { headers: { cookie } })).data.me).toBeNull();
});

test("a person's own token is worth nothing at a subgraph itself", async () => {
  const { portBase } = inject("system");
  for (const name of ["products", "users", "orders"] as const) {
    const response = await fetch(`http://127.0.0.1:${portBase + processes[name].port}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${await signIn("stan")}` },
      body: JSON.stringify({ query: "{ __typename }" }),
    });
    expect(response.status, name).toBe(401);
  }
});

test("npm run token prints a token for the gateway, and one for a subgraph itself", async () => {
  const ada = await token(["--as", "ada"]);
  expect((await ask<Me>(ME, {}, { token: ada.stdout })).data.me?.username).toBe("ada");
  const wrong = await token(["--as", "nobody"]);
  expect(wrong.code).toBe(1);
});

async function token(args: readonly string[]): Promise<{ code: number | null; stdout: string }> {
  const tool = runTool("token", { DATA_DIRECTORY: inject("system").directory }, args);
  const code = await tool.ended;
  const stdout =
    tool
      .output()
      .split("\n")
      .find((line) => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(line)) ?? "";
  return { code, stdout };
}
