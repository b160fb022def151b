import { parseArgs } from "node:util";
import { LINKS, type LinkName } from "@threefold/network-link";
import { PORT_BASE } from "../../topology.ts";
import { leftOutToBeQuick } from "./run.ts";
import { RUNGS, type RungName } from "./screen.ts";
import { screens } from "./screens.ts";
import { studies } from "./studies/studies.ts";
import { UsageError } from "./usage-error.ts";

export const HELP = `npm run compare -- [options]

  --screen NAME,…     ${screens.map(({ name }) => name).join(", ")}; all by default, none with --study alone
  --rungs RUNG,…      ${RUNGS.join(", ")}; all by default
  --study STUDY,…     ${studies.map(({ name }) => name).join(", ")}; all by default; none with --screen, --rungs or --quick
  --link LINK,…       ${Object.keys(LINKS).join(", ")}; desktop,slow-4g by default; lan is always timed
  --runs N            how often each is timed; 30 by default
  --quick             counts of the screens only, no studies (except those in --study) and no times, and
                      without naive rungs of large screens (unless --rungs names them): under a minute
  --port-base PORT    measure a running system, by its gateway's port (SQL_COUNTS=on, and TLS=on for times); by default the comparison starts its own
  --check             compare the counts with results/golden.json, and write nothing; no times
  --write             write the counts: results/golden.json, RESULTS.md and the page's data; no times
  --write-times       write the times as well: results/measured.json (both of all screens and rungs only)
  --config FILE       measure your own pair of APIs (with --screen): comparison/README.md says how
  --validate-link     compare the model of links with emulated ones, without the system; cannot be combined

npm run compare -- har FILE.har --used FIELD,…    accounts for recorded traffic

Exit codes: 0 done, 1 the counts differ from golden.json or the model is off by more than 10 %, 2 it could not be measured,
130 it was stopped before its end.
`;

export type Options = ReturnType<typeof readOptions>;

/** @throws UsageError */
export function readOptions(args: readonly string[]) {
  const { values } = parse(args);
  const names = screens.map(({ name }) => name);
  refuseContradictions(values);
  const check = values.check ?? false;
  const writeTimes = values["write-times"] ?? false;
  const write = (values.write ?? false) || writeTimes;
  const quick = values.quick ?? false;
  const choosesScreens = values.screen !== undefined || values.rungs !== undefined;
  const shown = values.study !== undefined && !choosesScreens ? [] : list("--screen", values.screen, names);
  const timed = shown.length > 0 && !(quick || check || (write && !writeTimes));
  if (!timed) refuseTimed(values);
  const chosen = shown.map((name) => screens[names.indexOf(name)]).filter((screen) => screen !== undefined);
  return {
    help: values.help ?? false,
    screens: chosen,
    rungs: list<RungName>("--rungs", values.rungs, RUNGS),
    studies:
      values.study === undefined && (quick || choosesScreens)
        ? []
        : list(
            "--study",
            values.study,
            studies.map(({ name }) => name),
          ).flatMap((name) => studies.filter((study) => study.name === name)),
    portBase: port("--port-base", values["port-base"]),
    ownPortBase: ownPortBase(),
    links: list<LinkName>("--link", values.link ?? "desktop,slow-4g", Object.keys(LINKS) as LinkName[]).filter(
      (link) => link !== "lan",
    ),
    runs: count(values.runs),
    quick,
    leftOut: quick && values.rungs === undefined ? leftOutToBeQuick(chosen) : [],
    timed,
    validateLink: values["validate-link"] ?? false,
    check,
    write,
    writeTimes,
  };
}

/** What cannot be had together: one would undo the other, or measure what it then writes as something else. */
const CONTRADICTIONS = [
  ["check", "write", "what is written is not held to what was there"],
  ["check", "write-times", "what is written is not held to what was there"],
  ["quick", "write", "it leaves the studies out"],
  ["quick", "write-times", "it leaves the studies and the times out"],
  ["check", "port-base", "the counts are of the comparison's own system, which has services without DataLoader for G0"],
  ["port-base", "write", "what is written is of the comparison's own system, with all studies"],
  ["port-base", "write-times", "what is written is of the comparison's own system, with all studies"],
] as const;

type Values = ReturnType<typeof parse>["values"];

function refuseContradictions(values: Values): void {
  const found = CONTRADICTIONS.find(([one, other]) => values[one] !== undefined && values[other] !== undefined);
  if (found) throw new UsageError(`--${found[0]} does not go with --${found[1]}: ${found[2]}`);
  const other = Object.keys(values).find((name) => name !== "validate-link");
  if (values["validate-link"] !== undefined && other !== undefined)
    throw new UsageError(`--validate-link does not go with --${other}: it has links and sizes of its own`);
}

/** What says how times are taken says nothing where none are. */
function refuseTimed(values: Values): void {
  const found = (["link", "runs"] as const).find((name) => values[name] !== undefined);
  if (found === undefined) return;
  throw new UsageError(
    `--${found} says how times are taken, and none are with --quick, --check, --write or --study alone`,
  );
}

/**
 * What is wanted of somebody's own pair of APIs; undefined when it is this system that is measured.
 * @throws UsageError
 */
export function readOwnOptions(args: readonly string[]) {
  const { config, screen, ...others } = parse(args).values;
  if (config === undefined) return undefined;
  const [other] = Object.keys(others);
  if (other !== undefined) throw new UsageError(`--config goes with --screen alone, not with --${other}`);
  return { config, screens: screen?.split(",").map((name) => name.trim()) };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        screen: { type: "string" },
        rungs: { type: "string" },
        study: { type: "string" },
        "port-base": { type: "string" },
        link: { type: "string" },
        runs: { type: "string" },
        quick: { type: "boolean" },
        "validate-link": { type: "boolean" },
        config: { type: "string" },
        check: { type: "boolean" },
        write: { type: "boolean" },
        "write-times": { type: "boolean" },
        help: { type: "boolean" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function list<Value extends string>(
  option: string,
  text: string | undefined,
  known: readonly Value[],
): readonly Value[] {
  if (text === undefined) return known;
  const chosen = text.split(",").map((part) => {
    const found = known.find((each) => each === part.trim());
    if (found !== undefined) return found;
    throw new UsageError(`${option} has ${JSON.stringify(part)}: expected some of ${known.join(", ")}`);
  });
  return [...new Set(chosen)];
}

const RUNS = 30;

function count(text: string | undefined): number {
  const number = Number(text ?? RUNS);
  if (Number.isInteger(number) && number > 0) return number;
  throw new UsageError(`--runs is ${JSON.stringify(text)}: expected a number of runs`);
}

function port(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (Number.isInteger(number) && number > 0 && number < 65_000) return number;
  throw new UsageError(`${name} is ${JSON.stringify(text)}: expected a port`);
}

/** How far the comparison's own system stands from the one that a person runs. */
const ASIDE = 10_800;

function ownPortBase(): number {
  const own = (port("PORT_BASE", process.env["PORT_BASE"]) ?? PORT_BASE) + ASIDE;
  if (own < 65_000) return own;
  throw new UsageError(`PORT_BASE is ${process.env["PORT_BASE"]}: the comparison needs ports ${ASIDE} above it`);
}
