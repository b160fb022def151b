/** What the page's words mean, in as few as they can be said: the comparison's README has them at length. */
const WORDS = [
  [
    "Used",
    "shown on the screen: found by recording what rendering reads, and by changing each value and rendering again",
  ],
  ["Repeated", "the part of used whose text the same field already had, such as a seller's name on two cards"],
  ["Duplicate", "used, but the same field of the same object, identified by its id, already had this value"],
  ["Control", "for programs: ids, cursors, types, links and punctuation that the screen does not show"],
  ["Wasted", "everything else in a body; over-fetch is wasted plus duplicate"],
  ["Round trips", "the longest chain of requests that each had to wait for the one before"],
  ["On the wire", "bytes as the sockets count them: requests, headers, and bodies in gzip"],
  ["Unable", "the rung cannot show the same screen, or would be identical to another rung"],
] as const;

export const Words = () => (
  <details>
    <summary>What these terms mean</summary>
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
