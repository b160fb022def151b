import { mapEvents } from "@threefold/events";

/** The id of the event that a subscription's root value was made of; a symbol, so that no field has its name. */
const EVENT_ID = Symbol("event id");

export const eventIdOf = (root: unknown): string | undefined =>
  typeof root === "object" && root !== null && EVENT_ID in root ? String(root[EVENT_ID]) : undefined;

/**
 * What a subscription's root field streams, made of the log's events, so that clients can read on from each.
 * @param field the root field's name
 * @param read what the field gives for an event; undefined leaves the event out
 */
export function fieldEvents<Field extends string, Event extends { readonly id: string }, Value>(
  field: Field,
  events: AsyncIterable<Event>,
  read: (event: Event) => Value | undefined | Promise<Value | undefined>,
): AsyncIterableIterator<Record<Field, Value>> {
  return mapEvents(events, async (event) => {
    const value = await read(event);
    if (value === undefined) return undefined;
    const root = { [field]: value } as Record<Field, Value>;
    return Object.assign(root, { [EVENT_ID]: event.id });
  });
}
