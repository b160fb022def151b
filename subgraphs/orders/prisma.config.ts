import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "../../prisma/orders/schema.prisma",
  migrations: { path: "../../prisma/orders/migrations" },
});
