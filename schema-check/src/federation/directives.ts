import { codeOf, RULES } from "./changes.ts";
import type { ChangedElement, FederationFinding } from "./compare.ts";
import { type Arguments, DIRECTIVES, type DirectiveName, describeArguments } from "./model.ts";

/** What an element says to federation that it did not say before, or says no more. */
export function compareDirectives(
  { subgraph, before, after }: ChangedElement,
  directives: readonly DirectiveName[] = DIRECTIVES,
): FederationFinding[] {
  const { coordinate } = after;
  return directives.flatMap((directive): FederationFinding[] => {
    if (directive === "key") return [];
    const [was, is] = [texts(before.directives.get(directive)), texts(after.directives.get(directive))];
    const came = is.filter((text) => !was.includes(text));
    const went = was.filter((text) => !is.includes(text));
    if (came.length === 0 && went.length === 0) return [];
    const how = was.length === 0 ? "added" : is.length === 0 ? "removed" : "changed";
    const said = (all: readonly string[]) => all.map((text) => `@${directive}${text && `(${text})`}`).join(" ");
    const message = {
      added: `\`${coordinate}\` now has ${said(came)}`,
      removed: `\`${coordinate}\` no longer has ${said(went)}`,
      changed: changeOf(coordinate, said(came), said(went)),
    }[how];
    return [
      {
        code: `${codeOf(directive)}_${how.toUpperCase()}`,
        severity: RULES[directive][how],
        message,
        coordinate,
        subgraph,
      },
    ];
  });
}

/** Of a directive that may be repeated, some may only have come or gone. */
function changeOf(coordinate: string, came: string, went: string): string {
  if (came === "") return `\`${coordinate}\` no longer has ${went}`;
  return `\`${coordinate}\` ${went === "" ? `now has ${came} too` : `has ${came} instead of ${went}`}`;
}

const texts = (applied: readonly Arguments[] = []): string[] => applied.map(describeArguments).sort();
