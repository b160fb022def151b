import { GraphQLError, GraphQLScalarType, Kind, type ValueNode } from "graphql";
import { GraphQLCurrency, GraphQLDateTimeISO, GraphQLLocalDate } from "graphql-scalars";

/**
 * The resolvers of every scalar that the subgraphs' schemas share.
 * Inside: `MinorUnits` is a number (or a bigint when written out), `DateTime` a Date, the others text.
 */
export const scalars = {
  MinorUnits: new GraphQLScalarType<number, number>({
    name: "MinorUnits",
    serialize: (value) => safeInteger(typeof value === "bigint" ? Number(value) : value),
    parseValue: safeInteger,
    parseLiteral: (node: ValueNode) => safeInteger(node.kind === Kind.INT ? Number(node.value) : node.kind),
  }),
  DateTime: renamed(GraphQLDateTimeISO, "DateTime"),
  Date: renamed(GraphQLLocalDate, "Date"),
  CurrencyCode: renamed(GraphQLCurrency, "CurrencyCode"),
  Url: new GraphQLScalarType<string, string>({ name: "Url", serialize: urlText, parseValue: urlText }),
};

function renamed<Internal, External>(scalar: GraphQLScalarType<Internal, External>, name: string) {
  return new GraphQLScalarType({ ...scalar.toConfig(), name });
}

function safeInteger(value: unknown): number {
  if (typeof value === "number" && Number.isSafeInteger(value)) return value;
  throw new GraphQLError(`MinorUnits cannot represent ${String(value)}: it is no whole number within 2^53 − 1`);
}

function urlText(value: unknown): string {
  if (typeof value === "string" && (value.startsWith("/") || URL.canParse(value))) return value;
  throw new GraphQLError("Url cannot represent this value: it is no URL and no absolute path");
}
