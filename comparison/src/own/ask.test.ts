import { expect, test } from "vitest";
import { askRest } from "./ask.ts";

test("requests are in a row with those that they wait for, whatever else is answered meanwhile", async () => {
  const slow = Promise.withResolvers<void>();
  const depths = new Map<string, number>();
  const answers = await askRest(
    [
      { as: "artist", get: "/artist" },
      { as: "works", get: "/works/{artist.id}" },
      { as: "place", get: "/place" },
      { as: "map", get: "/map/{place.id}" },
      { as: "both", get: "/both/{works.id}/{place.id}" },
    ],
    {},
    async (path, depth) => {
      depths.set(path, depth);
      // The second row begins when all of the first has been answered.
      if (path === "/place") await slow.promise;
      if (path === "/works/7") slow.resolve();
      return { id: 7 };
    },
  );
  expect(Object.keys(answers)).toEqual(["artist", "works", "place", "map", "both"]);
  expect(Object.fromEntries(depths)).toEqual({ "/artist": 1, "/works/7": 2, "/place": 1, "/map/7": 2, "/both/7/7": 3 });
});
