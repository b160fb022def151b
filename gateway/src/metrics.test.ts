import { createMetrics } from "@threefold/telemetry";
import { expect, it } from "vitest";
import { createGateway } from "./index.ts";
import { createGatewayMeasurements } from "./metrics.ts";
import { librarySupergraph, startAuthors } from "./testing/library.ts";

it("two gateways of a process may share its measurements, which count what both do", async () => {
  await using authors = await startAuthors();
  const supergraph = librarySupergraph({ books: authors.url, authors: authors.url });
  const metrics = createMetrics();
  await using one = createGateway({ supergraph, metrics });
  await using other = createGateway({ supergraph, metrics });
  for (const gateway of [one, other]) await gateway.execute({ document: "{ authors { name } }" });
  expect(await metrics.registry.metrics()).toMatch(
    /^upstream_request_duration_seconds_count\{service="authors",outcome="ok"\} 2$/m,
  );
});

it("a gateway that serves its newest supergraph does not hide that another does not, nor its streams", async () => {
  const metrics = createMetrics();
  const [one, other] = [createGatewayMeasurements(metrics), createGatewayMeasurements(metrics)];
  const gauges = async () =>
    Array.from(
      (await metrics.registry.metrics()).matchAll(/^(?:supergraph_refused|subscription_streams) (\d+)$/gm),
      ([, value]) => Number(value),
    );
  one.supergraph("refused");
  other.supergraph("served");
  one.streams.groups(2);
  other.streams.groups(1);
  expect(await gauges()).toEqual([1, 3]);
  one.supergraph("served");
  one.streams.groups(0);
  expect(await gauges()).toEqual([0, 1]);
});
