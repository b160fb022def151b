import { Lines } from "../charts/Lines.tsx";
import { bytes } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { milliseconds } from "../times.ts";
import { Expected } from "./Expected.tsx";
import type { Study, WidthResult } from "./results.ts";

/** From which width of a resource on a query saves time. */
export function Width({ study }: { study: Study<WidthResult> }) {
  const { rows, shown, steps } = study.result;
  const most = Math.ceil(Math.max(...steps.map(({ whole }) => whole.ms)) / 50) * 50;
  const [narrow, wide] = [steps[0], steps.at(-1)];
  if (!narrow || !wide) return null;
  const from = steps.find(({ whole, query }) => query.ms <= 0.9 * whole.ms)?.width;
  return (
    <section aria-labelledby="width">
      <h2 id="width">
        {from !== undefined
          ? `From ${from} fields a resource on, one query saves a tenth of the time`
          : `Up to ${wide.width} fields a resource, one query saves less than a tenth of the time`}
      </h2>
      <Expected study={study} />
      <figure>
        <Lines
          label={`Milliseconds on slow 4G: ${steps.map((step) => `${step.width} fields ${step.whole.ms} and ${step.query.ms}`).join(", ")}`}
          lines={[
            { name: "R0", style: "rest", points: steps.map((step) => [step.width, step.whole.ms]) },
            { name: "R1", style: "rest", points: steps.map((step) => [step.width, step.chosen.ms]) },
            { name: "G1", style: "graphql", points: steps.map((step) => [step.width, step.query.ms]) },
          ]}
          ticks={steps.map((step) => step.width).filter((at) => at % 10 === 0)}
          most={most}
          unit="ms"
          xUnit="fields of a resource"
        />
        <figcaption className="caption">
          {rows} rows of which {shown} fields are shown; slow 4G by the model. R1 chooses its fields, as G1 does:
          between them it is {milliseconds(Math.abs(wide.query.ms - wide.chosen.ms))} at {wide.width} fields. Made by{" "}
          <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        titles={[
          "Fields",
          ...["R0, whole", "R1, chosen", "G1, a query"].flatMap((way) => [`${way}: bytes`, `${way}: ms`]),
        ]}
        rows={steps.map(({ width, whole, chosen, query }) => [
          String(width),
          ...[whole, chosen, query].flatMap(({ wire, ms }) => [bytes(wire), ms.toFixed(1)]),
        ])}
      />
    </section>
  );
}
