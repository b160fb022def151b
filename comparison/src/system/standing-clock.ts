import { subscribe } from "node:diagnostics_channel";
import type { ServerResponse } from "node:http";
import { install } from "@sinonjs/fake-timers";
import { MOMENT } from "./moment.ts";

// Loaded into each service of the comparison's own system, and its threads, before anything else: its wall clock stands.
// Timers and `performance.now`, by which everything ends that must, go on.
install({ now: MOMENT, toFake: ["Date"] });

const date = new Date().toUTCString();

/** Node writes `date` by a clock of its own, where nobody has. */
subscribe("http.server.request.start", (message) => {
  (message as { readonly response: ServerResponse }).response.setHeader("date", date);
});
