import type { Visit, visit } from "../browser.ts";

/** Opens `/compare/` with what its address asks for. */
export type Open = (query?: string, options?: Parameters<typeof visit>[2]) => Promise<Visit>;
