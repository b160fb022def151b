import { bytes, type Rung, sqlOf, wireBytes } from "./data.ts";
import { RungMark } from "./Scorecard.tsx";
import { Scroll } from "./Scroll.tsx";

/** The table behind the chart. */
export const Numbers = ({ rungs }: { rungs: readonly Rung[] }) => (
  <details>
    <summary>Show the numbers</summary>
    <Scroll label="Bytes, fields and SQL by rung">
      <table className="numbers">
        <thead>
          <tr>
            <th scope="col">Rung</th>
            <th scope="col">Wire</th>
            <th scope="col">Bodies</th>
            <th scope="col">Used</th>
            <th scope="col">Before</th>
            <th scope="col">Control</th>
            <th scope="col">Wasted</th>
            <th scope="col">Fields used</th>
            <th scope="col">SQL</th>
          </tr>
        </thead>
        <tbody>
          {rungs.map((rung) => (
            <tr key={rung.rung}>
              <th scope="row">
                <RungMark rung={rung.rung} />
              </th>
              <td>{bytes(wireBytes(rung))}</td>
              <td>{bytes(rung.bodies.raw)}</td>
              <td>{bytes(rung.ledger.used)}</td>
              <td>{bytes(rung.ledger.duplicate)}</td>
              <td>{bytes(rung.ledger.control)}</td>
              <td>{bytes(rung.ledger.wasted)}</td>
              <td>
                {rung.fields.used} of {rung.fields.received}
              </td>
              <td>{sqlOf(rung)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </details>
);
