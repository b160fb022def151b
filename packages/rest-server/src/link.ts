import type { FastifyReply, FastifyRequest } from "fastify";

/**
 * Says where the first and the next page are (RFC 8288). The targets are relative to the request's own URL, and so true
 * wherever the API is mounted.
 */
export function linkPages({ url }: FastifyRequest, reply: FastifyReply, next: string | undefined): void {
  const query = new URLSearchParams(url.slice(url.indexOf("?") === -1 ? url.length : url.indexOf("?")));
  const links: string[] = [];
  if (next !== undefined) links.push(link(query, "next", next));
  if (query.has("after")) links.push(link(query, "first", undefined));
  if (links.length > 0) reply.header("link", links.join(", "));
}

function link(query: URLSearchParams, relation: string, after: string | undefined): string {
  const target = new URLSearchParams(query);
  if (after === undefined) target.delete("after");
  else target.set("after", after);
  return `<?${target}>; rel="${relation}"`;
}

/** The cursor of the page that a `Link` header calls the next; undefined on the last page. */
export function nextOf(header: string | string[] | undefined): string | undefined {
  const match = /<\?([^>]*)>; rel="next"/.exec([header ?? []].flat().join(", "));
  return match ? (new URLSearchParams(match[1]).get("after") ?? undefined) : undefined;
}
