import type { Transform } from "node:stream";
import { finished } from "node:stream/promises";
import { createBrotliDecompress, createGunzip, createZstdDecompress } from "node:zlib";

/** What browsers send with every request of a page's script, so that heads are of a realistic size. */
export const BROWSER = {
  accept: "application/json",
  "accept-language": "en",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  // The coding that both sides have and every client knows.
  "accept-encoding": "gzip",
};

/** How much of a body was here, decoded, at which moment of this process's clock (milliseconds). */
export interface Arrival {
  readonly bytes: number;
  readonly at: number;
}

/** A body that is decoded as it comes. */
export interface Decoding {
  write(chunk: Buffer): void;
  /** @throws Error when it is not of its coding or ends too early, or the coding is not known */
  end(): Promise<{ readonly text: string; readonly arrivals: readonly Arrival[] }>;
}

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip,
  br: createBrotliDecompress,
  zstd: createZstdDecompress,
};

export function decoding(coding: string | undefined): Decoding {
  const chunks: Buffer[] = [];
  const arrivals: Arrival[] = [];
  let bytes = 0;
  const take = (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    arrivals.push({ bytes, at: performance.now() });
  };
  const all = () => ({ text: Buffer.concat(chunks).toString(), arrivals });
  if (coding === undefined) return { write: take, end: async () => all() };
  const decoder = Object.hasOwn(DECODERS, coding) ? DECODERS[coding]?.() : undefined;
  if (!decoder) return { write: () => {}, end: () => Promise.reject(new Error(`the coding ${coding} is not known`)) };
  decoder.on("data", take);
  const ended = finished(decoder);
  // It is told of where it is waited for.
  ended.catch(() => {});
  let isEmpty = true;
  return {
    write(chunk) {
      isEmpty = false;
      decoder.write(chunk);
    },
    async end() {
      // 304 and answers to HEAD name the coding of a body that they lack.
      if (isEmpty) decoder.destroy();
      else {
        decoder.end();
        await ended;
      }
      return all();
    },
  };
}
