import { EventEmitter, on } from "node:events";
import { composeApiSchema } from "@threefold/playground/api-schema";
import {
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
  isEnumType,
  isListType,
  isNonNullType,
  isScalarType,
} from "graphql";

const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  ID: ["f3a1", "b702", "c9d4"],
  Int: [5, 128, 31],
  Float: [4.8, 4.6, 4.5],
  Boolean: [true],
  MinorUnits: [12900, 4950, 21800],
  CurrencyCode: ["EUR"],
  DateTime: ["2026-09-30T09:30:00.000Z"],
  Date: ["2026-09-30"],
  Url: ["/favicon.svg"],
  accessToken: ["sample-token"],
  expiresAt: ["2126-01-01T00:00:00.000Z"],
  displayName: ["Sol Andersson", "Mira Okafor", "Jun Watanabe", "Ines Duarte"],
  name: ["Walnut desk lamp", "Enamel camping kettle", "Merino travel blanket"],
  rating: [5, 4, 5],
  title: ["Exactly as described", "Good, with one reservation", "Would buy again"],
};

/** What happens in the sample shop: an order that is placed is an event of every subscription. */
const shop = new EventEmitter();

/** The graph as clients see it, with values of the right types and nothing behind them: for the look of a page. */
export async function sampleSchema(): Promise<GraphQLSchema> {
  const schema = await composeApiSchema();
  for (const type of Object.values(schema.getTypeMap())) {
    if (!("getFields" in type) || type.name.startsWith("__")) continue;
    for (const field of Object.values(type.getFields())) {
      if ("resolve" in field) field.resolve = resolveSample;
    }
  }
  const { placeOrder } = schema.getMutationType()?.getFields() ?? {};
  if (placeOrder) {
    placeOrder.resolve = (...parameters) => {
      shop.emit("order");
      return resolveSample(...parameters);
    };
  }
  for (const field of Object.values(schema.getSubscriptionType()?.getFields() ?? {})) {
    field.subscribe = () => on(shop, "order");
  }
  return schema;
}

/** Objects carry their place in their list and how many were asked for, so that three products have three names. */
interface Sample {
  place: number;
  count: number;
}

const resolveSample: GraphQLFieldResolver<Sample | undefined, { signedIn: boolean }, { first?: number }> = (
  parent,
  { first },
  { signedIn },
  { fieldName, returnType },
) => {
  if (fieldName === "me" && !signedIn) return null;
  return sampleOf(returnType, fieldName, { place: parent?.place ?? 0, count: first ?? parent?.count ?? 3 });
};

function sampleOf(type: GraphQLOutputType, field: string, sample: Sample): unknown {
  if (isNonNullType(type)) return sampleOf(type.ofType, field, sample);
  if (isListType(type)) {
    const places = Array.from({ length: Math.min(sample.count, 3) }, (_, index) => sample.place + index);
    return places.map((place) => sampleOf(type.ofType, field, { ...sample, place }));
  }
  if (isEnumType(type)) return type.getValues()[0]?.value;
  if (!isScalarType(type)) return sample;
  const samples = SAMPLES[field] ?? SAMPLES[type.name] ?? [`Sample ${field}`];
  return samples[sample.place % samples.length];
}
