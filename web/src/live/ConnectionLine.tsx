import { State } from "../design/marks.tsx";
import type { ConnectionState } from "../stream/client.ts";

const STATES = {
  connecting: { is: "waiting", text: "Connecting" },
  connected: { is: "good", text: "Connected: changes appear by themselves" },
  lost: { is: "failed", text: "Connection lost, trying again. What happens meanwhile is asked for then" },
} as const;

export const ConnectionLine = ({ connection }: { connection: ConnectionState }) => (
  <p className="connection" role="status">
    <State is={STATES[connection].is}>{STATES[connection].text}</State>
  </p>
);
