/** A URL's text as people read it; as it is where it is not well encoded, as what was recorded elsewhere may be. */
export function readable(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    return url;
  }
}
