import { cacheStudy } from "./cache/study.ts";
import { changeStudy } from "./change/study.ts";
import { depthStudy } from "./depth/study.ts";
import { failureStudy } from "./failure/study.ts";
import { queryMethodStudy } from "./query-method/study.ts";
import { sessionStudy } from "./session/study.ts";
import type { Study } from "./study.ts";
import { taxStudy } from "./tax/study.ts";
import { widthStudy } from "./width/study.ts";
import { writesStudy } from "./writes/study.ts";

/** What is asked beside the screens, in the order of RESULTS.md. */
export const studies: readonly Study[] = [
  cacheStudy,
  sessionStudy,
  taxStudy,
  widthStudy,
  depthStudy,
  failureStudy,
  changeStudy,
  queryMethodStudy,
  writesStudy,
];
