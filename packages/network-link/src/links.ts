/** A network between a client and a data centre. */
export interface Link {
  readonly title: string;
  /** There and back, in milliseconds. */
  readonly rttMs: number;
  /** Kilobits a second; Infinity where the bytes of a screen take no time. */
  readonly downKbps: number;
  readonly upKbps: number;
}

const { POSITIVE_INFINITY: ANY } = Number;

/**
 * The links on which screens are timed, by name. `lan` is a machine's own loopback as it is; `desktop` and `slow-4g` are
 * Lighthouse's (desktopDense4G and mobileSlow4G in its constants); `far` is a phone far from its data centre.
 */
export const LINKS = {
  lan: { title: "the same machine", rttMs: 0, downKbps: ANY, upKbps: ANY },
  desktop: { title: "40 ms, 10 Mbit/s", rttMs: 40, downKbps: 10_240, upKbps: 10_240 },
  "slow-4g": { title: "slow 4G: 150 ms, 1.6 Mbit/s", rttMs: 150, downKbps: 1638.4, upKbps: 750 },
  far: { title: "far: 300 ms, 0.7 Mbit/s", rttMs: 300, downKbps: 700, upKbps: 350 },
} satisfies Record<string, Link>;

export type LinkName = keyof typeof LINKS;
