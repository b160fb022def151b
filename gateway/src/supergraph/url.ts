import type { Clock } from "@threefold/upstream";
import { download } from "./download.ts";
import { poll } from "./poll.ts";
import type { SupergraphSource } from "./source.ts";
import { checkDigest, checkSignature, type Trust } from "./trust.ts";

export interface UrlSourceOptions {
  /** Milliseconds between two looks. */
  readonly intervalMs: number;
  /** What shows that a supergraph is the right one. */
  readonly trust: Trust;
  readonly clock: Clock;
}

/**
 * A supergraph at a URL: https, or on this machine. It is asked for again and again by its entity tag. Redirects are not
 * followed: who may say where to look is who may say where identities are sent.
 */
export function urlSource(url: string, { intervalMs, trust, clock }: UrlSourceOptions): SupergraphSource {
  let etag: string | undefined;
  return {
    name: url,
    async read() {
      const known = etag;
      // Forgotten until all went well: after a failure it is read whole, whatever has become of it.
      etag = undefined;
      const found = await download(url, known);
      if (found === undefined) {
        etag = known;
        return undefined;
      }
      checkDigest(url, found.text, trust);
      if (trust.key !== undefined) {
        const signature = await download(`${url}.sig`, undefined);
        checkSignature(url, found.text, signature?.text ?? "", trust.key);
      }
      etag = found.etag;
      return found.text;
    },
    follow: (changed, signal) => poll(intervalMs, clock, changed, signal),
  };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

export const isUrl = (text: string): boolean => /^https?:/i.test(text);

/** Whether a supergraph may be read from there: nobody between may change it. */
export function isSafeUrl(text: string): boolean {
  const url = URL.parse(text);
  if (url === null || url.username !== "" || url.password !== "") return false;
  return url.protocol === "https:" || (url.protocol === "http:" && LOOPBACK.test(url.hostname));
}
