import { access } from "node:fs/promises";
import { join } from "node:path";
import {
  createIdentitySigner,
  createPersonSigner,
  type Keys,
  PEOPLE_AUDIENCE,
  PEOPLE_ISSUER,
  type Person,
  SINGLE_USE_LIFE,
  signingKey,
  TOKEN_TYPES,
} from "@threefold/identity";
import { idOf, people } from "@threefold/prisma";
import { edges, subgraphs } from "../../topology.ts";
import { systemKeys } from "../system/start.ts";

/** As whom one can ask. */
export const names = Object.keys(people);

interface Wish {
  readonly as?: string | undefined;
  readonly for?: string | undefined;
  readonly write?: boolean | undefined;
  readonly dataDirectory: string;
}

/**
 * Signs a token with the keys of this checkout, as one of the people of the demonstration: it works whether the system runs
 * or not, needs no password, and counts as no attempt to sign in. Such a token is of no session, and so cannot be ended
 * by signing out.
 * @throws Error in one line, saying what there is to choose from, or that there are no keys yet
 */
export async function makeToken(wish: Wish): Promise<{ token: string; about: string }> {
  const name = oneOf(names, wish.as, "--as needs the name of somebody");
  const { index, role } = people[name as keyof typeof people];
  const person: Person = { kind: "person", id: idOf("person", index), role, scopes: [] };
  if (wish.for === undefined) {
    if (wish.write === true) throw new Error("--write goes with --for: the gateway takes one token for everything");
    const { token } = await personSigner(await keysIn(wish.dataDirectory)).sign(person);
    return { token, about: `As ${name}, for ${TOKEN_TYPES.person.life / 60} min.` };
  }
  const subgraph = oneOf(subgraphs, wish.for, "--for needs the name of a subgraph");
  const signer = edgeSigner(await keysIn(wish.dataDirectory));
  return wish.write
    ? { token: await signer.forWrite(person, subgraph), about: about(name, subgraph, "one mutation", SINGLE_USE_LIFE) }
    : {
        token: await signer.forReads(person, subgraph),
        about: about(name, subgraph, "queries", TOKEN_TYPES.identity.life),
      };
}

const about = (name: string, subgraph: string, what: string, seconds: number) =>
  `As ${name} at ${subgraph} itself, for ${what} in the next ${seconds} s.`;

const personSigner = (keys: Keys) =>
  createPersonSigner({ issuer: PEOPLE_ISSUER, audience: PEOPLE_AUDIENCE, key: signingKey(keys.people) });

function edgeSigner(keys: Keys) {
  const [issuer = ""] = edges;
  const key = keys.own[issuer];
  if (!key) throw new Error("topology.ts names no edge");
  return createIdentitySigner({ issuer, key: signingKey(key) });
}

async function keysIn(dataDirectory: string): Promise<Keys> {
  const directory = join(dataDirectory, "keys");
  await access(directory).catch(() => {
    throw new Error(`there are no keys in ${directory} yet: run "npm start" once`);
  });
  return systemKeys(directory);
}

function oneOf(known: readonly string[], given: string | undefined, need: string): string {
  if (given !== undefined && known.includes(given)) return given;
  throw new Error(`${need}: ${known.join(", ")}${given === undefined ? "" : `, not ${JSON.stringify(given)}`}`);
}
