import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ConfigurationError } from "@threefold/configuration";
import { generateKey, type PrivateJwk, privateJwkSchema } from "./keys.ts";

/** Who signs what: the part of the topology that keys depend on. */
export interface Parties {
  /** Processes that tell subgraphs who is asking: gateway and REST edge. */
  readonly edges: readonly string[];
  /** The subgraphs, and which of the others each calls in its own name. */
  readonly services: Readonly<Record<string, { readonly calls: readonly string[] }>>;
  /** The service that people sign in at. */
  readonly people: string;
}

/** The keys of a whole system, as one directory holds them. No process ever gets them all. */
export interface Keys {
  readonly parties: Parties;
  /** What people's tokens are signed with. */
  readonly people: PrivateJwk;
  /** What each edge, and each service that calls another, signs with. */
  readonly own: Readonly<Record<string, PrivateJwk>>;
}

/**
 * The keys of a checkout, made when they are first asked for, one file each that only its owner can read.
 * @throws ConfigurationError naming a file that holds something else
 */
export async function loadOrCreateKeys(directory: string, parties: Parties): Promise<Keys> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const callers = Object.entries(parties.services).filter(([, { calls }]) => calls.length > 0);
  const names = [...parties.edges, ...callers.map(([name]) => name)];
  const own: Record<string, PrivateJwk> = {};
  for (const name of names) own[name] = await loadOrCreate(join(directory, `${name}.json`));
  return { parties, people: await loadOrCreate(join(directory, "people.json")), own };
}

async function loadOrCreate(file: string): Promise<PrivateJwk> {
  return (await load(file)) ?? (await create(file));
}

async function load(file: string): Promise<PrivateJwk | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (isError(error, "ENOENT")) return undefined;
    throw error;
  }
  const { kid, x, d } = parse(text) ?? {};
  if (kid === undefined || x === undefined || d === undefined) {
    throw new ConfigurationError([`${file} is not a private key: remove it to have a new one made`]);
  }
  return { kty: "OKP", crv: "Ed25519", x, d, kid, alg: "EdDSA", use: "sig" };
}

function parse(text: string): Partial<PrivateJwk> | undefined {
  try {
    const jwk: unknown = JSON.parse(text);
    return privateJwkSchema.in.safeParse(jwk).data;
  } catch {
    return undefined;
  }
}

/** Linked into place when whole, and never over another: two processes that start at once end with one key. */
async function create(file: string): Promise<PrivateJwk> {
  const jwk = await generateKey();
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(jwk, undefined, 2)}\n`, { mode: 0o600 });
  try {
    await link(draft, file);
    return jwk;
  } catch (error) {
    const theirs = isError(error, "EEXIST") ? await load(file) : undefined;
    if (theirs === undefined) throw error;
    return theirs;
  } finally {
    await rm(draft);
  }
}

const isError = (error: unknown, code: string) => error instanceof Error && "code" in error && error.code === code;
