/** The services whose REST this edge knows. */
export const SERVICES = ["products", "users", "orders"] as const;
export type ServiceName = (typeof SERVICES)[number];
