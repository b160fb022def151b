import { playgroundUrl } from "../playground-url.ts";

interface Thing {
  title: string;
  text: string;
  /** Where it is tried: on a page, or in a terminal. */
  at: { readonly href: string; readonly action: string } | { readonly command: string };
}

const THINGS: readonly Thing[] = [
  {
    title: "Ask three services at once",
    text: "The query above, in an editor that knows the whole graph. “See its plan” beside it shows how it was answered: the plan, each request, and the SQL behind them.",
    at: { href: playgroundUrl("three-subgraphs"), action: "Run the query" },
  },
  {
    title: "Watch an order live",
    text: "Place an order as Ada, ship and deliver it as Stan. One subscription moves the card; customer, pictures and stock come from the other services.",
    at: { href: "/live/", action: "Open the board" },
  },
  {
    title: "Compare it with REST",
    text: "The same screens from the same data, fetched both ways: requests, bytes and time, and what each way is better at.",
    at: { href: "/compare/", action: "See the comparison" },
  },
  {
    title: "Break a schema, and find out before it is merged",
    text: "Remove a field from a subgraph’s schema.graphql, then see what that would break.",
    at: { command: "npm run schema:check" },
  },
  {
    title: "Read the same data as REST",
    text: "Every resource with its parameters and answers, to try from the page.",
    at: { href: "/rest/reference/", action: "Open the reference" },
  },
];

export function ThingsToTry() {
  return (
    <section aria-labelledby="try">
      <h2 id="try">What to try, in this order</h2>
      <ol className="things">
        {THINGS.map(({ title, text, at }, index) => (
          <li key={title}>
            <span className="number" aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <h3>{title}</h3>
              <p>{text}</p>
            </div>
            {"href" in at ? (
              <a className="button button-small" href={at.href}>
                {at.action}
              </a>
            ) : (
              <code className="thing-command">{at.command}</code>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}
