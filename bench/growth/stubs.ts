import { createServer } from "node:http";
import { stub } from "../stub.ts";
import { PORTS } from "../subgraphs.ts";
import { GROWTH_SCHEMAS } from "./subgraphs.ts";

// The subgraphs of `--growth`, all at one port: a path for each.

interface Reference {
  readonly id: string;
}

const ITEMS = 2_000;
const MOST_FIELDS = 64;
const next = ({ id }: Reference) => ({ id: String((Number(id) * 7 + 1) % ITEMS) });
const text = (name: string) => [name, ({ id }: Reference) => `${name} of item ${id}`] as const;

const Item = {
  __resolveReference: (reference: Reference) => reference,
  a: next,
  b: next,
  ...Object.fromEntries(Array.from({ length: MOST_FIELDS }, (_, index) => text(`f${index + 1}`))),
  ...Object.fromEntries(Array.from({ length: MOST_FIELDS }, (_, index) => text(`s${index + 1}`))),
};
const Query = {
  items: (_: unknown, { first, offset }: { first: number; offset: number }) =>
    Array.from({ length: first }, (_, index) => ({ id: String(offset + index) })),
};

const subgraphs = new Map(
  Object.entries(GROWTH_SCHEMAS).map(([name, schema]) => {
    const known = Object.entries(Item).filter(
      ([field]) => field === "__resolveReference" || schema.includes(`${field}: `),
    );
    return [`/${name}/graphql`, stub(schema, { Item: Object.fromEntries(known), ...(name === "items" && { Query }) })];
  }),
);
const server = createServer((request, response) => subgraphs.get(request.url ?? "")?.(request, response));
server.keepAliveTimeout = 600_000;
server.listen(PORTS.growth, "127.0.0.1", () => process.send?.("ready"));
