import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "../../prisma/users/schema.prisma",
  migrations: { path: "../../prisma/users/migrations" },
});
