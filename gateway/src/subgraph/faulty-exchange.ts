import type { Clock, Signal } from "@threefold/upstream";
import type { Exchange, Received, Sending } from "./exchange.ts";
import type { Fault } from "./faults.ts";

/** Sends a request as if the subgraph had a fault: what follows is what would follow the real one. */
export function exchangeWithFault(fault: Fault, exchange: Exchange, sending: Sending, clock: Clock): Promise<Received> {
  switch (fault.kind) {
    case "slow":
      return clock.sleep(fault.ms, sending.signal).then(() => exchange(sending));
    case "failing":
      return Promise.resolve({ status: fault.status, headers: {}, text: "", bytes: 0 });
    case "absent":
      return Promise.reject(new Error("it is absent, by a fault that was asked for"));
    case "hanging":
      return never(sending.signal);
  }
}

const never = (signal: Signal): Promise<never> =>
  new Promise((_, reject) => {
    const end = () => reject(signal.reason);
    if (signal.aborted) end();
    signal.addEventListener("abort", end);
  });
