import { InvalidSupergraphError } from "@threefold/federation";
import { errors, request } from "undici";

const MAX_BYTES = 32 * 1024 * 1024;
const TIMEOUT_MS = 10_000;

export interface Download {
  readonly text: string;
  readonly etag: string | undefined;
}

/**
 * Reads the text at a URL.
 * @param known the entity tag of what was read last
 * @param closing ends it: nobody waits for the text any more
 * @returns undefined when it is still that
 * @throws InvalidSupergraphError saying in one line why there is none
 */
export async function download(
  url: string,
  known: string | undefined,
  closing?: AbortSignal,
): Promise<Download | undefined> {
  const timeout = AbortSignal.timeout(TIMEOUT_MS);
  const signal = closing === undefined ? timeout : AbortSignal.any([timeout, closing]);
  try {
    const headers = { accept: "application/graphql, text/plain, */*;q=0.5", ...(known && { "if-none-match": known }) };
    const { statusCode, headers: answered, body } = await request(url, { headers, signal });
    if (statusCode === 200) return { text: await textOf(body, url), etag: etagOf(answered["etag"]) };
    await body.dump();
    if (statusCode === 304 && known !== undefined) return undefined;
    const redirect = statusCode >= 300 && statusCode < 400 ? ", and redirects are not followed" : "";
    throw new InvalidSupergraphError(`${url} answers with status ${statusCode}${redirect}`);
  } catch (error) {
    if (error instanceof InvalidSupergraphError) throw error;
    throw new InvalidSupergraphError(`${url} cannot be read: ${reasonOf(error, timeout, closing)}`, { cause: error });
  }
}

async function textOf(body: AsyncIterable<Buffer>, url: string): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) throw new InvalidSupergraphError(`${url} is larger than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

const etagOf = (header: string | string[] | undefined) => (typeof header === "string" ? header : undefined);

function reasonOf(error: unknown, timeout: AbortSignal, closing: AbortSignal | undefined): string {
  if (closing?.aborted) return "nobody waits for it any more";
  if (timeout.aborted) return `no answer within ${TIMEOUT_MS / 1000} seconds`;
  if (error instanceof errors.UndiciError) return error.message;
  return error instanceof Error && "code" in error ? String(error.code) : "the connection failed";
}
