export { checkCost, checkLimits, DEFAULT_LIMITS, type OperationLimits, parseWithin } from "./limits.ts";
export { shapeOf } from "./shape.ts";
