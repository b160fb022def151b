/** Clients send few different headers, so that most are decided once. */
const MOST_REMEMBERED = 256;

/** The same decision about a header's text, from memory where it was made before. */
export function decideOnce<Decision>(decide: (header: string) => Decision): (header: string) => Decision {
  const decided = new Map<string, { readonly decision: Decision }>();
  return (header) => {
    const known = decided.get(header);
    if (known !== undefined) return known.decision;
    const decision = decide(header);
    if (decided.size === MOST_REMEMBERED) decided.clear();
    decided.set(header, { decision });
    return decision;
  };
}
