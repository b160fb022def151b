import { readFileSync } from "node:fs";
import { z } from "zod";

const header = z.object({ name: z.string(), value: z.string() });
/** -1 where whoever recorded it did not know, which some write as null. */
const size = z
  .number()
  .nullish()
  .transform((bytes) => bytes ?? -1);

/** What of an HTTP archive is read here (http://www.softwareishard.com/blog/har-12-spec/). */
const shape = z.object({
  log: z.object({
    entries: z.array(
      z.object({
        startedDateTime: z.string().refine((text) => !Number.isNaN(Date.parse(text)), { error: "a time" }),
        /** Milliseconds; nothing for what had not ended. */
        time: z.number().nullish(),
        /** Where Chrome found the answer, if not on the wire. */
        _fromCache: z.string().nullish(),
        request: z.object({
          method: z.string(),
          url: z.string(),
          headersSize: size,
          bodySize: size,
        }),
        response: z.object({
          /** 0, or null, where there was no answer. */
          status: z.number().nullable(),
          headers: z.array(header).catch([]),
          headersSize: size,
          bodySize: size,
          /** Head and body as they came: so Chrome says it, where it does not know them apart. */
          _transferSize: size,
          content: z.object({
            mimeType: z.string().nullish(),
            text: z.string().nullish(),
            encoding: z.string().nullish(),
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
  return parsed.data.log.entries.map(({ startedDateTime, time, request, response, _fromCache }) => {
    const { text, encoding, mimeType } = response.content;
    const beganAt = Date.parse(startedDateTime);
    const isCached = Boolean(_fromCache);
    const answered = known(response.headersSize, response.bodySize) ?? known(response._transferSize);
    const carried =
      answered === undefined ? undefined : known(Math.max(0, request.headersSize), request.bodySize, answered);
    // Chrome's own media type lacks the boundary of what comes in parts.
    const contentType = response.headers.find(({ name }) => name.toLowerCase() === "content-type")?.value;
    return {
      method: request.method,
      url: request.url,
      status: response.status ?? 0,
      mediaType: contentType ?? mimeType ?? "",
      text: (encoding === "base64" && text ? Buffer.from(text, "base64").toString() : text) ?? undefined,
      wireBytes: isCached ? 0 : carried,
      lacksRequestHead: !isCached && request.headersSize < 0,
      beganAt,
      // Nothing is known to have waited for what has no end.
      endedAt: beganAt + (time ?? Number.POSITIVE_INFINITY),
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
    // Fiddler begins its archives with a byte order mark, as the format allows.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    throw new Error(`${file} is no HTTP archive: it is not JSON`);
  }
}
