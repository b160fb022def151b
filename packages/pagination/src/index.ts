export { type Connection, toConnection } from "./connection.ts";
export { CursorError, type Keyset, type KeysetColumn, keyset } from "./keyset.ts";
export { type PagesByParent, pagesByParent } from "./pages-by-parent.ts";
export { type PageArguments, type PageRequest, PageSizeError, pageRequest } from "./request.ts";
