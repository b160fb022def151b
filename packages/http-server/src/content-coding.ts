import { once } from "node:events";
import { promisify } from "node:util";
import {
  type BrotliCompress,
  brotliCompress,
  constants,
  createBrotliCompress,
  createGzip,
  createZstdCompress,
  type Gzip,
  gzip,
  type ZstdCompress,
  zstdCompress,
} from "node:zlib";
import Negotiator from "negotiator";
import { decideOnce } from "./decide-once.ts";

export type Coding = "br" | "zstd" | "gzip";

/** By preference. Levels are those that pay off for answers made on demand. */
const CODERS: Readonly<Record<Coding, (text: string) => Promise<Buffer>>> = {
  zstd: promisify((text: string, done: Done) => zstdCompress(text, done)),
  br: promisify((text: string, done: Done) =>
    brotliCompress(
      text,
      { params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT } },
      done,
    ),
  ),
  gzip: promisify((text: string, done: Done) => gzip(text, done)),
};
type Done = (error: Error | null, result: Buffer) => void;

const CODINGS = Object.keys(CODERS) as Coding[];
/** Below this, coding costs more than the bytes that it saves: the answer fits into one packet anyway. */
const SMALLEST = 1_024;
/** The coding for a text, by `Accept-Encoding` and its weights; undefined to send it as it is. */
export const codingFor = (acceptEncoding: string | undefined, text: string): Coding | undefined =>
  text.length < SMALLEST ? undefined : acceptedCoding(acceptEncoding);

/** Of what a client accepts alike, as browsers do, ours is the choice. */
const choose = decideOnce((acceptEncoding): Coding | undefined => {
  const headers = { "accept-encoding": acceptEncoding };
  const accepted = new Negotiator({ headers }).encodings([...CODINGS, "identity"]);
  const candidates = acceptEncoding.includes("q=") ? accepted.slice(0, 1) : accepted;
  return CODINGS.find((coding) => candidates.includes(coding));
});

/** The coding that a client gets for what is large enough to be coded. */
export const acceptedCoding = (acceptEncoding: string | undefined): Coding | undefined =>
  acceptEncoding === undefined ? undefined : choose(acceptEncoding);

type Encoder = Gzip | BrotliCompress | ZstdCompress;
const ENCODERS: Readonly<Record<Coding, () => Encoder>> = {
  zstd: createZstdCompress,
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }),
  gzip: createGzip,
};

/** Encodes a stream. */
export const encoder = (coding: Coding): Encoder => ENCODERS[coding]();

/** Encodes a text, away from the main thread. */
export const encode = (text: string, coding: Coding): Promise<Buffer> => CODERS[coding](text);

/**
 * Encodes a text that comes in parts: each is coded to its end before the next is taken, so that who reads has all of it then.
 * The last piece is what ends the coding.
 */
export async function* encodeParts(parts: AsyncIterable<string>, coding: Coding): AsyncGenerator<Buffer> {
  const coder = partCoder(coding);
  for await (const part of parts) yield await coder.encode(part);
  yield await coder.end();
}

/** Encodes one part after another. Each is to be awaited before the next is given: so the bytes do not depend on time. */
export function partCoder(coding: Coding): {
  encode(part: string | Buffer): Promise<Buffer>;
  end(): Promise<Buffer>;
} {
  const coder = encoder(coding);
  let coded: Buffer[] = [];
  coder.on("data", (chunk: Buffer) => coded.push(chunk));
  const take = (): Buffer => {
    const all = Buffer.concat(coded);
    coded = [];
    return all;
  };
  return {
    async encode(part) {
      coder.write(part);
      await new Promise<void>((resolve) => {
        coder.flush(() => resolve());
      });
      return take();
    },
    async end() {
      const ended = once(coder, "end");
      coder.end();
      await ended;
      return take();
    },
  };
}
