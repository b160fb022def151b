import { readFileSync } from "node:fs";
import { z } from "zod";

const name = z.object({ name: z.string(), value: z.string() });
/** -1 where whoever recorded it did not know. */
const size = z.number().default(-1);

/** What of an HTTP archive is read here (http://www.softwareishard.com/blog/har-12-spec/). */
const shape = z.object({
  log: z.object({
    entries: z.array(
      z.object({
        startedDateTime: z.string().refine((text) => !Number.isNaN(Date.parse(text)), { error: "a time" }),
        /** Milliseconds. */
        time: z.number(),
        request: z.object({
          method: z.string(),
          url: z.string(),
          headersSize: size,
          bodySize: size,
          headers: z.array(name).default([]),
        }),
        response: z.object({
          status: z.number(),
          headersSize: size,
          bodySize: size,
          /** Head and body as they came: so Chrome says it, where it does not know them apart. */
          _transferSize: size,
          content: z.object({
            mimeType: z.string().default(""),
            text: z.string().optional(),
            encoding: z.string().optional(),
          }),
        }),
      }),
    ),
  }),
});

/** A recorded request and its answer. */
export interface Recorded {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly mediaType: string;
  /** The answer's body; undefined where it was not recorded. */
  readonly text: string | undefined;
  /** Bytes on the wire, in both directions together; undefined where the archive does not say. */
  readonly wireBytes: number | undefined;
  /** Whether the request's head is not in them, since the archive does not say how long it was. */
  readonly lacksRequestHead: boolean;
  /** Milliseconds since 1970. */
  readonly beganAt: number;
  readonly endedAt: number;
}

/**
 * Reads an HTTP archive as browsers save it.
 * @throws Error naming the file, and where it is not as archives are
 */
export function readArchive(file: string): readonly Recorded[] {
  const parsed = shape.safeParse(parse(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new Error(`${file} is no HTTP archive: ${issue?.path.map(String).join(".")}: ${issue?.message}`);
  }
  return parsed.data.log.entries.map(({ startedDateTime, time, request, response }) => {
    const { text, encoding, mimeType } = response.content;
    const beganAt = Date.parse(startedDateTime);
    const answered = known(response.headersSize, response.bodySize) ?? known(response._transferSize);
    return {
      method: request.method,
      url: request.url,
      status: response.status,
      mediaType: mimeType,
      text: text !== undefined && encoding === "base64" ? Buffer.from(text, "base64").toString() : text,
      wireBytes:
        answered === undefined ? undefined : known(Math.max(0, request.headersSize), request.bodySize, answered),
      lacksRequestHead: request.headersSize < 0,
      beganAt,
      endedAt: beganAt + time,
    };
  });
}

/** The sum of some sizes; undefined when one is not known. */
const known = (...sizes: readonly number[]): number | undefined =>
  sizes.every((bytes) => bytes >= 0) ? sizes.reduce((sum, bytes) => sum + bytes, 0) : undefined;

function parse(file: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Error(`${file} cannot be read`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Error(`${file} is no HTTP archive: it is not JSON`);
  }
}
