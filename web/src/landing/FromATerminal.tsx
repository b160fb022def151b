import { useState, useSyncExternalStore } from "react";

const QUERY = "{ products(first: 3) { edges { node { name unitsSold seller { displayName } } } } }";

/** The same graph without a browser. */
export function FromATerminal() {
  const origin = useSyncExternalStore(
    noChanges,
    () => location.origin,
    () => "http://localhost:4000",
  );
  const command = `curl ${origin}/graphql \\\n  -H 'content-type: application/json' \\\n  -d '{"query": "${QUERY}"}'`;
  return (
    <section aria-labelledby="terminal">
      <h2 id="terminal">From a terminal</h2>
      <p className="lead-in">The Playground is one client. This is another:</p>
      <figure className="command">
        <pre>
          <code>{command}</code>
        </pre>
        <CopyButton text={command} />
      </figure>
      <ul className="addresses">
        <li>
          <a href="/health/ready">
            <code>/health/ready</code>
          </a>{" "}
          the state of the gateway and each subgraph
        </li>
        <li>
          <code>POST /graphql</code> the graph, by the GraphQL over HTTP specification
        </li>
        <li>
          <a href="/rest/reference/">
            <code>/rest</code>
          </a>{" "}
          the same data as REST: its reference, to read and to try
        </li>
        <li>
          <code>README.md</code> and <code>docs/</code> in your checkout: guides, and why things are the way they are
        </li>
      </ul>
    </section>
  );
}

function CopyButton({ text }: { text: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button className="button button-small" type="button" onClick={copy} onBlur={() => setCopied(false)}>
      {copied ? "Copied" : "Copy the command"}
    </button>
  );
}

const noChanges = () => () => {};
