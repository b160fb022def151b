import type { FastifyInstance } from "fastify";
import { negotiateMediaTypes } from "./accept.ts";
import { readJsonBodies, takeRawBodies } from "./bodies.ts";
import { limitRequests } from "./limits.ts";
import { answerAllMethods } from "./methods.ts";
import { describeRoutes } from "./openapi.ts";
import { HttpProblem } from "./problems.ts";
import { addRepresentations } from "./representation.ts";
import { type AsProblem, problemHandler, sendProblem } from "./respond-problem.ts";
import { validateStrictly } from "./validation.ts";

export interface RestScopeOptions {
  /** What the API is called in its document. */
  readonly title: string;
  /** What errors of the rules are as problems. */
  readonly asProblem: AsProblem;
  /** Whether answers are encoded for clients that want it: an edge does, a service behind one does not. */
  readonly coded: boolean;
  /** Whether bodies are read, or taken as they are to be passed on. Read unless given. */
  readonly bodies?: "read" | "raw";
  /** What `/openapi.json` answers with; the description of this scope's own routes unless given. */
  readonly document?: object | undefined;
  /** Adds the routes. */
  readonly routes: (scope: FastifyInstance) => void | Promise<void>;
}

/**
 * A part of the app that is a REST API, beside whatever else it serves: strict validation, problems for all that goes
 * wrong, representations with entity tags, and an answer to every method of each of its paths. Its description is at
 * `GET /openapi.json`.
 */
export function addRestScope(app: FastifyInstance, options: RestScopeOptions): void {
  app.setNotFoundHandler((request, reply) =>
    sendProblem(reply, new HttpProblem("no-such-path", `Nothing is at ${request.url.split("?", 1)[0]}.`)),
  );
  // For what does not come as far as to a route: a URL that cannot be read.
  app.setErrorHandler(problemHandler(options.asProblem));
  app.register(async (scope) => {
    await describeRoutes(scope, options.title);
    validateStrictly(scope);
    scope.setErrorHandler(problemHandler(options.asProblem));
    limitRequests(scope);
    negotiateMediaTypes(scope);
    if (options.bodies === "raw") takeRawBodies(scope);
    else readJsonBodies(scope);
    addRepresentations(scope, { coded: options.coded });
    const finish = answerAllMethods(scope);
    await options.routes(scope);
    let text: string | undefined;
    scope.get("/openapi.json", { schema: { hide: true } }, async (_request, reply) => {
      text ??= JSON.stringify(options.document ?? scope.swagger());
      return reply.type("application/json; charset=utf-8").header("cache-control", "public, max-age=60").send(text);
    });
    finish();
  });
}
