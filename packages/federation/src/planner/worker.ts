import { parentPort, workerData } from "node:worker_threads";
import { apolloPlanner } from "./apollo.ts";
import type { PlanAnswer, PlannerData, PlanRequest } from "./thread.ts";

// The thread that plans: it builds the planner once, then answers one request after the other.
const { sdl, options } = workerData as PlannerData;
const plan = apolloPlanner(sdl, options);

parentPort?.on("message", ({ id, document, operationName, labels }: PlanRequest) => {
  const answer: PlanAnswer = { id, result: JSON.stringify(plan(document, operationName, labels)) };
  parentPort?.postMessage(answer);
});
