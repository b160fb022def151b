import { parentPort, workerData } from "node:worker_threads";
import { apolloPlanner } from "./apollo.ts";
import { type PlanAnswer, type PlannerData, type PlanRequest, READY } from "./thread.ts";

// The thread that plans: it builds the planner once, then answers one request after the other.
const { sdl, options } = workerData as PlannerData;
const plan = apolloPlanner(sdl, options);

parentPort?.on("message", ({ id, document, operationName, labels, defers }: PlanRequest) => {
  const answer: PlanAnswer = { id, result: JSON.stringify(plan(document, operationName, labels, defers)) };
  parentPort?.postMessage(answer);
});
parentPort?.postMessage(READY);
