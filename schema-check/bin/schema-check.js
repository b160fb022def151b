#!/usr/bin/env node
// Plain JavaScript, so that a Node too old for TypeScript can still say which one is needed.
const NEEDED = [24, 12];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(`schema-check needs Node ${NEEDED.join(".")} or newer, and this is ${process.versions.node}.\n`);
  process.exit(2);
}
await import("../src/main.ts");
