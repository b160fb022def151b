import { expect, inject, test } from "vitest";

test.each(["/playground/", "/compare/"])("the scripts of %s come compressed", async (page) => {
  const { gateway } = inject("system");
  const html = await (await fetch(`${gateway}${page}`)).text();
  const [script] = /\/assets\/(?:playground|compare)-[\w-]{8}\.js/.exec(html) ?? [];
  const get = async (coding: string) => {
    const response = await fetch(`${gateway}${script}`, { headers: { "accept-encoding": coding } });
    const { headers } = response;
    return {
      coding: headers.get("content-encoding"),
      sent: Number(headers.get("content-length")),
      text: await response.text(),
    };
  };
  const plain = await get("identity");
  expect(plain).toMatchObject({ coding: null, sent: Buffer.byteLength(plain.text) });
  for (const coding of ["br", "gzip"]) {
    const coded = await get(coding);
    expect(coded).toMatchObject({ coding, text: plain.text });
    expect(coded.sent).toBeLessThan(plain.sent * 0.4);
  }
});
