/** The rungs of both ladders: how a good, or a naive, client of each style asks. */
export const RUNGS = ["R0", "R1", "R2", "R3", "R3s", "G0", "G1", "G2", "G3"] as const;
export type RungName = (typeof RUNGS)[number];

/** Shown, and not competing: nobody recommends them. */
export const NAIVE: ReadonlySet<string> = new Set<RungName>(["R0", "G0"]);

/** They ask an endpoint that is made for the screen: somebody wrote it, and changes it with the screen. */
export const TAILORED: ReadonlySet<string> = new Set<RungName>(["R3", "R3s"]);

/** Something at a server is the screen's own: an endpoint, or a document that is registered. It is published before the screen is. */
export const PREPARED: ReadonlySet<string> = new Set<RungName>(["R3", "R3s", "G2", "G3"]);

/** The way to both APIs, in one person's name. Each call is measured. */
export interface Api {
  /** The same way, for requests that wait for one another and not for those beside them. */
  aside(): Api;
  /** A REST resource's body: JSON as it is, a table as a list of rows. */
  get(path: string): Promise<unknown>;
  /** The same, asked for only if it has changed: with the tag of the answer before, if that might be kept (`no-store` may not). */
  again(path: string): Promise<unknown>;
  /** A view in lines, as they are read together: what is above the fold came first. */
  lines(path: string): Promise<unknown>;
  /** All pages of a list, one after another, as each names the next. */
  pages<Page>(path: string): Promise<readonly Page[]>;
  /** Some bytes of a picture, where the pages have theirs from, as `{ text }`. */
  part(path: string, from: number, to: number): Promise<unknown>;
  /** A GraphQL operation's `data`, by POST. */
  query(document: string, variables?: object): Promise<unknown>;
  /** The same by its hash and GET, as trusted documents are asked. */
  trusted(document: string, variables?: object): Promise<unknown>;
  /** The same, asked for only if it has changed. */
  trustedAgain(document: string, variables?: object): Promise<unknown>;
  /** A trusted document with what is deferred (`@defer`) put where it belongs. */
  trustedInParts(document: string, variables?: object): Promise<unknown>;
  /** Follows what happens, told as server-sent events; heartbeats are counted for so many seconds. */
  follow(path: string, seconds: number): Promise<News>;
  /** Follows a GraphQL subscription, over server-sent events. */
  subscribe(document: string, variables: object, seconds: number): Promise<News>;
}

/** A stream that was opened. */
export interface News {
  /** The next event: the data of REST's, the `data` of a subscription's. */
  next(): Promise<unknown>;
  close(): void;
}

/** What other people do while somebody looks at a screen: not measured. */
export interface Others {
  /** Ada orders something, and its goods are set aside; gives the order's id. */
  placeOrder(): Promise<string>;
  /** Staff moves an order on: it is sent, then delivered. */
  advanceOrder(id: string): Promise<void>;
}

/** What the screens are about, the same on every rung. */
export interface Subject {
  readonly productId: string;
  readonly sellerId: string;
  readonly orderId: string;
  readonly userId: string;
  readonly search: string;
  readonly from: string;
  readonly to: string;
}

/** How one rung comes to a screen. */
export interface Rung<View> {
  /** Asks; the bodies come in an order that does not depend on which answer was first. */
  fetch(api: Api, subject: Subject, others: Others): Promise<readonly unknown[]>;
  /** What the screen shows of the bodies, read only when it is drawn: copying would count as use. */
  view(bodies: readonly unknown[], subject: Subject): View;
  /** Why it cannot show the screen: then it is shown as unable, and nothing is asked. */
  readonly unable?: string;
}

export interface Screen<View = unknown> {
  readonly name: string;
  /** Who looks at it. */
  readonly as: "anonymous" | "ada" | "stan" | "sol";
  /** The screen as text: the same on every rung, to the letter. */
  render(view: View): string;
  /** Of that, what is above the fold: drawn as soon as what it reads is there. Undefined where everything is wanted at once. */
  above?(view: View): string;
  readonly rungs: Readonly<Record<RungName, Rung<View>>>;
  /** What is watched while it changes: what the screen is about must be made first, and is another each time. */
  readonly changing?: {
    /** How long somebody looks at it, how often who polls asks, and how often it changes. */
    readonly watched: { readonly seconds: number; readonly polls: number; readonly changes: number };
    prepare(others: Others): Promise<Partial<Subject>>;
    /** Puts in what is the same in every run for times of now and numbers drawn by lot. */
    steady(text: string): string;
    /** The services whose statements are the screen's: others have what changes it to do. */
    readonly services: readonly string[];
  };
  /** Of what lasts as long as somebody looks at it: the same rungs until then. That is what is timed. */
  readonly beginning?: {
    /** When it ends, as half a sentence. */
    readonly until: string;
    readonly rungs: Screen<View>["rungs"];
  };
  /** It is too much to be shown often: what may be warm is made so by its first requests, and it is timed a few times. */
  readonly isLarge?: boolean;
}

/** The rungs of a screen as they are timed. */
export const timedRungs = (screen: Screen): Screen["rungs"] => screen.beginning?.rungs ?? screen.rungs;

/** A rung whose bodies have known shapes. */
export function rung<Bodies extends readonly unknown[], View>(
  fetch: (api: Api, subject: Subject, others: Others) => Promise<Bodies>,
  view: (bodies: Bodies, subject: Subject) => View,
): Rung<View> {
  // The bodies are those that `fetch` gave, or changed copies of them.
  return { fetch, view: (bodies, subject) => view(bodies as Bodies, subject) };
}

/** A rung that cannot show the screen. */
export const unable = (reason: string): Rung<never> => {
  const refuse = (): never => {
    throw new Error(`it is unable: ${reason}`);
  };
  return { fetch: async () => refuse(), view: refuse, unable: reason };
};

/** GraphQL's rungs of one query: by POST, and by hash over GET. */
export function queryRungs<Data, View>(
  document: string,
  variables: (subject: Subject) => object,
  view: (data: Data, subject: Subject) => View,
): { readonly G1: Rung<View>; readonly G2: Rung<View> } {
  const read = ([data]: readonly [Data], subject: Subject) => view(data, subject);
  return {
    G1: rung(async (api, subject) => [(await api.query(document, variables(subject))) as Data] as const, read),
    G2: rung(async (api, subject) => [(await api.trusted(document, variables(subject))) as Data] as const, read),
  };
}

/** One GraphQL query as another client would write it. */
export const queryRung = <Data, View>(
  document: string,
  variables: (subject: Subject) => object,
  view: (data: Data, subject: Subject) => View,
): Rung<View> => queryRungs(document, variables, view).G1;

/** An object whose members are read when they are drawn. */
export function lazy<Members extends Record<string, () => unknown>>(
  members: Members,
): { readonly [Name in keyof Members]: ReturnType<Members[Name]> } {
  const object = {};
  for (const [name, get] of Object.entries(members)) Object.defineProperty(object, name, { get, enumerable: true });
  return object as { readonly [Name in keyof Members]: ReturnType<Members[Name]> };
}

/**
 * Finds a thing of a list by its id.
 * @throws Error when it is not there: a screen never shows a hole for what it could not join
 */
export function byId<Thing extends { readonly id: string }>(things: readonly Thing[], id: string): Thing {
  const found = things.find((thing) => thing.id === id);
  if (found) return found;
  throw new Error(`there is no ${id}`);
}

/** Each id once, in the order in which they came first. */
export const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];
