export { appendEvents, type NewEvent } from "./append.ts";
export type { EventFilter, LoggedEvent } from "./event.ts";
export { createClosableIterable, mapEvents } from "./iterable.ts";
export { type EventLog, startEventLog, UnknownEventError } from "./log.ts";
