import { expect, vi } from "vitest";

/** Waits until something can be read. */
export const eventually = (read: () => Promise<unknown>, expected: unknown): Promise<void> =>
  vi.waitFor(async () => expect(await read()).toEqual(expected), { interval: 5, timeout: 10_000 });
