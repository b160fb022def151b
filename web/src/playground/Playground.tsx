import { HISTORY_PLUGIN } from "@graphiql/plugin-history";
import { GraphiQL } from "graphiql";
import { useState } from "react";
import { AskAs } from "../shell/AskAs.tsx";
import { SiteHeader } from "../shell/SiteHeader.tsx";
import { useTheme } from "../shell/theme.ts";
import type { Person } from "../system.ts";
import { EditorSetup } from "./EditorSetup.tsx";
import { createExplainPlugin } from "./explain/explain-plugin.tsx";
import { createExplanations } from "./explain/explanations.ts";
import { createFetcher } from "./fetcher.ts";
import { createOperationsPlugin } from "./operations-plugin.tsx";
import { RunHint } from "./RunHint.tsx";
import { isNarrow, isWide } from "./room.ts";
import type { Offer, Tabs } from "./tabs.ts";

const HEADERS = `// Headers that go with this tab's requests. What stands here comes before who is chosen above.
// { "authorization": "Bearer <the accessToken of a signIn answer>" }
`;

interface PlaygroundProps {
  people: readonly Person[];
  offers: readonly Offer[];
  tabs: Tabs;
}

/** GraphiQL over the graph of this address, with the operations to try as tabs and as a list with their stories. */
export function Playground({ people, offers, tabs }: PlaygroundProps) {
  const { theme } = useTheme();
  const [explanations] = useState(createExplanations);
  const [fetcher] = useState(() => createFetcher(people, explanations));
  const [plugins] = useState(() => [
    createOperationsPlugin(people, offers),
    createExplainPlugin(explanations, people),
    HISTORY_PLUGIN,
  ]);
  const [active] = useState(() => tabs.tabs[tabs.activeTabIndex]);
  const [wide] = useState(isWide);
  return (
    <>
      <SiteHeader page="/playground/">
        <AskAs people={people} />
      </SiteHeader>
      <main className="playground" aria-label="GraphQL editor">
        <h1 className="visually-hidden">Playground</h1>
        <GraphiQL
          fetcher={fetcher}
          forcedTheme={theme}
          plugins={plugins}
          {...(wide && plugins[0] ? { visiblePlugin: plugins[0] } : {})}
          defaultTabs={tabs.tabs.map(({ query, variables }) => ({ query, variables }))}
          initialQuery={active?.query ?? ""}
          initialVariables={active?.variables ?? ""}
          defaultHeaders={HEADERS}
          // A phone has room for them when there is something in them.
          defaultEditorToolsVisibility={isNarrow() && !active?.variables ? false : "variables"}
        >
          <GraphiQL.Logo> </GraphiQL.Logo>
          <GraphiQL.Footer>
            <RunHint />
          </GraphiQL.Footer>
          <EditorSetup />
        </GraphiQL>
      </main>
    </>
  );
}
