import type { ResolverTypes } from "../../tools/generate/resolver-types.ts";

export default {
  contextType: "../context.ts#Context",
  mappers: {
    Cart: "../cart/repository.ts#CartRow",
    CartItem: "../cart/repository.ts#CartItemRow",
    Order: "../order/columns.ts#OrderRow",
    OrderItem: "../order/repository.ts#OrderItemRow",
    OrderEvent: "../order/repository.ts#TimelineRow",
    Shipment: "../order/repository.ts#ShipmentRow",
    SalesSummary: "../sales/actions.ts#Summary",
    ProductSales: "../sales/repository.ts#ProductSalesRow",
    Product: "../reference.ts#ProductReference",
    User: "../reference.ts#UserReference",
  },
} satisfies ResolverTypes;
