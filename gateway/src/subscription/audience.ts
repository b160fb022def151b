import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { CREDENTIALS } from "../identity/credentials.ts";
import type { Caller } from "../identity/identity.ts";
import { canonicalJson } from "../operation/canonical-json.ts";

/** Who subscribed, with all that policies and the labels of `@override` may look at. */
export interface Asker {
  readonly caller: Caller;
  readonly headers: IncomingHttpHeaders;
}

/** In whose name a stream is opened and its events are completed: one person, or everybody. */
export interface Audience {
  readonly caller: Caller;
  /** The client's headers that some subgraph gets too, and no others. */
  readonly headers: IncomingHttpHeaders;
  /** Two audiences of one key get the same from every subgraph. Too small a key would show one person's data to another. */
  readonly key: string;
}

/**
 * Who may share a stream.
 * @param isPublic whether all that is asked for is declared the same for everybody
 * @param nobody the caller that stands for nobody in particular
 * @param forwarded names of the headers that some subgraph gets, in lower case
 */
export function audienceOf(
  { caller, headers }: Asker,
  isPublic: boolean,
  nobody: Caller,
  forwarded: readonly string[],
): Audience {
  // A public answer depends on nobody's credential, so that none is sent.
  const names = isPublic ? forwarded.filter((name) => !CREDENTIALS.includes(name)) : forwarded;
  const sent = Object.fromEntries(
    names.flatMap((name) => (headers[name] === undefined ? [] : [[name, headers[name]]])),
  );
  const who = isPublic ? nobody : caller;
  return { caller: who, headers: sent, key: canonicalJson([isPublic, who.anonymous, who.key ?? randomUUID(), sent]) };
}
