export const JSON_API = "application/vnd.api+json";

/**
 * The profile by which `relatedPage[NAME]` says how many of each related list are included, which JSON:API itself has no
 * words for (https://jsonapi.org/format/1.1/#profiles).
 */
export const RELATED_PAGE_PROFILE = "https://threefold.example/profiles/related-page";

/**
 * Whether a client takes JSON:API by its `Accept`. Instances of the media type count that have no parameters but `profile`:
 * no extension is served here (https://jsonapi.org/format/1.1/#content-negotiation-servers).
 */
export function acceptsJsonApi(accept: string): boolean {
  return ranges(accept).some(({ type, parameters }) => {
    if (parameters.get("q") === "0") return false;
    if (type === "*/*" || type === "application/*") return true;
    return type === JSON_API && [...parameters.keys()].every((name) => name === "profile" || name === "q");
  });
}

/** Commas and semicolons within quotes are text. */
const COMMA = /,(?=(?:[^"]*"[^"]*")*[^"]*$)/;
const SEMICOLON = /;(?=(?:[^"]*"[^"]*")*[^"]*$)/;

function ranges(accept: string) {
  return accept.split(COMMA).map((range) => {
    const [type = "", ...rest] = range.split(SEMICOLON).map((part) => part.trim());
    const parameters = rest.map((parameter): [string, string] => {
      const [name = "", value = ""] = parameter.split(/=(.*)/s);
      return [name.toLowerCase(), value];
    });
    return { type: type.toLowerCase(), parameters: new Map(parameters) };
  });
}
