import { parseArgs } from "node:util";

const HELP = `npm run bench:streams -- [options]

  --only NAME             one of the candidates
  --subscribers "N,…"     how many there are (default 1,100,1000,10000)
  --operations "NAME,…"   what they ask: same, people or different (default all)
`;

const OPERATIONS = ["same", "people", "different"] as const;

export type OperationName = (typeof OPERATIONS)[number];

interface Options {
  readonly only: string | undefined;
  readonly subscribers: readonly number[];
  readonly operations: readonly OperationName[];
}

/**
 * What is to be measured; or the text to print instead, for who asks how it is used.
 * @param candidates the names of those who can be
 * @throws Error naming a wrong option and what it must be
 */
export function readOptions(args: readonly string[], candidates: readonly string[]): Options | string {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: "boolean", default: false },
      only: { type: "string" },
      subscribers: { type: "string", default: "1,100,1000,10000" },
      operations: { type: "string", default: OPERATIONS.join() },
    },
  });
  if (values.help) return HELP;
  const { only } = values;
  if (only !== undefined && !candidates.includes(only)) {
    throw new Error(`--only must be one of ${candidates.join(", ")}, not "${only}"`);
  }
  return {
    only,
    subscribers: values.subscribers.split(",").map((text) => {
      if (/^[1-9]\d*$/.test(text)) return Number(text);
      throw new Error(`--subscribers must be whole numbers above 0, not "${text}"`);
    }),
    operations: values.operations.split(",").map((text) => {
      const found = OPERATIONS.find((name) => name === text);
      if (found !== undefined) return found;
      throw new Error(`--operations must be of ${OPERATIONS.join(", ")}, not "${text}"`);
    }),
  };
}
