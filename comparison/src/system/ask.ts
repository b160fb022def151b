/**
 * Asks for JSON.
 * @throws Error in one clear line: nothing answers, it answers a failure, or no JSON
 */
export async function ask<Body>(url: string, init: RequestInit = {}): Promise<Body> {
  const response = await fetch(url, init).catch((error: Error) => {
    throw new Error(`nothing answers at ${new URL(url).origin}: is the system up?`, { cause: error });
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${url} answered ${response.status}: ${text.slice(0, 80)}`);
  try {
    return JSON.parse(text) as Body;
  } catch {
    throw new Error(`${url} answered no JSON: ${text.slice(0, 80)}`);
  }
}
