import { HttpProblem } from "@threefold/rest-server";
import type { Asking } from "./asking.ts";
import { failureOf, type ServiceClient } from "./client.ts";

/** How much of an event that has not come to its end is kept. */
const MOST_CHARACTERS = 1024 * 1024;

/**
 * Follows what a service tells as server-sent events: a turn for each, whatever it says. From the first turn on the request may take as
 * long as it takes. It ends with the service's stream, or fails when the client is gone.
 * @returns null when there is nothing to follow that whoever asks may see
 * @throws HttpProblem service-unavailable, service-timeout, bad-answer
 */
export async function follow(client: ServiceClient, path: string, asking: Asking): Promise<AsyncIterable<void> | null> {
  const answer = await client.send({ method: "GET", path, headers: { accept: "text/event-stream" } }, asking);
  const { status, headers, body } = answer;
  if (status === 200 && headers["content-type"]?.toString().startsWith("text/event-stream"))
    return eventsOf(client, body, asking);
  await body.dump();
  if (status === 404) return null;
  throw new HttpProblem("bad-answer", `The ${client.name} service answered with ${status}.`, {
    members: { service: client.name },
  });
}

async function* eventsOf(
  { name }: ServiceClient,
  chunks: AsyncIterable<Uint8Array>,
  asking: Asking,
): AsyncGenerator<void, void, undefined> {
  asking.untimed();
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of chunks) {
      text += decoder.decode(chunk, { stream: true });
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      if (text.length > MOST_CHARACTERS) throw new Error("too large an event");
      for (const block of blocks) if (/^data:/m.test(block)) yield;
    }
  } catch (error) {
    throw failureOf(name, error, asking);
  }
}
