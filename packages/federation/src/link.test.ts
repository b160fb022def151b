import { CoreFeature, FeatureUrl } from "@apollo/federation-internals";
import fc from "fast-check";
import { parse } from "graphql";
import { expect, it } from "vitest";
import { readLinks } from "./link.ts";

const name = fc.constantFrom("cost", "listSize", "weight", "link", "c");
const imported = fc.record({
  name: fc.constantFrom("@cost", "@listSize"),
  as: fc.option(name.map((one) => `@${one}`)),
});
const linked = fc.record({
  as: fc.option(fc.constantFrom("c", "price")),
  imports: fc.uniqueArray(imported, { maxLength: 2, selector: (one) => one.name }),
  linkAs: fc.constantFrom("link", "core"),
});

it("directives have the names that Apollo's own reading of @link gives them", () => {
  fc.assert(
    fc.property(linked, ({ as, imports, linkAs }) => {
      const list = imports.map((one) =>
        one.as === null ? `"${one.name}"` : `{ name: "${one.name}", as: "${one.as}" }`,
      );
      const links = readLinks(
        parse(`schema
          @${linkAs}(url: "https://specs.apollo.dev/link/v1.0"${linkAs === "link" ? "" : `, as: "${linkAs}"`})
          @${linkAs}(url: "https://specs.apollo.dev/cost/v0.1"${as === null ? "" : `, as: "${as}"`}, import: [${list.join(", ")}])
          { query: Query } type Query { a: Int }`),
      );
      for (const directive of ["cost", "listSize"]) {
        const expected = CoreFeature.directiveNameInSchemaForCoreArguments(
          FeatureUrl.parse("https://specs.apollo.dev/cost/v0.1"),
          as ?? "cost",
          imports.map((one) => (one.as === null ? { name: one.name } : { name: one.name, as: one.as })),
          directive,
        );
        expect([...links.namesOf("https://specs.apollo.dev/cost", directive)]).toEqual([expected]);
        expect(links.identityOf(expected)).toBe("https://specs.apollo.dev/cost");
      }
      expect([...links.namesOf("https://specs.apollo.dev/other", "cost")]).toEqual([]);
      expect(links.identityOf("other")).toBeUndefined();
    }),
  );
});
