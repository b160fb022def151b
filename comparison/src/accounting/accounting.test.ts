import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { distinctFields } from "./distinct-fields.ts";
import { bytesByField } from "./fields.ts";
import { account, CLASSES, classifier } from "./ledger.ts";
import { leavesOf, pathOf } from "./track.ts";
import { findUse } from "./use.ts";

describe("the ledger", () => {
  test("closes to the last byte on any JSON, whatever is called used", () => {
    fc.assert(
      fc.property(fc.json(), fc.func(fc.constantFrom(...CLASSES)), (text, classOf) => {
        const body = JSON.stringify(JSON.parse(text));
        const ledger = account(body, ["0"], (keys) => classOf(pathOf(keys)));
        expect(CLASSES.reduce((sum, name) => sum + ledger[name], 0)).toBe(Buffer.byteLength(body));
      }),
    );
  });

  test("closes on JSON as others write it: spaces, escapes, numbers in other forms", () => {
    const number = fc.constantFrom("1e3", "1E-2", "1.0", "-0", "0.10", "12345678901234567890", "1e400", "7");
    const string = fc.constantFrom('"\\u00e9"', '"é"', '"\\/"', '"\\ud83d\\ude00"');
    const space = fc.constantFrom("", " ", "\n  ");
    const { value } = fc.letrec<{ value: string; list: string; object: string }>((tie) => ({
      value: fc.oneof({ depthSize: "small" }, number, string, tie("list"), tie("object")),
      list: fc.tuple(fc.array(tie("value"), { maxLength: 3 }), space).map(([all, gap]) => `[${all.join(`,${gap}`)}]`),
      object: fc
        .tuple(fc.array(tie("value"), { maxLength: 3 }), space)
        .map(([all, gap]) => `{${all.map((each, at) => `"k${at}"${gap}:${each}`).join(",")}}`),
    }));
    fc.assert(
      fc.property(value, fc.func(fc.constantFrom(...CLASSES)), (text, classOf) => {
        const ledger = account(text, ["0"], (keys) => classOf(pathOf(keys)));
        expect(CLASSES.reduce((sum, name) => sum + ledger[name], 0)).toBe(Buffer.byteLength(text));
      }),
    );
  });

  test("is refused where bytes are in no leaf: a name that is told twice, whatever is beside it", () => {
    fc.assert(
      fc.property(fc.json(), fc.json(), fc.constantFrom("", " ", "\n  "), (first, second, gap) => {
        const text = `{"one":${first},${gap}"other":7,${gap}"one":${second}}`;
        expect(() => account(text, ["0"], () => "used")).toThrow("bytes are in no leaf");
      }),
    );
  });

  test("calls what is for programs used where it is shown, and what they need not wasted", () => {
    const body = { type: "woodblock print", slug: "wave", meta: { total: 120, page: 1 } };
    const used = new Set([["type"], ["meta", "total"]].map((keys) => pathOf(["0", ...keys])));
    const draw = ([print]: readonly unknown[]) => {
      const { type, meta } = print as typeof body;
      return `${type}, one of ${meta.total}`;
    };
    const classify = classifier([body], used, draw);
    const classOf = (...keys: readonly string[]) => classify(["0", ...keys]);
    expect([classOf("type"), classOf("meta", "total")]).toEqual(["used", "used"]);
    expect([classOf("meta", "page"), classOf("slug")]).toEqual(["control", "wasted"]);
  });

  test("knows a thing again by an id that is a number, and calls a short id shown only where it is drawn", () => {
    const bodies = [
      [
        { id: 1, name: "Lamp" },
        { id: 1, name: "Lamp" },
      ],
    ];
    const used = new Set(["0", "1"].flatMap((at) => [pathOf(["0", at, "id"]), pathOf(["0", at, "name"])]));
    const text = JSON.stringify(bodies[0]);
    const numbered = ([things]: readonly unknown[]) =>
      (things as (typeof bodies)[number]).map(({ id, name }) => `No. ${id}: ${name}`).join("\n");
    const joined = account(
      text,
      ["0"],
      classifier(bodies, used, () => "Lamp for 100 EUR"),
    );
    expect(joined).toMatchObject({ control: '"id":1,'.length * 2, duplicate: '"name":"Lamp"{}'.length });
    const shown = account(text, ["0"], classifier(bodies, used, numbered));
    expect(shown.control).toBe(0);
  });

  test("gives a leaf its key, and a container the best that is in it", () => {
    const body = '{"name":"é","left":[1,2]}';
    const used = new Set([pathOf(["0", "name"])]);
    const ledger = account(
      body,
      ["0"],
      classifier([JSON.parse(body)], used, () => "é"),
    );
    expect(ledger).toEqual({
      used: '"name":"é",{}'.length + 1,
      duplicate: 0,
      control: 0,
      wasted: '"left":[1,2]'.length,
    });
  });

  test("counts the same field of the same thing once, and knows what is for programs", () => {
    const bodies = [{ reviews: [{ author: { id: "a", name: "Ada" } }, { author: { id: "a", name: "Ada" } }] }];
    const used = new Set([0, 1].map((at) => pathOf(["0", "reviews", String(at), "author", "name"])));
    const ledger = account(
      JSON.stringify(bodies[0]),
      ["0"],
      classifier(bodies, used, () => "Ada"),
    );
    expect(ledger.duplicate).toBe('"name":"Ada"{}"author":{}'.length);
    expect(ledger.control).toBe('"id":"a",'.length * 2);
  });

  test("calls an id control when it only joins, and used when it is shown", () => {
    const bodies = [{ id: "p1", seller: { data: { type: "users", id: "u1" } } }];
    const used = new Set(
      [
        ["0", "id"],
        ["0", "seller", "data", "type"],
        ["0", "seller", "data", "id"],
      ].map(pathOf),
    );
    // Its text is elsewhere in the drawing too, which does not make it shown.
    const draw = ([body]: readonly unknown[]) => {
      const { id, seller } = body as (typeof bodies)[number];
      if (seller.data.type !== "users" || seller.data.id !== "u1") throw new Error("there is nobody of that name");
      return `<a href=${id}><img src=/users/u1.svg></a>`;
    };
    const ledger = account(JSON.stringify(bodies[0]), ["0"], classifier(bodies, used, draw));
    expect(ledger.used).toBe('{}"id":"p1",'.length);
    expect(ledger.control).toBe('"seller":{"data":{"type":"users","id":"u1"}}'.length);
  });

  test("adds up what a field weighs over a list", () => {
    const body = { things: [{ name: "Lamp" }, { name: "Sofa" }], left: 1 };
    expect(bytesByField(body, (keys) => (keys.includes("left") ? "wasted" : "used"))).toEqual([
      { field: "things.name", class: "used", bytes: 2 * '"name":"Lamp"'.length },
      { field: "left", class: "wasted", bytes: '"left":1'.length },
    ]);
  });

  test("calls control what is beyond JSON's shortest form", () => {
    const ledger = account('{ "a": 1 }', ["0"], () => "used");
    expect(ledger).toEqual({ used: '{"a":1}'.length, duplicate: 0, control: 3, wasted: 0 });
  });
});

describe("fields", () => {
  const of = (urls: readonly string[], bodies: readonly unknown[], drawn: RegExp) =>
    distinctFields(
      bodies,
      urls.map((url, at) => ({ keys: [String(at)], url })),
      (keys) => (drawn.test(keys.join(".")) ? "used" : "control"),
    );

  test("are counted by endpoint: two things of one have the same, two endpoints do not", () => {
    const [ada, bob, lamp] = [
      { id: "u1", name: "Ada" },
      { id: "u2", name: "Bob" },
      { id: "p1", name: "Lamp" },
    ];
    const people = ["http://edge/users/u1", "http://edge/users/u2?fields=name"];
    expect(of(people, [ada, bob], /name$/)).toEqual({ received: 2, used: 1 });
    expect(of(["/users/u1", "/products/p1"], [ada, lamp], /name$/)).toEqual({ received: 4, used: 2 });
  });

  test("are folded over a list's places, and not over names that are numbers", () => {
    const body = { years: { 2025: { sold: 1 }, 2026: { sold: 2 } }, names: [{ first: "A" }, { first: "B" }] };
    expect(of(["/sales"], [body], /sold$/)).toEqual({ received: 3, used: 2 });
    expect(
      of(
        ["/sales"],
        [
          {
            names: [
              { first: "A", others: [] },
              { first: "B", others: ["C"] },
            ],
          },
        ],
        /./,
      ),
    ).toEqual({
      received: 2,
      used: 2,
    });
  });
});

describe("what a screen uses", () => {
  const draw = (bodies: readonly unknown[]) => {
    const [{ things }] = bodies as [{ things: { name: string; price: number; sold: boolean; left: string }[] }];
    return things.map(({ name, price, sold }) => `${name} ${price}${sold ? " sold" : ""}`).join("\n");
  };
  const bodies = [{ things: [{ name: "Lamp", price: 5, sold: false, left: "nobody reads this" }] }];

  test("is found alike by watching and by changing", () => {
    const { used } = findUse(bodies, draw);
    expect([...used]).toEqual(["name", "price", "sold"].map((name) => pathOf(["0", "things", "0", name])));
  });

  test("is refused, by the name of the leaf, when it is read and not shown", () => {
    const reading = (all: readonly unknown[]) => {
      const [{ things }] = all as [{ things: { left: string }[] }];
      return things.map(({ left }) => (left === "" ? "" : "")).join();
    };
    expect(() => findUse(bodies, reading)).toThrow('["0","things","0","left"]: it is read');
  });

  test("has every leaf, empty containers too", () => {
    expect(leavesOf({ a: [], b: { c: null }, d: [{}, 1] }).map((keys) => keys.join("."))).toEqual([
      "a",
      "b.c",
      "d.0",
      "d.1",
    ]);
  });
});
