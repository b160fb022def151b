#!/usr/bin/env node
// What Prisma's CLI starts instead of its native schema engine. Plain JavaScript, so that an old Node can say so.
const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 24 || (major === 24 && minor < 12)) {
  const message = `the schema engine needs Node 24.12 or newer, and this is ${process.versions.node}`;
  process.stderr.write(
    `\n${JSON.stringify({ level: "ERROR", target: "schema_engine::logger", fields: { message } })}\n`,
  );
  process.exit(1);
}
await import("../src/main.ts");
