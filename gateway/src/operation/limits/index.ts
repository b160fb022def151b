export { checkCost, checkLimits, DEFAULT_LIMITS, type OperationLimits, parseWithin } from "./limits.ts";
export { type Fragments, type OperationShape, shapeOf } from "./shape.ts";
