import { decideOnce } from "@threefold/http-server";
import Negotiator from "negotiator";
import type { StatusConvention } from "./status.ts";

const JSON_TYPE = "application/json; charset=utf-8";
const RESPONSE_TYPE = "application/graphql-response+json; charset=utf-8";

/** In which form a client gets its answer. */
export interface MediaType {
  readonly contentType: string;
  /** Whether it is GraphQL's own type: whoever gets it can trust the status. */
  readonly ofGraphQL: boolean;
  /** Whether the client named it, rather than taking anything. */
  readonly named: boolean;
}

/**
 * Chooses the type of answers by `Accept` and its weights (RFC 9110, section 12.5.1). A client that takes anything gets
 * what the convention prefers.
 * @returns undefined when the client takes none of ours: 406
 */
export type Negotiate = (accept: string | undefined) => MediaType | undefined;

/** What routers add that ask for a subscription by callbacks: the answer to that is plain JSON. */
const CALLBACK_SPEC = /;\s*callbackSpec=1\.0/gi;

export function createNegotiate(convention: StatusConvention): Negotiate {
  const ours = convention === "audits" ? [JSON_TYPE, RESPONSE_TYPE] : [RESPONSE_TYPE, JSON_TYPE];
  const choose = decideOnce((accept): MediaType | undefined => {
    const chosen = new Negotiator({ headers: { accept: accept.replaceAll(CALLBACK_SPEC, "") } }).mediaType(ours);
    return chosen === undefined ? undefined : mediaTypeOf(chosen, accept);
  });
  return (accept = "*/*") => choose(accept);
}

/** What is sent when the client takes nothing of ours, to say so. */
export const FALLBACK: MediaType = { contentType: JSON_TYPE, ofGraphQL: false, named: false };

function mediaTypeOf(contentType: string, accept: string): MediaType {
  const [essence = ""] = contentType.split(";");
  return { contentType, ofGraphQL: contentType === RESPONSE_TYPE, named: accept.toLowerCase().includes(essence) };
}

/** Whether a client takes one of some types (RFC 9110, section 12.5.1). Parameters of what it takes are not looked at. */
export const accepts = (accept: string, types: readonly string[]): boolean =>
  new Negotiator({ headers: { accept } }).mediaType([...types]) !== undefined;
