import { State } from "../design/marks.tsx";
import type { Process } from "../system.ts";
import type { Health } from "./health.ts";

/** Every process with its address and how it stands. Without `/system.json`, what the gateway's health names. */
export function WhatRuns({ health, processes }: { health: Health; processes: readonly Process[] }) {
  const rows = processes.length > 0 ? processes : namedByHealth(health);
  return (
    <section aria-labelledby="runs">
      <h2 id="runs">What runs</h2>
      {rows.length === 0 ? (
        <p className="lead-in">{emptyText(health)}</p>
      ) : (
        <ul className="processes">
          {rows.map((row) => (
            <li key={row.name}>
              <h3>{row.name}</h3>
              <p className="process-role">{row.role}</p>
              <p className="process-address">
                <code>{row.url.replace(/^[a-z]+:\/\//, "")}</code>
                {row.links?.map(({ label, href }) => (
                  <a key={href} href={href}>
                    {label}
                  </a>
                ))}
              </p>
              <p className="process-state">{stateOf(row.name, health)}</p>
              <Detail name={row.name} health={health} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function stateOf(name: string, health: Health) {
  if (health.state === "asking") return <State is="waiting">asking</State>;
  if (health.state === "unreachable") {
    return name === "gateway" ? <State is="failed">no answer</State> : <span className="unknown">unknown</span>;
  }
  // Who tells how the others are is up itself.
  const { is } = health.standings[name] ?? { is: name === "gateway" ? "up" : undefined };
  if (is === "up") return <State is="good">up</State>;
  if (is === "partial") return <State is="waiting">in part</State>;
  return is && <State is="failed">down</State>;
}

/** What is missing, or why it is down, in its own words. */
function Detail({ name, health }: { name: string; health: Health }) {
  const detail = health.state === "told" ? health.standings[name]?.detail : undefined;
  return detail === undefined ? null : <p className="process-detail">{detail}</p>;
}

function namedByHealth(health: Health): readonly Process[] {
  if (health.state !== "told") return [];
  const gateway = { name: "gateway", role: "One endpoint over all subgraphs", url: "" };
  const others = Object.keys(health.standings).map((name) => ({ name, role: "Behind the gateway", url: "" }));
  return [gateway, ...others];
}

const emptyText = (health: Health) =>
  health.state === "asking"
    ? "Asking the gateway what stands behind it."
    : "The gateway does not answer, so nothing is known.";
