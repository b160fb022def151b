/**
 * In which form a client takes an answer in parts: that of August 2022, where each part repeats its whole fragment
 * (https://github.com/graphql/graphql-spec/pull/742 as of then), or that of graphql-js 17 alpha 9, which Apollo calls
 * `incrementalSpec=v0.2`, where a part has nothing that the client has already.
 */
export const INCREMENTAL_SPECS = ["20220824", "v0.2"] as const;
export type IncrementalSpec = (typeof INCREMENTAL_SPECS)[number];

/** Whether a value names one of them. */
export const isIncrementalSpec = (value: unknown): value is IncrementalSpec =>
  INCREMENTAL_SPECS.some((spec) => spec === value);

/** That a client takes an answer in parts, if the operation defers something. */
export interface TakesParts {
  readonly spec: IncrementalSpec;
  /** Whether `extensions.incrementalSpec` of the operation may say another form: where nothing else negotiates it. */
  readonly isDefault: boolean;
}
