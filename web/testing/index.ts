export { launchBrowser, noBrowser, type Visit, visit } from "./browser.ts";
export { describeCompareHere } from "./compare/describe-here.ts";
export { describeLanding } from "./describe-landing.ts";
export { describeLive } from "./describe-live.ts";
export { describePlayground } from "./describe-playground.ts";
export { describeQuality } from "./describe-quality.ts";
export { describeSwitches } from "./describe-switches.ts";
export type { PagesUnderTest } from "./pages-under-test.ts";
