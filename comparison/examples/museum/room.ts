// The works of one room, with their artists.

interface Artist {
  readonly name: string;
  readonly born: number;
}
interface Shown {
  readonly title: string;
  readonly artist: Artist;
}

interface FromRest {
  readonly works: readonly { readonly title: string; readonly artistId: string }[];
  readonly artists: readonly (Artist & { readonly id: string })[];
}
export const fromRest = ({ works, artists }: FromRest): (() => readonly Shown[]) => {
  const byId = (id: string): Artist => {
    const found = artists.find((artist) => artist.id === id);
    if (found === undefined) throw new Error(`there is no artist ${id}`);
    return found;
  };
  return () => works.map(({ title, artistId }) => ({ title, artist: byId(artistId) }));
};

export const fromGraphql =
  ({ artworks }: { readonly artworks: readonly Shown[] }): (() => readonly Shown[]) =>
  () =>
    artworks;

export const render = (shown: () => readonly Shown[]): string =>
  shown()
    .map(({ title, artist }) => `${title}: ${artist.name}, born ${artist.born}`)
    .join("\n");
