import { expect } from "vitest";

/** What an error says of one argument that is wrong. */
export const badInput = (path: (string | number)[]) => ({
  code: "BAD_USER_INPUT",
  problems: [expect.objectContaining({ path })],
});
