import { useCallback, useEffect, useRef, useState } from "react";
import { accessToken } from "../session.ts";
import type { Transport } from "../stream/transports.ts";
import type { Person } from "../system.ts";
import { followBoard, type LiveBoard, NOTHING_YET } from "./follow-board.ts";
import { createGraphClient } from "./graph-client.ts";
import type { Scope } from "./scope.ts";

/**
 * The orders of a scope as they are now, for whoever is signed in.
 * @param people as whom a session that ends may be renewed
 */
export function useLiveBoard(
  scope: Scope,
  transport: Transport,
  people: readonly Person[],
): LiveBoard & { readonly startAgain: () => void } {
  const [live, setLive] = useState(NOTHING_YET);
  const stop = useRef(() => {});
  const start = useCallback(() => {
    stop.current();
    setLive(NOTHING_YET);
    const client = createGraphClient(transport, () => accessToken(people));
    stop.current = followBoard(client, scope, setLive);
  }, [scope, transport, people]);
  useEffect(() => {
    start();
    return () => stop.current();
  }, [start]);
  return { ...live, startAgain: start };
}
