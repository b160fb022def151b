/**
 * G0, labelled as naive: the one fragment for everything that grows in code bases where nobody looks at bytes. Every screen spreads
 * it, whatever it shows.
 */
export const PRODUCT = /* GraphQL */ `fragment EveryProduct on Product {
  id sku name slug tagline description brand weightGrams material color countryOfOrigin warrantyMonths tags status averageRating reviewCount createdAt updatedAt
  price { amount currency } compareAtPrice { amount currency } dimensions { lengthMm widthMm heightMm }
  thumbnail { url alt width height } images { url alt width height } attributes { name value }
  category { id slug name } stock { onHand reserved available } seller { id username displayName avatarUrl bio }
  reviews(first: 10) { edges { node { id rating title body createdAt author { id username displayName avatarUrl } } } }
}`;

export const ORDER = /* GraphQL */ `fragment EveryOrder on Order {
  id number status statusReason placedAt updatedAt subtotal { amount currency } shippingCost { amount currency } total { amount currency }
  customer { id username displayName avatarUrl } shippingAddress { recipient line1 line2 city region postalCode countryCode }
  items { position nameAsBought quantity unitPrice { amount currency } lineTotal { amount currency } product { id sku name slug brand price { amount currency } thumbnail { url alt width height } } }
  shipment { id carrier trackingNumber shippedAt expectedOn deliveredAt } timeline { status message at }
}`;
