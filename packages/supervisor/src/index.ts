export { awaitReady } from "./ready.ts";
export { type Ending, type ProcessSpec, type RunningProcess, startProcess } from "./process.ts";
