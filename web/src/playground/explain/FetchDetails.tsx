import { State } from "../../design/marks.tsx";
import type { ExplainedFetch, Statements } from "./explanation.ts";
import { bytes, counted, milliseconds } from "./units.ts";

/** What one request carried; opened, the operation that was sent and the SQL statements behind the answer. */
export function FetchDetails({ fetch }: { fetch: ExplainedFetch }) {
  const { representations, bytes: size, statements, status, retries, shared, failed, query } = fetch;
  return (
    <details className="fetch">
      <summary>
        {failed && <State is="failed">{status === undefined ? "no answer" : `failed, ${status}`}</State>}
        {!failed && <State is="good">{shared ? "shared" : String(status ?? "answered")}</State>}
        {representations && (
          <span>
            {representations.needed} → {representations.sent} sent
          </span>
        )}
        <span>{bytes(size.received ?? 0)}</span>
        {retries > 0 && <span>sent {retries + 1} times</span>}
        {statements && <span>{statements.count} SQL</span>}
      </summary>
      {representations && (
        <p className="explain-note">
          {counted(representations.needed, "object")} needed this; {counted(representations.sent, "representation")}{" "}
          went out, since equal ones are sent once.
        </p>
      )}
      <p className="explain-note">
        {bytes(size.sent)} sent, {bytes(size.received ?? 0)} received.
      </p>
      <h3>Sent to the subgraph</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0}>{query}</pre>
      {statements && <SqlList statements={statements} />}
    </details>
  );
}

function SqlList({ statements: { count, ms, list } }: { statements: Statements }) {
  return (
    <>
      <h3>
        {counted(count, "SQL statement")}, {milliseconds(ms)}
      </h3>
      {list?.map(({ sql, ms, rows }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an explanation never changes, and two of its statements may be equal
        <div key={index} className="statement">
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <pre tabIndex={0}>{sql}</pre>
          <p>
            {counted(rows, "row")}, {milliseconds(ms)}
          </p>
        </div>
      ))}
    </>
  );
}
