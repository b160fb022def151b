#!/usr/bin/env node
// In a syntax that every Node reads, so that one that is too old can say which is needed.
const NEEDED = [24, 0];
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < NEEDED[0] || (major === NEEDED[0] && minor < NEEDED[1])) {
  process.stderr.write(`schema-check needs Node ${NEEDED.join(".")} or newer, and this is ${process.versions.node}.\n`);
  process.exit(2);
}
await import("../schema-check/src/main.js");
