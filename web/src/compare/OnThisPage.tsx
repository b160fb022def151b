/** The page's parts by what they answer: their headings are findings, and change with the screen. */
const PARTS = [
  ["scorecard", "Fewest bytes, by screen"],
  ["ladder", "One screen, rung by rung"],
  ["times", "How long it takes"],
  ["bill", "What it costs the servers"],
  ["here", "Run it here"],
  ["unfair", "Make it unfair"],
  ["payload", "What arrives, and what is used"],
  ["cache", "Caching"],
  ["depth", "Query depth"],
  ["tax", "Cost of federation"],
  ["failure", "When a service fails"],
  ["change", "When a screen changes"],
  ["paper", "Compared with the literature"],
] as const;

/** @param without parts that are not there */
export const OnThisPage = ({ without }: { without: readonly string[] }) => (
  <nav className="on-this-page" aria-label="On this page">
    <ul>
      {PARTS.filter(([id]) => !without.includes(id)).map(([id, words]) => (
        <li key={id}>
          <a href={`#${id}`}>{words}</a>
        </li>
      ))}
    </ul>
  </nav>
);
