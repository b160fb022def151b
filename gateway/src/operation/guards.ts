import type { IncomingHttpHeaders } from "node:http";
import { DEFAULT_LIST_SIZE } from "@threefold/federation/cost";
import type { PolicyHook } from "./authorisation/index.ts";
import { type BudgetStore, type ClientBudgets, createClientBudgets, createMemoryStore } from "./budget/index.ts";
import { DEFAULT_LIMITS, type OperationLimits } from "./limits/index.ts";
import {
  createDocumentResolver,
  createRegisteredDocuments,
  type Manifest,
  type ResolveDocument,
  type TrustedDocumentsMode,
} from "./trusted-documents/index.ts";

/** What a policy may be decided by. */
export interface PolicyRequest {
  /** The client, as budgets know it; absent when nobody in particular asks. */
  readonly client: string | undefined;
  readonly scopes: ReadonlySet<string>;
  readonly headers: IncomingHttpHeaders;
}

/** What operations are held to, whatever the supergraph. Everything may be left out. */
export interface GuardsConfiguration {
  /** Those that are left out are as by default (`DEFAULT_LIMITS`). */
  readonly limits?: { readonly [Limit in keyof OperationLimits]?: number | undefined } | undefined;
  readonly cost?: CostConfiguration | undefined;
  readonly documents?: DocumentsConfiguration | undefined;
  /** Decides `@policy`. Without it no policy holds. */
  readonly policies?: PolicyHook<PolicyRequest> | undefined;
}

export interface CostConfiguration {
  /** What one operation may be estimated to cost. Anything, unless given. */
  readonly max?: number | undefined;
  /** How long a list counts for of which the schema does not say it. 10 unless given. */
  readonly listSize?: number | undefined;
  /** What the operations of one client may cost in a minute. Anything, unless given. */
  readonly perMinute?: number | undefined;
  /** Where budgets are kept: in this process, unless given. */
  readonly store?: BudgetStore | undefined;
  /** Whether answers say what they cost. When costs are limited, unless given. */
  readonly report?: boolean | undefined;
}

export interface DocumentsConfiguration {
  /** `off` unless given. */
  readonly mode?: TrustedDocumentsMode | undefined;
  readonly manifest?: Manifest | undefined;
  /** Memory for documents that clients register by their hash, in bytes: 16 MiB unless given, and with 0 they may not. */
  readonly maxRegisteredBytes?: number | undefined;
}

/** The guards of a gateway. They outlive its supergraphs: budgets and registered documents do. */
export interface Guards {
  readonly limits: OperationLimits;
  readonly listSize: number;
  readonly maxCost: number | undefined;
  readonly budgets: ClientBudgets | undefined;
  readonly reportCost: boolean;
  readonly resolveDocument: ResolveDocument;
  readonly policies: PolicyHook<PolicyRequest>;
}

const MAX_REGISTERED_BYTES = 16 * 1024 * 1024;

export function createGuards({ limits = {}, cost = {}, documents = {}, policies }: GuardsConfiguration = {}): Guards {
  const { max, perMinute, listSize = DEFAULT_LIST_SIZE, store } = cost;
  const { mode = "off", manifest, maxRegisteredBytes = MAX_REGISTERED_BYTES } = documents;
  return {
    limits: { ...DEFAULT_LIMITS, ...given(limits) },
    listSize,
    maxCost: max,
    budgets:
      perMinute === undefined
        ? undefined
        : createClientBudgets({ costPerMinute: perMinute, store: store ?? createMemoryStore() }),
    reportCost: cost.report ?? (max !== undefined || perMinute !== undefined),
    resolveDocument: createDocumentResolver({
      mode,
      manifest,
      registered: maxRegisteredBytes === 0 ? undefined : createRegisteredDocuments(maxRegisteredBytes),
    }),
    // What it throws is told as what it rejects with.
    policies: async (names, request) => policies?.(names, request) ?? [],
  };
}

/** Without what was left open, which would hide a default. */
function given(limits: NonNullable<GuardsConfiguration["limits"]>): Partial<OperationLimits> {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
