import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "../../prisma/products/schema.prisma",
  migrations: { path: "../../prisma/products/migrations" },
});
