export { type VirtualClock, virtualClock } from "./clock.ts";
