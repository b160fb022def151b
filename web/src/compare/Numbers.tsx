import { bytes, type Rung, wireBytes } from "./data.ts";
import { NumbersBehind } from "./NumbersBehind.tsx";
import { RungMark } from "./Scorecard.tsx";
import { Scroll } from "./Scroll.tsx";
import { percent } from "./words.ts";

/** The tables behind the chart. */
export const Numbers = ({ rungs }: { rungs: readonly Rung[] }) => (
  <>
    <Counts rungs={rungs} />
    <NumbersBehind
      summary="Show the bodies in each coding"
      titles={["Rung", "uncoded", "gzip", "br", "zstd"]}
      rows={rungs.map(({ rung, bodies: { raw, gzip, brotli, zstd } }) => [rung, raw, gzip, brotli, zstd])}
    />
  </>
);

/** How much of something is not shown: of the bodies uncoded, with what is for programs, and of what they weigh in gzip. */
const share = (part: number, whole: number) => percent(whole === 0 ? 0 : (100 * part) / whole, 0);

const Counts = ({ rungs }: { rungs: readonly Rung[] }) => (
  <details>
    <summary>Show the numbers</summary>
    <Scroll label="Bytes, fields, requests and over-fetch by rung">
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
            <th scope="col">Requests at once</th>
            <th scope="col">Over-fetch</th>
            <th scope="col">With control</th>
            <th scope="col">In gzip</th>
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
              <td>{rung.fanOut}</td>
              <td>{share(rung.ledger.wasted + rung.ledger.duplicate, rung.bodies.raw)}</td>
              <td>{share(rung.bodies.raw - rung.ledger.used, rung.bodies.raw)}</td>
              <td>{share(rung.bodies.gzip - rung.pruned, rung.bodies.gzip)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Scroll>
  </details>
);
