import { CLASSES, type Ledger } from "../accounting/ledger.ts";
import { readable } from "../readable.ts";
import { alignedTable } from "../report/table.ts";
import type { HarAccount } from "./account.ts";

const grouped = (bytes: number) => bytes.toLocaleString("en");
const bytesOf = (ledger: Ledger): string[] => CLASSES.map((name) => grouped(ledger[name]));

/** The account of recorded traffic for a terminal. */
export function harText({ answers, ledger, leftOut, chain }: HarAccount): string {
  const total = CLASSES.reduce((sum, name) => sum + ledger[name], 0);
  const share = ((100 * (ledger.wasted + ledger.duplicate)) / total).toFixed(1);
  const rows = answers.map(({ method, url, wireBytes, bytes, ledger: own }) => [
    `${method} ${shortened(url)}`,
    wireBytes === undefined ? "unknown" : grouped(wireBytes),
    grouped(bytes),
    ...bytesOf(own),
  ]);
  const wire = answers.map(({ wireBytes }) => wireBytes);
  const headless = answers.filter(({ lacksRequestHead }) => lacksRequestHead).length;
  const known = wire.every((each) => each !== undefined);
  const sum = ["all", known ? grouped(wire.reduce((all, each) => all + each, 0)) : "unknown", grouped(total)];
  return [
    alignedTable(
      ["answer", "wire bytes", "body", "used", "duplicate", "control", "wasted"],
      [...rows, [...sum, ...bytesOf(ledger)]],
    ),
    "",
    `${answers.length} answers of JSON, ${chain} in a row. Over-fetch (duplicate and wasted): ${share} %.`,
    ...(known && headless > 0
      ? [
          `Wire bytes are without the heads of requests, in ${headless} of ${answers.length}: the archive does not say how long they were.`,
        ]
      : []),
    ...(leftOut.length === 0
      ? []
      : [`Left out, since they are no JSON, failed, or were saved without content: ${leftOut.length}.`]),
  ].join("\n");
}

const MOST = 60;

function shortened(url: string): string {
  const { pathname, search } = new URL(url);
  const text = readable(`${pathname}${search}`);
  return text.length > MOST ? `${text.slice(0, MOST - 1)}…` : text;
}
