import { mapEvents } from "@threefold/events";

/** The id of the event that a subscription's root value was made of; a symbol, so that no field has its name. */
const EVENT_ID = Symbol("event id");
/** On a stream of such values: the id of the event that it begins after. */
const BEGINS_AFTER = Symbol("begins after");

export const eventIdOf = (root: unknown): string | undefined =>
  typeof root === "object" && root !== null && EVENT_ID in root ? String(root[EVENT_ID]) : undefined;

/** The id of the event that a source stream begins after, where it is one of a log. */
export const beginningOf = (source: object): string | undefined =>
  BEGINS_AFTER in source ? String(source[BEGINS_AFTER]) : undefined;

/**
 * What a subscription's root field streams, made of the log's events, so that clients can read on from each.
 * @param field the root field's name
 * @param read what the field gives for an event; undefined leaves the event out
 */
export function fieldEvents<Field extends string, Event extends { readonly id: string }, Value>(
  field: Field,
  events: AsyncIterable<Event> & { readonly after?: string },
  read: (event: Event) => Value | undefined | Promise<Value | undefined>,
): AsyncIterableIterator<Record<Field, Value>> {
  const roots = mapEvents(events, async (event) => {
    const value = await read(event);
    if (value === undefined) return undefined;
    const root = { [field]: value } as Record<Field, Value>;
    return Object.assign(root, { [EVENT_ID]: event.id });
  });
  return events.after === undefined ? roots : Object.assign(roots, { [BEGINS_AFTER]: events.after });
}
