import { InvalidSupergraphError } from "@threefold/federation";
import { createPlanner } from "@threefold/federation/planner";
import { createDecideLabels } from "../../operation/decide-labels.ts";
import { operationSchema } from "../../operation/schema.ts";
import { DEVELOPMENT, PRODUCTION } from "../../operation/validation/rules.ts";
import type { Engine } from "../engine.ts";
import { operationLogger } from "../operation-log.ts";
import { createAnswers } from "./answers.ts";
import { createOperations } from "./operations.ts";
import { warmUp } from "./warm-up.ts";

/** Our own engine: plans made in a thread of their own, compiled once for each document. */
export const threefold: Engine = {
  name: "threefold",
  async start(supergraph, options) {
    const { guards, cache, logger } = options;
    const planner = createPlanner(supergraph.sdl, { incrementalDelivery: true });
    const schema = operationSchema(supergraph, planner, {
      validation: options.introspection ? DEVELOPMENT : PRODUCTION,
      limits: guards.limits,
      listSize: guards.listSize,
    });
    const { protectedKeys } = schema.authorisation;
    if (protectedKeys.length > 0) {
      logger.warn({ fields: protectedKeys }, "fields of keys are protected: gateways send them whoever asks");
    }
    for (const [label, fields] of schema.overrides?.fields ?? []) {
      logger.info({ label, fields }, "fields move by a label");
    }
    const answers = createAnswers(options);
    const logOperation = operationLogger(options.metrics, options.recordUsage);
    const { subgraphs, explain, decideLabels = createDecideLabels() } = options;
    const parts = { supergraph, schema, cache, guards, decideLabels, subgraphs, explain, answers, logOperation };
    const operations = createOperations(parts);
    // The planner's thread is there before the first operation; and it looks at more of a supergraph than reading it does.
    const first = await planner.plan("{ __typename }");
    if (first.kind === "error") {
      await planner.close();
      throw new InvalidSupergraphError(`no operation over it can be planned: ${first.error.message}`);
    }
    if (cache.usage.operations > 0) await warmUp(cache, supergraph, schema);
    return {
      async execute(request, context) {
        const readiness = await operations.prepare(request, context);
        if (!readiness.ok) return readiness.answer;
        const { operation } = readiness;
        const isStream = operation.prepared.kind === "subscription";
        return isStream ? operations.refuseStream(operation, context) : operations.run(operation, context);
      },
      operations,
      close: () => planner.close(),
    };
  },
};
