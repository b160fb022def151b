import { CacheCurves } from "./CacheCurves.tsx";
import { Change } from "./Change.tsx";
import { Depth } from "./Depth.tsx";
import { Failure } from "./Failure.tsx";
import { IdleHour } from "./Idle.tsx";
import { QueryMethod } from "./QueryMethod.tsx";
import { cache, change, depth, failure, queryMethod, session, tax, width, writes } from "./results.ts";
import { Session } from "./Session.tsx";
import { Tax } from "./Tax.tsx";
import { Width } from "./Width.tsx";
import { Writes } from "./Writes.tsx";

/** What single screens do not show: caches, a session, how wide and deep one asks, what stands between, what fails, and what changes. */
export const Studies = () => (
  <>
    {cache && <CacheCurves study={cache} />}
    {queryMethod && <QueryMethod study={queryMethod} />}
    {session && <Session study={session} />}
    {width && <Width study={width} />}
    {depth && <Depth study={depth} />}
    {tax && <Tax study={tax} />}
    <IdleHour />
    {failure && <Failure study={failure} />}
    {change && <Change study={change} />}
    {writes && <Writes study={writes} />}
  </>
);
