import type { ResolverTypes } from "../../tools/generate/resolver-types.ts";

export default {
  contextType: "../context.ts#Context",
  mappers: {
    Category: "../category/repository.ts#CategoryRow",
    Product: "../product/columns.ts#ProductRow",
    Review: "../review/columns.ts#ReviewRow",
    Stock: "../stock/repository.ts#StockRow",
    User: "../reference.ts#UserReference",
  },
} satisfies ResolverTypes;
