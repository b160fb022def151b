/** Something that happened, as the log has it. */
export interface LoggedEvent {
  /** Where it stands in the log: whoever has seen it has seen everything before it. Opaque to clients. */
  readonly id: string;
  /** What happened, for example `order.status-changed`. */
  readonly topic: string;
  /** The id of the thing that it happened to. */
  readonly subject: string;
  /** The id of the person whose thing it is, where it is somebody's. */
  readonly owner: string | null;
  /** What the thing had become, as it was written. */
  readonly payload: unknown;
  readonly at: Date;
}

/** Which events to follow: of these topics, of some subjects, of one owner. What is left out narrows nothing. */
export interface EventFilter {
  readonly topics: readonly string[];
  readonly subjects?: readonly string[];
  readonly owner?: string;
}

/** Whether a filter takes an event. */
export const takes = ({ topics, subjects, owner }: EventFilter, event: LoggedEvent): boolean =>
  topics.includes(event.topic) &&
  (subjects === undefined || subjects.includes(event.subject)) &&
  (owner === undefined || event.owner === owner);
