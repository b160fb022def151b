import type { GraphiQLPlugin } from "@graphiql/react";
import type { Person } from "../../system.ts";
import { ExplainPanel } from "./ExplainPanel.tsx";
import type { Explanations } from "./explanations.ts";

/** By which other parts of the page open it. */
export const EXPLAIN_TITLE = "How it was answered";

/** The panel that shows how the gateway answered. */
export function createExplainPlugin(explanations: Explanations, people: readonly Person[]): GraphiQLPlugin {
  return {
    title: EXPLAIN_TITLE,
    icon: ExplainIcon,
    content: () => <ExplainPanel explanations={explanations} people={people} />,
  };
}

const ExplainIcon = () => (
  <svg viewBox="0 0 16 16" fill="none" stroke="currentColor" strokeLinecap="round" aria-hidden="true">
    <path d="M2.5 3.5h5M5 8h6M9 12.5h4.5" strokeWidth="2" />
  </svg>
);
