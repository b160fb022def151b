import type { Endpoint } from "./endpoints.ts";
import { JSON_API } from "./media-type.ts";
import { TYPE_NAMES } from "./model.ts";

const text = (description: string) => ({ type: "string", description });

const identifier = {
  type: "object",
  properties: { type: { type: "string", enum: [...TYPE_NAMES] }, id: { type: "string" } },
  required: ["type", "id"],
};

const resource = {
  type: "object",
  properties: {
    ...identifier.properties,
    attributes: { type: "object", additionalProperties: true },
    relationships: {
      type: "object",
      additionalProperties: {
        type: "object",
        properties: {
          data: { anyOf: [identifier, { type: "array", items: identifier }, { type: "null" }] },
          links: { type: "object", additionalProperties: true },
          meta: { type: "object", additionalProperties: true },
        },
        anyOf: [{ required: ["data"] }, { required: ["links"] }, { required: ["meta"] }],
      },
    },
  },
  required: ["type", "id"],
  additionalProperties: false,
};

const errors = {
  type: "object",
  properties: {
    jsonapi: { type: "object", additionalProperties: true },
    errors: {
      type: "array",
      minItems: 1,
      items: {
        type: "object",
        properties: {
          status: { type: "string" },
          code: { type: "string" },
          title: { type: "string" },
          detail: { type: "string" },
          source: { type: "object", additionalProperties: true },
          links: { type: "object", additionalProperties: true },
          meta: { type: "object", additionalProperties: true },
        },
        additionalProperties: false,
      },
    },
    meta: { type: "object", additionalProperties: true },
  },
  required: ["errors"],
  additionalProperties: false,
};

const failure = { description: "Errors", content: { [JSON_API]: { schema: errors } } };

/** What an endpoint takes and gives. What is not among its parameters is refused by name. */
export function schemaOf({ id, summary, many, sorts, filters = [], required = [] }: Endpoint): object {
  const paged = many && filters.every((name) => name !== "parentId");
  const document = {
    type: "object",
    properties: {
      jsonapi: { type: "object", additionalProperties: true },
      links: { type: "object", additionalProperties: true },
      data: many ? { type: "array", items: resource } : resource,
      included: { type: "array", items: resource },
    },
    required: ["jsonapi", "data"],
    additionalProperties: false,
  };
  return {
    operationId: id,
    tags: ["jsonapi"],
    summary,
    querystring: {
      type: "object",
      properties: {
        include: text(
          "Relationships to include, with dots and commas between: `seller,reviews.author`. Three deep at most.",
        ),
        ...Object.fromEntries(TYPE_NAMES.map((name) => [`fields[${name}]`, text(`Which members of ${name} to show.`)])),
        ...(paged && {
          "page[size]": text("From 1 to 100."),
          "page[after]": text("A cursor, as `links.next` has it."),
        }),
        ...(sorts && { sort: { type: "string", enum: sorts } }),
        ...Object.fromEntries(filters.map((name) => [`filter[${name}]`, { type: "string" }])),
        "relatedPage[reviews]": text("How many reviews of each product to include, from 1 to 100; 10 unless given."),
      },
      ...(required.length > 0 && { required: required.map((name) => `filter[${name}]`) }),
      additionalProperties: false,
    },
    response: {
      200: { description: "OK", content: { [JSON_API]: { schema: document } } },
      "4xx": failure,
      "5xx": failure,
    },
  };
}
