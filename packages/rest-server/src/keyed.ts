import { createHash } from "node:crypto";
import type { FastifyRequest } from "fastify";
import { HttpProblem } from "./problems.ts";

/** A request as its `Idempotency-Key` knows it. */
export interface KeyedRequest {
  /** Who sent it: keys of two people never meet. */
  readonly owner: string;
  readonly key: string;
  /** The same for the same method, path and body. */
  readonly fingerprint: string;
}

/** What is known of a key: it is free and now taken, the request under it has no answer (yet), or it has this one. */
export type Claim =
  | { readonly state: "taken" }
  | { readonly state: "unanswered"; readonly fingerprint: string }
  | { readonly state: "answered"; readonly fingerprint: string; readonly answer: object | undefined };

/** Where requests with keys are kept, for at least a day; all processes of a service share one. */
export interface KeyedRequests {
  claim(request: KeyedRequest): Promise<Claim>;
  /** @param answer undefined for one without a body */
  answer(request: KeyedRequest, answer: object | undefined): Promise<void>;
  /** Gives the key back: nothing was done under it. */
  release(request: KeyedRequest): Promise<void>;
}

export interface KeyedOptions {
  readonly requests: KeyedRequests;
  /** Undefined for whoever is nobody in particular: their keys are not kept. */
  readonly ownerOf: (request: FastifyRequest) => string | undefined;
  /** Whether an error says that nothing was done. */
  readonly isRefusal: (error: unknown, request: FastifyRequest) => boolean;
}

const LONGEST_KEY = 255;

/** A string by the draft (draft-ietf-httpapi-idempotency-key-header), in quotes; many clients leave those out. */
export const keyOf = ({ headers }: FastifyRequest): string =>
  String(headers["idempotency-key"] ?? "").replace(/^"(.*)"$/, "$1");

/**
 * Does what a request asks for once for each key: the second time gives the first answer. One that was cut off between what it
 * did and its answer leaves its key in doubt, and is never done twice.
 * @throws HttpProblem idempotency-key-reused for another request under the same key; idempotency-key-in-use for one that has no answer
 */
export async function once(
  request: FastifyRequest,
  { requests, ownerOf, isRefusal }: KeyedOptions,
  handle: () => Promise<object | null | undefined>,
): Promise<object | null | undefined> {
  const key = keyOf(request);
  const owner = ownerOf(request);
  if (key === "" || owner === undefined) return handle();
  if (key.length > LONGEST_KEY) throw refused("malformed-request", `A key has at most ${LONGEST_KEY} characters.`);
  const keyed = { owner, key, fingerprint: fingerprintOf(request) };
  const claim = await requests.claim(keyed);
  if (claim.state !== "taken") return answerTo(claim, keyed);
  try {
    const answer = await handle();
    // There is no such thing: nothing was done.
    if (answer === null) await requests.release(keyed);
    else await requests.answer(keyed, answer);
    return answer;
  } catch (error) {
    if (isRefusal(error, request)) await requests.release(keyed);
    throw error;
  }
}

function answerTo(claim: Exclude<Claim, { state: "taken" }>, { fingerprint }: KeyedRequest): object | undefined {
  if (claim.fingerprint !== fingerprint) {
    throw refused("idempotency-key-reused", "This key was used for another request.");
  }
  if (claim.state === "answered") return claim.answer;
  throw refused(
    "idempotency-key-in-use",
    "The first request with this key is under way, or was cut off: see what there is before you send it under another.",
  );
}

function fingerprintOf({ method, url, body }: FastifyRequest): string {
  return createHash("sha256")
    .update(JSON.stringify([method, url, body ?? null]))
    .digest("hex");
}

const refused = (type: "malformed-request" | "idempotency-key-reused" | "idempotency-key-in-use", detail: string) =>
  new HttpProblem(type, detail, { errors: [{ header: "Idempotency-Key", detail }] });
