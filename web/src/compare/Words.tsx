/** What the page's words mean, in as few as they can be said: the comparison's README has them at length. */
const WORDS = [
  [
    "Used",
    "what the screen shows: found by watching what the drawing reads, and by changing each value and drawing again",
  ],
  ["Of it again", "texts in what is used that the same field has had before, such as a seller's name on two cards"],
  ["Duplicate", "it is used, and the same field of the same thing, known by its id, said the same before"],
  ["Control", "for programs: ids, cursors, types, links and punctuation that the screen does not show"],
  ["Wasted", "all else of a body; over-fetch is this and duplicates"],
  ["In a row", "requests of which each had to wait for the one before: round trips"],
  ["On the wire", "bytes as sockets count them: requests, headers, and bodies in gzip"],
  ["Unable", "the rung cannot show the same screen, or would be another rung again"],
] as const;

export const Words = () => (
  <details>
    <summary>What these words mean</summary>
    <dl className="words">
      {WORDS.map(([word, meaning]) => (
        <div key={word} className="word">
          <dt>{word}</dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  </details>
);
