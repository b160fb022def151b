import { inject } from "vitest";

export interface RestAnswer<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

/** Asks the REST API of the running system, as a browser does: through the gateway's mount. */
export async function rest<Body = Record<string, unknown>>(
  path: string,
  { token, json, ...init }: RequestInit & { token?: string | undefined; json?: unknown } = {},
): Promise<RestAnswer<Body>> {
  const response = await fetch(`${inject("system").gateway}/rest${path}`, {
    ...(json !== undefined && { method: "POST", body: JSON.stringify(json) }),
    ...init,
    headers: {
      ...(json !== undefined && { "content-type": "application/json" }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...Object.fromEntries(new Headers(init.headers)),
    },
  });
  const text = await response.text();
  const isJson = /[/+]json\b/.test(response.headers.get("content-type") ?? "") && text !== "";
  return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
}
