import { describe, expect, test } from "vitest";
import { migrate } from "./migrate.ts";
import { column, scratchDatabase, scratchMigrations } from "./testing/scratch.ts";

const TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_%' ORDER BY 1";

describe("migrating a database", () => {
  test("applies what is new, in the order of the names, and each only once", async () => {
    await using database = await scratchDatabase();
    using migrations = scratchMigrations({
      "2_second": "ALTER TABLE lamp ADD COLUMN watts INT",
      "1_first": "CREATE TABLE lamp (id INT); CREATE TABLE bulb (id INT);",
    });
    const options = { url: database.ownerUrl, directory: migrations.directory };
    expect(await migrate(options)).toEqual(["1_first", "2_second"]);
    expect(await migrate(options)).toEqual([]);
    migrations.write("3_third", "DROP TABLE bulb");
    expect(await migrate(options)).toEqual(["3_third"]);
    expect(await column(database.ownerUrl, TABLES)).toEqual(["lamp"]);
  });

  test("by two processes at once applies each migration once", async () => {
    await using database = await scratchDatabase();
    using migrations = scratchMigrations({ "1_first": "CREATE TABLE lamp (id INT)" });
    const options = { url: database.ownerUrl, directory: migrations.directory };
    const applied = await Promise.all([migrate(options), migrate(options), migrate(options)]);
    expect(applied.flat()).toEqual(["1_first"]);
  });

  test("names a migration that fails and why, keeps nothing of it, and goes on from there once it is mended", async () => {
    await using database = await scratchDatabase();
    using migrations = scratchMigrations({
      "1_first": "CREATE TABLE lamp (id INT)",
      "2_broken": "CREATE TABLE bulb (id INT); ALTER TABLE lmap ADD COLUMN watts INT;",
    });
    const options = { url: database.ownerUrl, directory: migrations.directory };
    await expect(migrate(options)).rejects.toThrow(
      `migration 2_broken of the database ${database.name} failed: relation "lmap" does not exist`,
    );
    expect(await column(database.ownerUrl, TABLES)).toEqual(["lamp"]);
    migrations.write("2_broken", "CREATE TABLE bulb (id INT)");
    expect(await migrate(options)).toEqual(["2_broken"]);
  });

  test("refuses a migration that was edited after it was applied, but not one with other line ends", async () => {
    await using database = await scratchDatabase();
    using migrations = scratchMigrations({ "1_first": "CREATE TABLE lamp (\n  id INT\n)\n" });
    const options = { url: database.ownerUrl, directory: migrations.directory };
    await migrate(options);
    migrations.write("1_first", "CREATE TABLE lamp (\r\n  id INT\r\n)\r\n");
    expect(await migrate(options)).toEqual([]);
    migrations.write("1_first", "CREATE TABLE lamp (id BIGINT)");
    await expect(migrate(options)).rejects.toThrow("migration 1_first was edited after it was applied");
  });

  test("says which database cannot be reached, without its password", async () => {
    using migrations = scratchMigrations({});
    const url = "postgresql://somebody:secret@127.0.0.1:1/lamps";
    const failure = migrate({ url, directory: migrations.directory });
    await expect(failure).rejects.toThrow(
      "the database lamps at 127.0.0.1:1 cannot be reached: connect ECONNREFUSED 127.0.0.1:1",
    );
    await expect(failure).rejects.not.toThrow("secret");
  });
});
