/** Lines that are shown; of a list the first ones are those that answers show too. */
const SHOWN = 10;

/** The screen as every rung draws it, line by line, without its markup; what a field draws is lit. */
export function Drawing({ html, lit }: { html: string; lit: readonly number[] }) {
  const lines = linesOf(html);
  const left = lines.length - SHOWN;
  return (
    <div className="drawing">
      <p className="caption" id="drawing">
        The screen, identical on every rung
      </p>
      <ol aria-labelledby="drawing">
        {lines.slice(0, SHOWN).map(({ at, text }) => (
          <li key={at} className={lit.includes(at) ? "lit" : undefined}>
            {text}
          </li>
        ))}
      </ol>
      {left > 0 && <p className="caption">and {left} more lines</p>}
    </div>
  );
}

interface DrawnLine {
  readonly at: number;
  readonly text: string;
}

function linesOf(html: string): DrawnLine[] {
  const text = document.createElement("textarea");
  return html.split("\n").map((line, at) => {
    // What a textarea is given is text with entities: nothing of it is ever part of the page.
    text.innerHTML = line
      .replace(/<img src="[^"]*" alt="([^"]*)">/g, "▣ $1 ")
      .replace(/<input[^>]*value="([^"]*)"[^>]*>/g, "[$1] ")
      .replace(/<\/h\d>/g, " ")
      .replace(/<[^>]*>/g, "");
    return { at, text: text.value };
  });
}
