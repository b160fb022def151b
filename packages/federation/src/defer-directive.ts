import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLNonNull,
  GraphQLSchema,
  GraphQLString,
} from "graphql";

/** As graphql-js 17 has it, which implements https://github.com/graphql/graphql-spec/pull/1110. */
const DEFER = new GraphQLDirective({
  name: "defer",
  description:
    "Lets a fragment be answered later than what stands around it, where the client takes an answer in parts.",
  locations: [DirectiveLocation.FRAGMENT_SPREAD, DirectiveLocation.INLINE_FRAGMENT],
  args: {
    if: {
      type: new GraphQLNonNull(GraphQLBoolean),
      defaultValue: true,
      description: "Whether it may be answered later.",
    },
    label: { type: GraphQLString, description: "Names the fragment among the parts of the answer: unlike all others." },
  },
});

/** A schema whose operations may have deferred fragments. */
export function withDefer(schema: GraphQLSchema): GraphQLSchema {
  if (schema.getDirective(DEFER.name)) return schema;
  const config = schema.toConfig();
  return new GraphQLSchema({ ...config, directives: [...config.directives, DEFER] });
}
