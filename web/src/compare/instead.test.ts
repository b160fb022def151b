import { expect, test } from "vitest";
import { putRight } from "./instead.ts";

test("a link that asks for what there is has nothing said of it", () => {
  expect(putRight("")).toBeUndefined();
  expect(
    putRight("?screen=order-detail&rtt=0&kbps=131072&protocol=h1&connections=warm&left=R3s&rest=R3&graphql=G3"),
  ).toBeUndefined();
  // Lists have pages on another screen: who comes from there has it in the address.
  expect(putRight("?screen=cart-badge&unfair=pages,coding&favour=REST")).toBeUndefined();
  expect(putRight("?unfair=")).toBeUndefined();
});

test("a link to a screen, a network and a protocol that there are not says so, and becomes one of what is shown", () => {
  expect(putRight("?screen=nonsense&rtt=abc&kbps=-4&protocol=h9&unfair=coding")).toEqual({
    search: "?screen=product-list&rtt=150&kbps=1638.4&protocol=h2&unfair=coding",
    words:
      "There is no screen “nonsense”, no round trip of “abc” ms, no download rate of “-4” kbit/s and no protocol “h9”: " +
      "the page opened with Product list, a 150 ms round trip, 1.6 Mbit/s and HTTP/2, one connection instead.",
  });
});

test("a link to a rung that there is not, that is unable, or of the other style says which is in its place", () => {
  expect(putRight("?left=R9&right=constructor")?.words).toBe(
    "There is no rung “R9” for Product list and no rung “constructor” for Product list: the page opened with R1 on the left and G1 on the right instead.",
  );
  expect(putRight("?screen=export&left=R3")?.search).toBe("?screen=export&left=R1");
  expect(putRight("?rest=G1")?.words).toBe(
    "There is no REST rung “G1” for Product list: the page opened with R1 for REST instead.",
  );
});

test("a link to a way to be unfair that there is not keeps those that there are, and says which they are", () => {
  expect(putRight("?unfair=gzip&favour=SOAP")).toEqual({
    search: "?favour=GraphQL",
    words:
      "There is no unfair option “gzip” and no side to favour “SOAP”: " +
      "the page opened with nothing left out and GraphQL favoured instead.",
  });
  expect(putRight("?unfair=heads,gzip,coding,toString&favour=REST")).toEqual({
    search: "?unfair=coding%2Cheads&favour=REST",
    words:
      "There is no unfair option “gzip,toString”: " +
      "the page opened with compression, requests and headers left out instead.",
  });
});

test("a link puts no long text of its own on the page", () => {
  expect(putRight(`?screen=${"a".repeat(500)}`)?.words).toContain(`“${"a".repeat(24)}…”`);
});
