import { formatShortcutForOS, KEY_MAP, useGraphiQL } from "@graphiql/react";

/** Stands where the answer will, as long as there is none. */
export function RunHint() {
  const empty = useGraphiQL(({ tabs, activeTabIndex, isFetching }) => !isFetching && !tabs[activeTabIndex]?.response);
  if (!empty) return null;
  return (
    <p className="run-hint">
      The answer comes here. Run the operation with the violet button or{" "}
      <kbd>{formatShortcutForOS(KEY_MAP.runQuery.key).replace("-", " + ")}</kbd>.
    </p>
  );
}
