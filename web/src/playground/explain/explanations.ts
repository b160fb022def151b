import { useSyncExternalStore } from "react";
import type { Explanation } from "./explanation.ts";

/** What is known of how the last run of an operation was answered. */
export type Explained =
  | { readonly state: "asked" }
  | { readonly state: "told"; readonly explanation: Explanation }
  /** An answer came, and nothing was told of it. */
  | { readonly state: "untold" }
  | { readonly state: "failed"; readonly problem: string };

/** How a subgraph fails for one request, in development: gateway/src/subgraph/faults.ts has the forms. */
export interface Fault {
  readonly subgraph: string;
  readonly form: string;
}

/** What the panel and the fetcher tell each other. */
export interface Explanations {
  /** Whether requests ask for an explanation: the panel is open. */
  readonly wanted: boolean;
  /** Asks for explanations from now on. Gives what ends that. */
  want(): () => void;
  /** What goes with such a request beside the operation. */
  readonly headers: Readonly<Record<string, string>>;
  /** A fault of one subgraph, for the requests to come. Undefined ends it. */
  setFault(fault: Fault | undefined): void;
  /** Of the operation of this name. Undefined when it was not run since the panel was opened. */
  get(operationName: string): Explained | undefined;
  record(operationName: string, explained: Explained): void;
  subscribe(onChange: () => void): () => void;
}

export function createExplanations(): Explanations {
  const known = new Map<string, Explained>();
  const changed = new EventTarget();
  let panels = 0;
  let headers: Readonly<Record<string, string>> = {};
  return {
    get wanted() {
      return panels > 0;
    },
    want() {
      panels++;
      return () => void panels--;
    },
    get headers() {
      return headers;
    },
    setFault(fault) {
      headers = fault ? { "x-threefold-fault": `${fault.subgraph}=${fault.form}` } : {};
    },
    get: (operationName) => known.get(operationName),
    record(operationName, explained) {
      known.set(operationName, explained);
      changed.dispatchEvent(new Event("change"));
    },
    subscribe(onChange) {
      changed.addEventListener("change", onChange);
      return () => changed.removeEventListener("change", onChange);
    },
  };
}

export const useExplained = (explanations: Explanations, operationName: string): Explained | undefined =>
  useSyncExternalStore(explanations.subscribe, () => explanations.get(operationName));
