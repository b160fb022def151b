export {
  ENDS_WITHIN_MS,
  EndedError,
  type Ending,
  type ProcessSpec,
  type RunningProcess,
  startProcess,
} from "./process.ts";
export { awaitReady } from "./ready.ts";
