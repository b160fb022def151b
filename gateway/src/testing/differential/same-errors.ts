import { explainedNulls, NOWHERE, type Outcome, type OutcomeError } from "@threefold/random-operations";

/**
 * How the errors of our answer differ from the single schema's, where their data does not; undefined when they explain the
 * same nulls, and each of ours is one that is right.
 * @param every what the single schema would tell if no null were forbidden. Of several errors below one null, the schema
 * tells one alone, and which is nobody's promise
 */
export function otherErrors(ours: Outcome, whole: Outcome, every: Outcome): string | undefined {
  const [explained, others] = [explainedNulls(ours), explainedNulls(whole)];
  if (explained.has(NOWHERE)) return "an error where there is no null";
  const missing = [...others.keys()].filter((place) => !explained.has(place));
  if (missing.length > 0) return `no error for the null at ${missing.join(" ")}`;
  const added = [...explained.keys()].filter((place) => !others.has(place));
  if (added.length > 0) return `an error for the null at ${added.join(" ")}`;
  const codes = new Map(every.errors.map(({ path, extensions }) => [JSON.stringify(path), extensions?.["code"]]));
  const wrong = ours.errors.find(({ path, extensions }) => {
    // What a subgraph gives no code gets one from its gateway. So does a null that is forbidden, which is none in `every`.
    const code = codes.get(JSON.stringify(path)) ?? "DOWNSTREAM_SERVICE_ERROR";
    return extensions?.["code"] !== code;
  });
  return wrong && `an error of another code: ${JSON.stringify(wrong)}`;
}

/**
 * How the errors of our answer and of stock's differ, where their data does not: what is told of which fields, and with which
 * code; undefined when that is the same. Three things that stock does are passed over:
 * - It finds the place of an entity by the number of its representation, as if each object before had one too. So an error can
 *   stand at another element of the list: of indices nothing is compared.
 * - What goes wrong in its own code is in its answer as an error without a message.
 * - It tells what failed of objects of which the client did not ask for that field, too: see `execution/positions.ts`.
 */
export function otherErrorsThanStock(ours: Outcome, stock: Outcome): string | undefined {
  const told = new Map(ours.errors.map((error) => [whatIsTold(error), error]));
  const theirs = new Map(stock.errors.filter(hasMessage).map((error) => [whatIsTold(error), error]));
  const added = [...told].find(([error, { path }]) => !theirs.has(error) && isShown(ours.data, path));
  if (added !== undefined) return `an error that stock does not have: ${added[0]}`;
  const missing = [...theirs].find(([error, { path }]) => !told.has(error) && isShown(stock.data, path));
  return missing && `no error as stock has it: ${missing[0]}`;
}

/**
 * Whether an answer has the field at a path, whatever its indices, in every object that there may be: one that is null can
 * be null for any of the errors below it.
 */
function isShown(data: unknown, path: OutcomeError["path"] = []): boolean {
  if (Array.isArray(data)) return data.every((item) => isShown(item, path));
  const [key, ...rest] = path.filter((part) => typeof part === "string");
  if (key === undefined) return true;
  if (typeof data !== "object" || data === null || !Object.hasOwn(data, key)) return false;
  return isShown((data as Readonly<Record<string, unknown>>)[key], rest);
}

const hasMessage = ({ message }: OutcomeError): boolean => message !== undefined;

const whatIsTold = ({ message, path, extensions }: OutcomeError): string =>
  JSON.stringify([message, extensions?.["code"], path?.map((key) => (typeof key === "number" ? "@" : key))]);
