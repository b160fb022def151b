export { DOWN_SEGMENT, Flow } from "./flow.ts";
export { LINKS, type Link, type LinkName } from "./links.ts";
export { type Exchange, lastOf, model, type Span, type Way } from "./model.ts";
