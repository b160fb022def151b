import { readFileSync } from "node:fs";
import type { Exchange } from "../client/exchange.ts";
import { createHttpClient } from "../client/http.ts";
import { assertDrawnAlike } from "../drawn-alike.ts";
import { type Accounted, accountFor } from "../measure/account-for.ts";
import { unlessStopped } from "../stopped.ts";
import { askRest } from "./ask.ts";
import type { OwnConfiguration, OwnScreen } from "./configuration.ts";
import { type Drawing, loadDrawing } from "./drawing.ts";
import { inTime } from "./in-time.ts";
import { recordOwn } from "./record.ts";

/** What a screen of somebody's costs by one of their APIs. */
export interface OwnMeasured extends Accounted {
  readonly exchanges: readonly Exchange[];
  readonly screen: string;
  readonly api: "REST" | "GraphQL";
}

/**
 * Draws each screen of both APIs, and accounts for every byte. Each is asked once before, uncounted, so that what is made by
 * a first request is there.
 * @param onApi told before each API of a screen
 * @throws Error naming the screen, and what did not answer, or where the two are drawn differently
 */
export async function runOwn(
  configuration: OwnConfiguration,
  screens: readonly OwnScreen[],
  signal: AbortSignal,
  onApi: (what: string) => void = () => {},
): Promise<OwnMeasured[]> {
  const measured: OwnMeasured[] = [];
  for (const screen of screens) {
    const loading = loadDrawing(screen.render).catch((error: Error) => {
      throw new Error(`${screen.name}: ${error.message}`, { cause: error });
    });
    const drawing = await unlessStopped(signal, loading);
    if (drawing === undefined) return measured;
    const drawn = new Map<string, string>();
    for (const api of ["REST", "GraphQL"] as const) {
      if (signal.aborted) return measured;
      onApi(`${screen.name} by ${api}`);
      const measuring = measureOne(configuration, screen, api, drawing).catch((error: Error) => {
        throw new Error(`${screen.name} by ${api}: ${error.message}`, { cause: error });
      });
      const accounted = await unlessStopped(signal, measuring);
      if (accounted === undefined) return measured;
      assertDrawnAlike(screen.name, api, accounted.html, drawn);
      measured.push({ ...accounted, screen: screen.name, api });
    }
  }
  return measured;
}

async function measureOne(
  configuration: OwnConfiguration,
  screen: OwnScreen,
  api: "REST" | "GraphQL",
  drawing: Drawing,
): Promise<Omit<OwnMeasured, "screen" | "api">> {
  const { variables } = screen;
  using client = createHttpClient({ trusting: false });
  const ask = async () => {
    const apis = recordOwn(configuration, client);
    const body =
      api === "REST"
        ? await askRest(screen.rest, variables, apis.get)
        : await apis.query(readFileSync(screen.graphql, "utf8"), variables);
    return { apis, bodies: [body] };
  };
  await ask();
  const { apis, bodies } = await ask();
  // A drawing that sorts what it was given would have each byte accounted for in another's place.
  deepFreeze(bodies);
  const draw = ([body]: readonly unknown[]) =>
    inTime(`drawing with ${screen.render}`, () =>
      drawing.render(
        api === "REST"
          ? drawing.fromRest(body as Readonly<Record<string, unknown>>, variables)
          : drawing.fromGraphql(body, variables),
      ),
    );
  return { ...accountFor(apis, bodies, draw), exchanges: apis.exchanges };
}

function deepFreeze(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  Object.freeze(value);
  for (const inside of Object.values(value)) deepFreeze(inside);
}
