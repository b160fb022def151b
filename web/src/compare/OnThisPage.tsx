/** The page's parts by what they answer: their headings are findings, and change with the screen. */
const PARTS = [
  ["scorecard", "Who moves the fewest bytes"],
  ["ladder", "One screen, rung by rung"],
  ["times", "How long it takes"],
  ["bill", "What servers pay"],
  ["here", "Run it here"],
  ["unfair", "Make it unfair"],
  ["payload", "What came, and what is used"],
  ["cache", "Caches"],
  ["depth", "How deep"],
  ["tax", "Federation's cost"],
  ["failure", "When a service fails"],
  ["change", "When a screen changes"],
  ["paper", "Beside the literature"],
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
