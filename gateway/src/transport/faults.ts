import type { FastifyInstance, FastifyReply } from "fastify";
import { FAULT_FORMS, type FaultSwitch, formatFault, parseFault } from "../subgraph/faults.ts";
import type { Generations } from "../supergraph/generations.ts";
import { sendProblem } from "./errors.ts";

/**
 * `/faults`, in development alone: `GET` lists the faults that subgraphs have until told otherwise, `PUT /faults/orders`
 * with `slow:500` as text gives one, `DELETE /faults/orders` takes it away.
 */
export function addFaults(app: FastifyInstance, faults: FaultSwitch, generations: Generations): void {
  app.register(async (scope) => {
    // Whatever a command line client calls its body, it is text.
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => done(null, body));
    addRoutes(scope, faults, generations);
  });
}

function addRoutes(app: FastifyInstance, faults: FaultSwitch, generations: Generations): void {
  const unknown = (name: string) =>
    !generations.current.supergraph.subgraphs.some((subgraph) => subgraph.name === name);
  const list = (reply: FastifyReply) =>
    reply
      .header("cache-control", "no-store")
      .send(Object.fromEntries(Array.from(faults.faults, ([name, fault]) => [name, formatFault(fault)])));

  app.get("/faults", (_request, reply) => list(reply));
  app.put<{ Params: { subgraph: string }; Body: unknown }>("/faults/:subgraph", (request, reply) => {
    const { subgraph } = request.params;
    if (unknown(subgraph)) return sendProblem(reply, 404, `There is no subgraph ${JSON.stringify(subgraph)}`);
    const fault = parseFault(String(request.body));
    if (fault === undefined) return sendProblem(reply, 400, `A fault is one of ${FAULT_FORMS}`);
    faults.set(subgraph, fault);
    request.log.info({ subgraph, fault: formatFault(fault) }, "a fault was asked for");
    return list(reply);
  });
  app.delete<{ Params: { subgraph: string } }>("/faults/:subgraph", (request, reply) => {
    faults.clear(request.params.subgraph);
    return list(reply);
  });
}
