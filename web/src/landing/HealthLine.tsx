import { State } from "../design/marks.tsx";
import type { Health } from "./health.ts";

/** In a line: whether all is well, and what to do when it is not. */
export function HealthLine({ health }: { health: Health }) {
  return (
    <p className="health-line" role="status">
      {lineOf(health)}
    </p>
  );
}

function lineOf(health: Health) {
  if (health.state === "asking") return <State is="waiting">Asking how everything is</State>;
  if (health.state === "unreachable") {
    return (
      <>
        <State is="failed">The gateway does not answer</State>
        <span>
          Start it with <code>npm start</code>; this page looks again every few seconds.
        </span>
      </>
    );
  }
  if (health.isStopping) return <State is="waiting">The gateway is stopping</State>;
  const down = Object.keys(health.standings).filter((name) => health.standings[name]?.is === "down");
  if (down.length === 0) return <State is="good">Everything is up</State>;
  return (
    <>
      <State is="failed">{`${down.join(" and ")} ${down.length === 1 ? "is" : "are"} down`}</State>
      <span>Everything else answers; what is missing comes back by itself.</span>
    </>
  );
}
