/**
 * Whether a URL names a user or a password. A subgraph's may not: they would stand in the supergraph and in messages, and
 * requests carry them nowhere.
 */
export function hasCredentials(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && (url.username !== "" || url.password !== "");
}
