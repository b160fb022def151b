/** Clients send few different headers, so that most are decided once. */
const MOST_REMEMBERED = 256;
/** What decides reads a text again and again: the time for a long one grows by its square. */
const MOST_CHARACTERS = 2_048;

/**
 * The same decision about a header's text, from memory where it was made before. Of a text that is longer than any client has a reason for,
 * the beginning decides.
 */
export function decideOnce<Decision>(decide: (header: string) => Decision): (header: string) => Decision {
  const decided = new Map<string, { readonly decision: Decision }>();
  return (given) => {
    const header = given.length > MOST_CHARACTERS ? given.slice(0, MOST_CHARACTERS) : given;
    const known = decided.get(header);
    if (known !== undefined) return known.decision;
    const decision = decide(header);
    if (decided.size === MOST_REMEMBERED) decided.clear();
    decided.set(header, { decision });
    return decision;
  };
}
