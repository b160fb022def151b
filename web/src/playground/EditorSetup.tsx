import { useGraphiQL } from "@graphiql/react";
import { useEffect } from "react";
import { operations } from "../operations.ts";

/** What GraphiQL has no option for: the pages' typeface, the active tab in sight and in the address. Shows nothing. */
export function EditorSetup() {
  const editors = useGraphiQL(({ queryEditor, variableEditor, headerEditor, responseEditor }) => [
    queryEditor,
    variableEditor,
    headerEditor,
    responseEditor,
  ]);
  const index = useGraphiQL(({ activeTabIndex }) => activeTabIndex);
  const title = useGraphiQL(({ tabs, activeTabIndex }) => tabs[activeTabIndex]?.title);

  useEffect(() => {
    const fontFamily = getComputedStyle(document.documentElement).getPropertyValue("--font-code");
    for (const editor of editors) editor?.updateOptions({ fontFamily, fontSize: 13, lineHeight: 20 });
  }, [editors]);

  useEffect(() => {
    document.getElementById(`graphiql-session-tab-${index}`)?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }, [index]);

  useEffect(() => {
    const operation = operations.find(({ name }) => name === title);
    history.replaceState(null, "", operation ? `?operation=${operation.id}` : location.pathname);
  }, [title]);

  return null;
}
