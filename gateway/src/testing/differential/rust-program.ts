import { QueryPlanner } from "@graphql-hive/router-query-planner";
import type { PlanAnswer, PlanRequest } from "./rust-process.ts";

// Plans with Hive Router's planner for whoever started this process: first comes a supergraph, then operations.

let planner: QueryPlanner | undefined;

process.on("message", (message: PlanRequest | { readonly sdl: string }) => {
  if ("sdl" in message) planner = new QueryPlanner(message.sdl);
  else process.send?.(answerTo(message));
});

function answerTo({ document, operationName, labels }: PlanRequest): PlanAnswer {
  try {
    if (planner === undefined) throw new Error("there is no supergraph yet");
    return { plan: planner.plan(document, operationName, new Set(labels), 0) };
  } catch (error) {
    return { message: error instanceof Error ? error.message : String(error) };
  }
}
