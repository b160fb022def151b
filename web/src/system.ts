import { useEffect, useState } from "react";

/**
 * What runs here, told by whoever started it: `/system.json`. `npm start` writes one for its processes and the seeded
 * people; a build brings an empty one, which is what a deployment serves unless it writes its own.
 */
export interface System {
  readonly processes: readonly Process[];
  /** People that anybody may sign in as. In development only: it holds their passwords. */
  readonly people: readonly Person[];
}

export interface Process {
  /** As people call it, for example `products`; subgraphs as the gateway's `/health/ready` calls them. */
  readonly name: string;
  /** What it is for, in a few words. */
  readonly role: string;
  /** Where it is reached, shown as text: most of these are for programs. */
  readonly url: string;
  /** What of it a person may open, for example its health and its metrics. */
  readonly links?: readonly { readonly label: string; readonly href: string }[];
  /** Who tells how it stands: it is up when all of them say so. */
  readonly health?: readonly HealthSource[];
}

export interface HealthSource {
  /** A path of this address that answers as `/health/ready` does. */
  readonly href: string;
  /** The one of its checks that counts; without, all of them. */
  readonly check?: string;
}

export interface Person {
  readonly username: string;
  /** In full, for example `Ada Morgenstern`. */
  readonly name: string;
  /** A `Role` of the graph, for example `CUSTOMER`. */
  readonly role: string;
  readonly password: string;
}

/** What a person is called in a button. */
export const firstName = ({ name }: Person): string => name.split(" ")[0] ?? name;

const NOTHING_TOLD: System = { processes: [], people: [] };

let asked: Promise<System> | undefined;

/** What `/system.json` says, asked for once a page. What is not there or not as expected counts as nothing told. */
export function readSystem(): Promise<System> {
  asked ??= fetchSystem();
  return asked;
}

/** As {@link readSystem}; undefined until it is known. */
export function useSystem(): System | undefined {
  const [system, setSystem] = useState<System>();
  useEffect(() => {
    void readSystem().then(setSystem);
  }, []);
  return system;
}

async function fetchSystem(): Promise<System> {
  try {
    const response = await fetch("/system.json", { headers: { accept: "application/json" }, cache: "no-cache" });
    const told: unknown = response.ok ? await response.json() : undefined;
    if (typeof told !== "object" || told === null) return NOTHING_TOLD;
    return {
      processes: "processes" in told && Array.isArray(told.processes) ? told.processes.filter(isProcess) : [],
      people: "people" in told && Array.isArray(told.people) ? told.people.filter(isPerson) : [],
    };
  } catch {
    return NOTHING_TOLD;
  }
}

const isProcess = (value: unknown): value is Process => hasTexts(value, ["name", "role", "url"]);
const isPerson = (value: unknown): value is Person => hasTexts(value, ["username", "name", "role", "password"]);

const hasTexts = (value: unknown, names: readonly string[]): boolean =>
  typeof value === "object" &&
  value !== null &&
  names.every((name) => name in value && typeof Reflect.get(value, name) === "string");
