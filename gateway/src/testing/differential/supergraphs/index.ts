import type { Domain } from "../domain.ts";
import { abstract } from "./abstract.ts";
import { contexts } from "./contexts.ts";
import { inputs } from "./inputs.ts";
import { interfaceObjects } from "./interface-objects.ts";
import { keys } from "./keys.ts";
import { mutations } from "./mutations.ts";
import { names } from "./names.ts";
import { nullability } from "./nullability.ts";
import { overlaps } from "./overlaps.ts";
import { overrides } from "./overrides.ts";
import { ownGraph } from "./own-graph.ts";
import { reentry } from "./reentry.ts";
import { requires } from "./requires.ts";
import { rivals } from "./rivals.ts";
import { valueTypes } from "./value-types.ts";

/** Small supergraphs that together use every part of federation; and the one of this repository. */
export const domains: readonly Domain[] = [
  keys,
  requires,
  abstract,
  interfaceObjects,
  valueTypes,
  inputs,
  mutations,
  contexts,
  nullability,
  names,
  overlaps,
  rivals,
  reentry,
  overrides,
  ownGraph,
];
