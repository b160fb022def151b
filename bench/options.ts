import { parseArgs } from "node:util";

const HELP = `npm run bench -- [options]

  --guards            with the guards on, as in production
  --growth            how cost grows with what is asked
  --processes 2       two processes of each candidate, on two cores
  --rounds N          how many turns each candidate has at each operation (default 5)
  --seconds N         how long a turn is (default 2)
  --warm-up N         how many seconds a process is warmed up (default 10)
  --only "NAME,…"     some of the candidates
  --output FILE       writes the tables into their section of a Markdown file

bench/README.md says what is measured and how.
`;

/** What `npm run bench` is asked for; or the text to print instead, for who asks how it is used. @throws Error naming a wrong option */
export function readOptions(args: readonly string[]) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      help: { type: "boolean", default: false },
      guards: { type: "boolean", default: false },
      growth: { type: "boolean", default: false },
      processes: { type: "string", default: "1" },
      rounds: { type: "string", default: "5" },
      seconds: { type: "string", default: "2" },
      "warm-up": { type: "string", default: "10" },
      only: { type: "string" },
      output: { type: "string" },
    },
  });
  if (values.help) return HELP;
  const { guards, growth, processes, output } = values;
  if (processes !== "1" && processes !== "2") throw new Error(`--processes must be 1 or 2, not "${processes}"`);
  return {
    guards,
    growth,
    output,
    isTwo: processes === "2",
    only: values.only?.split(","),
    rounds: positive("rounds", values.rounds),
    seconds: positive("seconds", values.seconds),
    warmUpSeconds: positive("warm-up", values["warm-up"]),
  };
}

function positive(name: string, text: string): number {
  const number = Number(text);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new Error(`--${name} must be a number above 0, not "${text}"`);
}
