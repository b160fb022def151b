import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { UsageError } from "../usage-error.ts";
import { servicesOf } from "./services.ts";

/** A service's measurements, as they are scraped. */
async function measured(text: string) {
  const server = createServer((_, response) => response.end(text)).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { port, count: servicesOf(port, { products: 0 }) };
}

test("what clients' requests did is counted, and not what the system does of itself", async () => {
  const { count } = await measured(`
sql_statements_total{route="/graphql"} 5
sql_statements_total{route="/health/ready"} 7
sql_rows_total{route="/graphql"} 40
sql_values_total{route="/graphql"} 120
http_request_duration_seconds_count{method="POST",route="/graphql",status="200"} 2
http_request_duration_seconds_count{method="GET",route="/products/:id",status="200"} 1
http_sent_bytes_total{route="/graphql"} 900
`);
  expect(await count()).toEqual({ products: { statements: 5, rows: 40, values: 120, requests: 3, bytes: 900 } });
});

test("a service that counts no SQL, as it does unless it is told to, is named with what makes it", async () => {
  const { port, count } = await measured('http_sent_bytes_total{route="/graphql"} 900\n');
  const counting = count();
  await expect(counting).rejects.toThrow(`products at port ${port} counts no SQL: start the system with SQL_COUNTS=on`);
  await expect(counting).rejects.toBeInstanceOf(UsageError);
});
