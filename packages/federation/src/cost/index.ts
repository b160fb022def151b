export type { Variables } from "./conditions.ts";
export {
  type CostEstimate,
  type CostOptions,
  compileCost,
  DEFAULT_LIST_SIZE,
  type EstimateCost,
  type Fragments,
} from "./estimate.ts";
export { compileMeasure, type MeasureCost, type MeasureOptions } from "./measure.ts";
export { type CostModel, type ListSize, readCosts } from "./model.ts";
export type { SlicingProblem } from "./sizes.ts";
