import { composeApiSchema } from "@threefold/playground/api-schema";
import { parse, validate } from "graphql";
import { expect, test } from "vitest";
import { ALL_ORDERS, MY_ORDERS, STOCK_CHANGED } from "./documents.ts";

test.each([...[ALL_ORDERS, MY_ORDERS].flatMap(({ query, subscription }) => [query, subscription]), STOCK_CHANGED])(
  "%s is valid against the composed schema",
  async (document) => {
    expect(validate(await composeApiSchema(), parse(document)).map(({ message }) => message)).toEqual([]);
  },
);
