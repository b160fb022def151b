import { useSyncExternalStore } from "react";
import { storedText } from "../shell/stored.ts";

/** How subscriptions come to the pages. */
export type Transport = "websocket" | "sse" | "multipart";

export const TRANSPORTS: readonly { readonly transport: Transport; readonly label: string }[] = [
  { transport: "websocket", label: "WebSocket" },
  { transport: "sse", label: "Server-sent events" },
  { transport: "multipart", label: "Multipart" },
];

const stored = storedText("sessionStorage", "threefold:transport");

export const currentTransport = (): Transport =>
  TRANSPORTS.find(({ transport }) => transport === stored.get())?.transport ?? "websocket";

export const chooseTransport = (transport: Transport): void => stored.set(transport);

export const useTransport = (): Transport =>
  useSyncExternalStore(stored.subscribe, currentTransport, () => "websocket");
