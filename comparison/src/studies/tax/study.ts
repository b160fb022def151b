import { type Places, recordApi } from "../../client/api.ts";
import type { Exchange } from "../../client/exchange.ts";
import type { HttpClient } from "../../client/http.ts";
import { assertDrawnAlike } from "../../drawn-alike.ts";
import { markdownTable } from "../../markdown.ts";
import type { RungName, Screen } from "../../screen.ts";
import { screens } from "../../screens.ts";
import { directClients } from "../../system/direct.ts";
import { MONOLITH } from "../../system/monolith.ts";
import { NOBODY } from "../../system/others.ts";
import { type CountServices, doneBetween, type ServiceCounts, servicesOf, together } from "../../system/services.ts";
import { wireOf } from "../counted.ts";
import { type Situation, study } from "../study.ts";

interface Cost {
  /** Between client and what it asks, over HTTP/1.1, both ways. */
  readonly wire: number;
  /** The same with the bodies as they are uncoded. */
  readonly uncoded: number;
  readonly statements: number;
  /** What is asked of the services, and the bytes of their answers. */
  readonly subrequests: number;
  readonly subrequestBytes: number;
}

interface Row {
  readonly screen: string;
  /** G1, answered by one process and by the gateway. */
  readonly monolith: Cost;
  readonly gateway: Cost;
  /** R1, asked of the services themselves and of the edge; for screens that nobody has to sign in for. */
  readonly direct?: Cost;
  readonly edge?: Cost;
}

interface Result {
  readonly screens: readonly Row[];
}

/** What stands between clients and services, against nothing there: the same screens, drawn alike. */
export const taxStudy = study<Result>({
  name: "tax",
  countsServices: true,
  async run(situation) {
    const { portBase, places, services, signal } = situation;
    await using _monolith = await situation.startMonolith();
    using direct = (await directClients(places.rest, portBase))();
    const inOne = servicesOf(portBase, { monolith: MONOLITH.metricsPort });
    const alone = { ...places, graphql: `http://127.0.0.1:${portBase + MONOLITH.port}/graphql` };
    const rows: Row[] = [];
    for (const screen of screens.filter(({ changing, isLarge }) => !changing && !isLarge)) {
      if (signal.aborted) break;
      const drawn = new Map<string, string>();
      const cost = async (way: string, rung: RungName, at: Places, count: CountServices, client?: HttpClient) => {
        const { html, ...found } = await costOf(screen, rung, { ...situation, places: at, services: count }, client);
        assertDrawnAlike(screen.name, way, html, drawn);
        return found;
      };
      rows.push({
        screen: screen.name,
        monolith: await cost("G1 by the monolith", "G1", alone, inOne),
        gateway: await cost("G1 by the gateway", "G1", places, services),
        ...(screen.as === "anonymous" && {
          direct: await cost("R1 by the services", "R1", places, services, direct),
          edge: await cost("R1 by the edge", "R1", places, services),
        }),
      });
    }
    return { screens: rows };
  },
  answer: ({ screens: rows }) =>
    String(rows.filter(({ gateway, monolith }) => gateway.statements > monolith.statements).length),
  document: ({ screens: rows }) =>
    [
      "G1, answered by one process with the same schema, resolvers and databases (`monolith/`), and by the gateway over three services. Left out are the export, which is mostly one service's rows, and live tracking, which is followed while it changes:",
      markdownTable(
        [
          "screen",
          "wire, monolith",
          "wire, gateway",
          "SQL, monolith",
          "SQL, gateway",
          "sub-requests",
          "upstream bytes",
        ],
        rows.map(({ screen, monolith, gateway }) => [
          screen,
          monolith.wire,
          gateway.wire,
          monolith.statements,
          gateway.statements,
          gateway.subrequests,
          gateway.subrequestBytes,
        ]),
      ),
      "R1, answered by the services themselves, and by the edge, which forwards it. Services trust only edges, so these are the screens that need no sign-in. Services answer uncompressed, the edge in gzip: compare the uncompressed columns.",
      markdownTable(
        [
          "screen",
          "wire, direct",
          "wire, edge uncompressed",
          "wire, edge in gzip",
          "SQL, direct",
          "SQL, edge",
          "sub-requests",
          "upstream bytes",
        ],
        rows.flatMap(({ screen, direct, edge }) =>
          direct && edge
            ? [
                [
                  screen,
                  direct.uncoded,
                  edge.uncoded,
                  edge.wire,
                  direct.statements,
                  edge.statements,
                  edge.subrequests,
                  edge.subrequestBytes,
                ],
              ]
            : [],
        ),
      ),
    ].join("\n\n"),
});

async function costOf(
  screen: Screen,
  rung: RungName,
  { places, subject, tokens, registered, services }: Situation,
  client?: HttpClient,
): Promise<Cost & { readonly html: string }> {
  const { render, rungs } = screen;
  const token = screen.as === "anonymous" ? undefined : tokens[screen.as];
  const recording = { places, token, registered, ...(client && { client }) };
  const show = async () => {
    const api = recordApi(recording);
    const bodies = await rungs[rung].fetch(api, subject, NOBODY);
    if (!client) api[Symbol.dispose]();
    return { html: render(rungs[rung].view(bodies, subject)), exchanges: api.exchanges };
  };
  await show();
  const before = await services();
  const { html, exchanges } = await show();
  const done: ServiceCounts = together(doneBetween(before, await services()));
  return {
    html,
    wire: wireOf(exchanges),
    uncoded: wireOf(exchanges.map(asUncoded)),
    statements: done.statements,
    subrequests: done.requests,
    subrequestBytes: done.bytes,
  };
}

const asUncoded = ({ sent, received, text }: Exchange) => ({
  sent,
  received: { head: received.head, body: Buffer.byteLength(text) },
});
