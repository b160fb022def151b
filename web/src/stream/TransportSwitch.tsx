import { useId } from "react";
import { Choice } from "../design/Choice.tsx";
import { chooseTransport, TRANSPORTS, useTransport } from "./transports.ts";

/** Which transport the next subscription takes. */
export function TransportSwitch() {
  const chosen = useTransport();
  return (
    <Choice
      name={useId()}
      legend="Subscriptions arrive by"
      options={TRANSPORTS.map(({ transport, label }) => ({ value: transport, label }))}
      chosen={chosen}
      choose={chooseTransport}
    />
  );
}
