import { afterEach, expect, test, vi } from "vitest";
import { inherited } from "./start.ts";

afterEach(() => void vi.unstubAllEnvs());

test("services get Node's options of all programs, and those that are for them alone", () => {
  vi.stubEnv("NODE_OPTIONS", "--no-warnings");
  vi.stubEnv("SERVICES_NODE_OPTIONS", "--import file:///clock.ts");
  expect(inherited().NODE_OPTIONS).toBe("--no-warnings --import file:///clock.ts");
  vi.stubEnv("SERVICES_NODE_OPTIONS", undefined);
  expect(inherited().NODE_OPTIONS).toBe("--no-warnings");
});
