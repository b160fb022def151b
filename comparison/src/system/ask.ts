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
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 80)}`);
  try {
    return JSON.parse(text) as Body;
  } catch {
    throw new Error(`${url} answered no JSON: ${text.slice(0, 80)}`);
  }
}
