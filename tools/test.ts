import { build } from "./system/build.ts";
import { runVitest } from "./system/vitest.ts";

/** `npm test [-- FILTER]`: what tests need is generated and built, then vitest runs them. Tests are never cached. */
await build();
process.exitCode = await runVitest(process.argv.slice(2));
