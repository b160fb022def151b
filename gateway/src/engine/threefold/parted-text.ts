import type { GraphQLFormattedError } from "graphql";
import type { ResponseError } from "../../execution/execution.ts";
import type { CompletedPlace, PartedStep, PendingPlace } from "../../execution/incremental/parted.ts";
import type { ExecutionResult } from "../../execution/response.ts";
import type { IncrementalSpec } from "../../operation/defer/index.ts";

/** Errors as clients see them. */
export type ShowErrors = (errors: readonly ResponseError[]) => readonly GraphQLFormattedError[];

/** Makes the JSON texts of a response in parts, in one form. */
export interface PartedText {
  first(result: ExecutionResult, pending: readonly PendingPlace[]): string;
  step(step: PartedStep, extensions?: Readonly<Record<string, unknown>>): string;
}

export function partedText(spec: IncrementalSpec, show: ShowErrors): PartedText {
  return spec === "v0.2" ? byId(show) : byPath(show);
}

/** The form of August 2022: a part says where it belongs by path and label. */
function byPath(show: ShowErrors): PartedText {
  return {
    first: (result) => object(...firstMembers(result, show), '"hasNext":true'),
    step: ({ completed, hasNext }, extensions) =>
      object(
        completed.length > 0 && `"incremental":[${completed.map(part).join(",")}]`,
        `"hasNext":${hasNext}`,
        member("extensions", extensions),
      ),
  };

  function part({ path, label, records, errors, valueCompletion }: CompletedPlace): string {
    const [record] = records ?? [];
    return object(
      `"data":${records === undefined ? "null" : (record?.data ?? "{}")}`,
      member("path", path),
      member("label", label),
      errors.length > 0 && member("errors", show(errors)),
      completion(errors, valueCompletion, show),
    );
  }
}

/** The form of graphql-js 17 alpha 9: what is pending has an id, by which parts belong to it. */
function byId(show: ShowErrors): PartedText {
  return {
    first: (result, pending) =>
      object(...firstMembers(result, show), `"pending":[${pending.map(announced).join(",")}]`, '"hasNext":true'),
    step({ pending, completed, hasNext }, extensions) {
      const records = completed.flatMap(recordsOf);
      return object(
        pending.length > 0 && `"pending":[${pending.map(announced).join(",")}]`,
        records.length > 0 && `"incremental":[${records.join(",")}]`,
        completed.length > 0 && `"completed":[${completed.map(ended).join(",")}]`,
        `"hasNext":${hasNext}`,
        member("extensions", extensions),
      );
    },
  };

  /** Errors go with the first record: they are the part's. */
  function recordsOf({ id, path, records, errors, valueCompletion }: CompletedPlace): readonly string[] {
    if (records === undefined) return [];
    const isSilent = records.length === 0 && errors.length === 0;
    const told = records.length === 0 && !isSilent ? [{ path, data: "{}" }] : records;
    return told.map((record, index) => {
      const subPath = record.path.slice(path.length);
      return object(
        member("id", id),
        subPath.length > 0 && member("subPath", subPath),
        `"data":${record.data}`,
        index === 0 && errors.length > 0 && member("errors", show(errors)),
        index === 0 && completion(errors, valueCompletion, show),
      );
    });
  }

  function ended({ id, records, errors }: CompletedPlace): string {
    return object(member("id", id), records === undefined && member("errors", show(errors)));
  }
}

const announced = ({ id, path, label }: PendingPlace): string => JSON.stringify({ id, path, label });

const firstMembers = ({ data, errors, valueCompletion }: ExecutionResult, show: ShowErrors) => [
  errors.length > 0 && member("errors", show(errors)),
  `"data":${data}`,
  completion(errors, valueCompletion, show),
];

/** As in every response: told only when no errors say why something is null. */
const completion = (errors: readonly ResponseError[], valueCompletion: readonly ResponseError[], show: ShowErrors) =>
  errors.length === 0 && valueCompletion.length > 0 && member("extensions", { valueCompletion: show(valueCompletion) });

const object = (...members: readonly (string | false)[]): string =>
  `{${members.filter((text) => text !== false).join(",")}}`;

const member = (name: string, value: unknown): string | false =>
  value !== undefined && `${JSON.stringify(name)}:${JSON.stringify(value)}`;
