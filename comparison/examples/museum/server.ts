import { createServer, type IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { buildSchema, graphql } from "graphql";

// A museum's REST and GraphQL, as others have them: another domain, another shape, answers that are indented. It stands
// for somebody else's APIs in the example and in the test. `PORT=4090 node comparison/examples/museum/server.ts`

interface Artist {
  readonly id: string;
  readonly name: string;
  readonly born: number;
  readonly died: number;
  readonly biography: string;
}
const artists: readonly Artist[] = [
  { id: "a1", name: "Hokusai", born: 1760, died: 1849, biography: "Painter and maker of woodblock prints in Edo." },
  { id: "a2", name: "Hiroshige", born: 1797, died: 1858, biography: "The last great master of ukiyo-e." },
];

interface Artwork {
  readonly id: string;
  readonly title: string;
  readonly year: number;
  readonly room: string;
  readonly medium: string;
  readonly artistId: string;
  readonly relatedIds: readonly string[];
}
const medium = "woodblock print, ink and colour on paper";
const artworks: readonly Artwork[] = [
  { id: "1", title: "The Great Wave", year: 1831, room: "12", medium, artistId: "a1", relatedIds: ["2", "3"] },
  { id: "2", title: "Fine Wind, Clear Morning", year: 1831, room: "12", medium, artistId: "a1", relatedIds: ["1"] },
  { id: "3", title: "Sudden Shower over Ōhashi", year: 1857, room: "12", medium, artistId: "a2", relatedIds: ["1"] },
];

const schema = buildSchema(/* GraphQL */ `
  type Query { artwork(id: ID!): Artwork artworks(room: String!): [Artwork!]! }
  type Artwork { id: ID! title: String! year: Int! room: String! medium: String! artist: Artist! related: [Artwork!]! }
  type Artist { id: ID! name: String! born: Int! died: Int! biography: String! }
`);
const inGraph = (artwork: Artwork): object => ({
  ...artwork,
  artist: () => artists.find(({ id }) => id === artwork.artistId),
  related: () => artworks.filter(({ id }) => artwork.relatedIds.includes(id)).map(inGraph),
});
const rootValue = {
  artwork: ({ id: wanted }: { id: string }) => artworks.filter(({ id }) => id === wanted).map(inGraph)[0],
  artworks: ({ room: wanted }: { room: string }) => artworks.filter(({ room }) => room === wanted).map(inGraph),
};

async function answer(request: IncomingMessage): Promise<unknown> {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://museum");
  if (pathname === "/graphql") {
    const { query, variables } = JSON.parse(await text(request));
    return graphql({ schema, source: query, variableValues: variables, rootValue });
  }
  const [, kind, wanted] = pathname.split("/");
  if (kind === "artists") return artists.find(({ id }) => id === wanted);
  if (kind !== "artworks") return undefined;
  if (wanted !== undefined) return artworks.find(({ id }) => id === wanted);
  const ids = searchParams.get("ids")?.split(",");
  return artworks.filter(({ id, room }) => ids?.includes(id) ?? room === searchParams.get("room"));
}

const server = createServer(async (request, response) => {
  const known = request.headers.authorization?.startsWith("Bearer ");
  const body = known ? await answer(request) : { error: "who asks?" };
  const status = known ? (body === undefined ? 404 : 200) : 401;
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body ?? { error: "there is none" }, null, 2));
});
server.listen(Number(process.env["PORT"] ?? 4090), "127.0.0.1", () => {
  const address = server.address();
  process.stdout.write(`http://127.0.0.1:${typeof address === "object" ? address?.port : address}\n`);
});
