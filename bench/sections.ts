import { existsSync, readFileSync, writeFileSync } from "node:fs";

/** Writes a section of a Markdown file in the place of the one with the same heading, or at its end. */
export function writeSection(file: string, heading: string, text: string): void {
  const sections = existsSync(file) ? readFileSync(file, "utf8").split(/^(?=# )/m) : [];
  const place = sections.findIndex((section) => section.startsWith(`# ${heading}\n`));
  const written = sections.toSpliced(place < 0 ? sections.length : place, 1, `# ${heading}\n\n${text}`);
  writeFileSync(file, `${written.map((section) => section.trim()).join("\n\n")}\n`);
}
