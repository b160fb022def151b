import { State } from "../design/marks.tsx";
import type { ConnectionState } from "../stream/client.ts";

const STATES = {
  connecting: { is: "waiting", text: "Connecting" },
  connected: { is: "good", text: "Connected: changes appear by themselves" },
  lost: { is: "failed", text: "Connection lost: reconnecting. Changes that were missed are fetched then" },
} as const;

export const ConnectionLine = ({ connection }: { connection: ConnectionState }) => (
  <p className="connection" role="status">
    <State is={STATES[connection].is}>{STATES[connection].text}</State>
  </p>
);
