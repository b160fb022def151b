import type { Ledger } from "../accounting/ledger.ts";
import type { Preflights } from "../client/preflight.ts";

/** What a screen costs on one rung. All of it is the same whenever the same data are asked: it is kept to the bit. */
export interface Measurement {
  readonly screen: string;
  readonly rung: string;
  /** SHA-256 of what is drawn. */
  readonly drawn: string;
  readonly requests: number;
  /** Requests that wait for one another. */
  readonly chain: number;
  /** Requests that are under way at once, at most. */
  readonly fanOut: number;
  /** Bytes over HTTP/1.1, heads (and what streams say to show that they are there) apart from bodies as they were coded (gzip). */
  readonly wire: {
    readonly requestHeads: number;
    readonly requestBodies: number;
    readonly responseHeads: number;
    readonly responseBodies: number;
  };
  /** What those bytes were if each body were coded, however short it is; streams of events and ranges stay as they are. */
  readonly allCoded: number;
  /** The responses' bodies, uncoded and in three codings. */
  readonly bodies: { readonly raw: number; readonly gzip: number; readonly brotli: number; readonly zstd: number };
  /** The same bodies with what is used and nothing else, each in gzip. */
  readonly pruned: number;
  /** Every byte of the uncoded bodies, by what it is for. */
  readonly ledger: Ledger;
  /**
   * Of what is used, the bytes of texts that the same field has had before, whether or not an id tells that it is of the same thing; absent
   * of an export, and in results of before it was counted.
   */
  readonly repeated?: number;
  /** Distinct fields, with list places folded. */
  readonly fields: { readonly received: number; readonly used: number };
  /** What pages of another origin would be asked first: CORS preflights, each method and address once. In no other count. */
  readonly preflights: Preflights;
  /** Trusted documents that the gateway must know before: their bytes, by their hash. In no other count; absent where there are none. */
  readonly documents?: Readonly<Record<string, number>>;
  /** It follows a stream: what services read for its events is in no count, and so what they read is known in part only. */
  readonly readsUncounted?: true;
  /** SQL statements, by service. */
  readonly statements: Readonly<Record<string, number>>;
  /** Rows that they gave or changed, and the values in them: one for each column. */
  readonly gave: { readonly rows: number; readonly values: number };
  /**
   * What gateway or edge asked of the services, and the bytes of their answers, over HTTP/1.1; undefined for a screen that is followed
   * while it changes.
   */
  readonly subrequests?: { readonly count: number; readonly bytes: number };
}

/** All bytes over the wire. */
export const wireBytes = ({ wire }: Pick<Measurement, "wire">): number =>
  wire.requestHeads + wire.requestBodies + wire.responseHeads + wire.responseBodies;

/** How much of the uncoded bodies nobody saw, in per cent; with what is for programs counted as needed. */
export const overFetch = ({ bodies, ledger }: Pick<Measurement, "bodies" | "ledger">): number =>
  bodies.raw === 0 ? 0 : (100 * (ledger.wasted + ledger.duplicate)) / bodies.raw;

/** How much of them is not shown, whatever it is for, in per cent. */
export const unseen = ({ bodies, ledger }: Pick<Measurement, "bodies" | "ledger">): number =>
  bodies.raw === 0 ? 0 : (100 * (bodies.raw - ledger.used)) / bodies.raw;

/**
 * How much less the bodies were in gzip if they had what is shown and nothing else, in per cent. Mostly less than of the uncoded
 * bodies, since names repeat.
 */
export const unseenOnWire = ({ bodies, pruned }: Pick<Measurement, "bodies" | "pruned">): number =>
  bodies.gzip === 0 ? 0 : (100 * (bodies.gzip - pruned)) / bodies.gzip;

/** A rung that cannot show a screen, and why. */
export interface UnableCell {
  readonly screen: string;
  readonly rung: string;
  readonly reason: string;
}
