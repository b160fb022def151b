export { type Person, people } from "./people.ts";
export { idOf } from "./seed/ids.ts";
export { type Counts, isSize, SIZES, type Size } from "./seed/sizes.ts";
export { type DatabaseName, databaseNames, isEmpty, type SeedOptions, type SeedProgress, seed } from "./seed.ts";
