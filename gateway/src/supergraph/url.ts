import { check } from "@threefold/configuration";
import { hasCredentials } from "@threefold/federation";
import { type Clock, systemClock } from "@threefold/upstream";
import { SUPERGRAPH_INTERVAL_MS, whole } from "../configuration/bounds.ts";
import { download } from "./download.ts";
import { poll } from "./poll.ts";
import type { SupergraphSource } from "./source.ts";
import { checkDigest, checkSignature, readTrust, type SupergraphTrust } from "./trust.ts";

export interface UrlSourceOptions {
  /** Milliseconds between two looks; 30,000 unless given. */
  readonly intervalMs?: number | undefined;
  /** What shows that a supergraph is the right one. Any is taken, unless given. */
  readonly trust?: SupergraphTrust | undefined;
  readonly clock?: Clock | undefined;
}

/**
 * A supergraph at a URL: https, or on this machine. It is asked for again and again by its entity tag. Redirects are not
 * followed: who may say where to look is who may say where identities are sent.
 * @throws TypeError when it is no such URL, no such interval or no such trust
 */
export function urlSource(url: string, options: UrlSourceOptions = {}): SupergraphSource {
  const { intervalMs = 30_000, clock = systemClock } = options;
  if (!isSafeUrl(url)) throw new TypeError("a supergraph's URL is https, or http on this machine, without credentials");
  const interval = check(intervalMs, whole(...SUPERGRAPH_INTERVAL_MS), () => "intervalMs");
  if (!interval.ok) throw new TypeError(interval.problems.join("; "));
  const trust = readTrust(options.trust);
  let etag: string | undefined;
  return {
    name: url,
    isRemote: true,
    async read(closing) {
      const known = etag;
      // Forgotten until all went well: after a failure it is read whole, whatever has become of it.
      etag = undefined;
      const found = await download(url, known, closing);
      if (found === undefined) {
        etag = known;
        return undefined;
      }
      checkDigest(url, found.text, trust);
      if (trust.key !== undefined) {
        const signedAt = signatureUrl(url);
        const signature = await download(signedAt, undefined, closing);
        checkSignature(url, found.text, { url: signedAt, text: signature?.text ?? "" }, trust.key);
      }
      etag = found.etag;
      return found.text;
    },
    forget() {
      etag = undefined;
    },
    follow: (changed, signal) => poll(intervalMs, clock, changed, signal),
  };
}

/** Where the signature stands of what is at a URL: behind its path, and before its query. */
function signatureUrl(text: string): string {
  const url = new URL(text);
  url.pathname += ".sig";
  return url.href;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export const isUrl = (text: string): boolean => /^https?:/i.test(text);

/** Whether a supergraph may be read from there: nobody between may change it. */
export function isSafeUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || hasCredentials(text)) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
}
