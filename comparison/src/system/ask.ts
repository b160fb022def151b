import { currentPatience, silent } from "../client/patience.ts";
import { Stopped } from "../stopped.ts";

/**
 * Asks for JSON.
 * @throws Error in one clear line: nothing answers, or not in time, it answers a failure, or no JSON; Stopped
 */
export async function ask<Body>(url: string, init: RequestInit = {}): Promise<Body> {
  const patience = currentPatience();
  const { signal, silenceMs } = patience;
  const late = AbortSignal.timeout(silenceMs);
  const failed = (message: string) => (error: Error) => {
    if (signal.aborted) throw new Stopped();
    if (late.aborted) throw silent(`${init.method ?? "GET"} ${url}`, patience);
    throw new Error(message, { cause: error });
  };
  const response = await fetch(url, { ...init, signal: AbortSignal.any([signal, late]) }).catch(
    failed(`nothing answers at ${new URL(url).origin}: is the system up?`),
  );
  const text = await response.text().catch(failed(`${url} broke off its answer`));
  const body = parse(text);
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${titleOf(body) ?? text.slice(0, 80)}`);
  if (body === undefined) throw new Error(`${url} answered no JSON: ${text.slice(0, 80)}`);
  return body as Body;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** What problem details (RFC 9457) are about, for people. */
function titleOf(body: unknown): string | undefined {
  const { title } = Object(body) as { title?: unknown };
  return typeof title === "string" ? title : undefined;
}
