import { expect, test } from "vitest";
import { createLogger } from "./logger.ts";

function written(event: object): Record<string, unknown> {
  const lines: string[] = [];
  const logger = createLogger({ name: "test", destination: { write: (line) => void lines.push(line) } });
  logger.info(event, "something happened");
  expect(lines).toHaveLength(1);
  return JSON.parse(lines[0] ?? "");
}

test("an event is one line that says when, how grave, who, and what", () => {
  expect(written({ order: 7 })).toEqual({
    level: "info",
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    name: "test",
    order: 7,
    msg: "something happened",
  });
});

test.each(["authorization", "cookie", "set-cookie", "x-api-key", "x-threefold-identity"])(
  "what a request says in %s is not written, wherever the headers stand",
  (header) => {
    const headers = { [header]: "hunter2", accept: "*/*" };
    for (const event of [{ headers }, { req: { headers } }]) {
      const line = JSON.stringify(written(event));
      expect(line).toContain("[removed]");
      expect(line).toContain("*/*");
      expect(line).not.toContain("hunter2");
    }
  },
);

test.each(["token", "accessToken", "refreshToken", "password", "secret"])("a %s is not written", (name) => {
  const line = JSON.stringify(written({ [name]: "hunter2", session: { [name]: "hunter2" } }));
  expect(line).not.toContain("hunter2");
});
