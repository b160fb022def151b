import { Bars } from "../charts/Bars.tsx";
import { bytes, titleOf } from "../data.ts";
import { NumbersBehind } from "../NumbersBehind.tsx";
import { counted } from "../words.ts";
import type { Spent } from "./results.ts";

export interface JoiningProps {
  readonly rows: readonly { readonly screen: string; readonly alone: Spent; readonly joined: Spent }[];
  readonly style: "rest" | "graphql";
  /** Who answers without anybody between. */
  readonly alone: string;
  /** Who stands between. */
  readonly joined: string;
  readonly summary?: string;
  /** What is compared. */
  readonly about: string;
}

/** What who joins sends its client, and is sent by the services for it: uncoded, since services answer so. */
export function Joining({ rows, style, alone, joined, about, summary = "Show the numbers" }: JoiningProps) {
  const further = Math.max(...rows.map((row) => row.joined.uncoded - row.alone.uncoded));
  return (
    <>
      <figure>
        <Bars
          label={`Uncoded bytes to the client, and of what services answer the ${joined}: ${rows.map((row) => `${row.screen} ${bytes(row.joined.uncoded)} and ${bytes(row.joined.subrequestBytes)}`).join(", ")}`}
          bars={rows.map((row) => ({
            name: titleOf(row.screen),
            style,
            parts: [
              { kind: "tone-1", value: row.joined.uncoded },
              { kind: "tone-2", value: row.joined.subrequestBytes },
            ],
            text: bytes(row.joined.uncoded + row.joined.subrequestBytes),
            note: `${bytes(row.joined.uncoded)} to the client, ${bytes(row.joined.subrequestBytes)} by ${counted(row.joined.subrequests, "call")}`,
          }))}
          left={150}
          legend={[
            ["tone-1", `between client and ${joined}`],
            ["tone-2", `what services answer the ${joined}`],
          ]}
        />
        <figcaption className="caption">
          {about}. Bytes are uncoded: services answer so. To the client they are at most {bytes(further)} more than by{" "}
          {alone}. Made by <code>npm run compare</code>.
        </figcaption>
      </figure>
      <NumbersBehind
        summary={summary}
        titles={[
          "Screen",
          `Uncoded, ${alone}`,
          `Uncoded, ${joined}`,
          `In gzip, ${joined}`,
          `SQL, ${alone}`,
          `SQL, ${joined}`,
          "Calls between",
          "Bytes of their answers",
        ]}
        rows={rows.map((row) => [
          titleOf(row.screen),
          row.alone.uncoded,
          row.joined.uncoded,
          row.joined.wire,
          row.alone.statements,
          row.joined.statements,
          row.joined.subrequests,
          row.joined.subrequestBytes,
        ])}
      />
    </>
  );
}
