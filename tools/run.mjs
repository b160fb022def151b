import module from "node:module";
import { fileURLToPath } from "node:url";

// Plain JavaScript, so that a Node too old for TypeScript can still say which one is needed.
const NEEDED = [24, 12];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(`Threefold needs Node ${NEEDED.join(".")} or newer, and this is ${process.versions.node}.\n`);
  process.exit(1);
}
// What a tool asks over HTTP runs on this machine, also where a proxy is meant for all else (NODE_USE_ENV_PROXY).
const { env } = process;
const past = env.no_proxy ?? env.NO_PROXY;
env.no_proxy = [past, "127.0.0.1", "localhost"].filter(Boolean).join(",");
// What Node compiles is kept for the next start, of tools and of what they start: without, that is half of what a start costs.
env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL("../node_modules/.cache/compiled", import.meta.url));
module.enableCompileCache();
const [tool, ...args] = process.argv.slice(2);
process.argv.splice(1, process.argv.length - 1, new URL(`./${tool}.ts`, import.meta.url).pathname, ...args);
await import(`./${tool}.ts`);
