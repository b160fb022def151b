import { expect, test } from "vitest";
import { databaseUrl } from "./index.ts";

test.each([
  ["postgresql://me@/shop?host=/run/postgresql", "postgresql://me@localhost/shop?host=/run/postgresql"],
  ["postgresql:///shop?host=/run/postgresql", "postgresql://localhost/shop?host=/run/postgresql"],
  ["postgres://me:secret@:5433/shop", "postgres://me:secret@localhost:5433/shop"],
  ["postgresql://", "postgresql://localhost"],
  ["postgresql://me@db.example/shop", "postgresql://me@db.example/shop"],
  ["postgresql://%2Frun%2Fpostgresql/shop", "postgresql://%2Frun%2Fpostgresql/shop"],
])("a database may be given without a host, as PostgreSQL's own programs take it: %s", (given, understood) => {
  expect(databaseUrl.parse(given)).toBe(understood);
});

test.each(["mysql://me@/shop", "localhost", "/run/postgresql"])("%s is no database's URL", (text) => {
  expect(() => databaseUrl.parse(text)).toThrow("a URL that starts with postgresql:// or postgres://");
});
