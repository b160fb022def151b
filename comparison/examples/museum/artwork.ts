// One screen of the museum: what it shows of either API's answers, and how. What is shown is read in `render` only (by
// getters), because what reads a field counts as using it.

interface Artwork {
  readonly title: string;
  readonly year: number;
}
interface Shown {
  readonly artwork: Artwork;
  readonly artist: () => string;
  readonly related: () => readonly string[];
}

interface FromRest {
  readonly artwork: Artwork;
  readonly artist: { readonly name: string };
  readonly related: readonly Artwork[];
}
export const fromRest = ({ artwork, artist, related }: FromRest): Shown => ({
  artwork,
  artist: () => artist.name,
  related: () => related.map(({ title }) => title),
});

interface FromGraphql {
  readonly artwork: Artwork & { readonly artist: { readonly name: string }; readonly related: readonly Artwork[] };
}
export const fromGraphql = ({ artwork }: FromGraphql): Shown => ({
  artwork,
  artist: () => artwork.artist.name,
  related: () => artwork.related.map(({ title }) => title),
});

export const render = ({ artwork, artist, related }: Shown): string =>
  [`${artwork.title} (${artwork.year})`, `by ${artist()}`, ...related()].join("\n");
