import { createConfig, lintFromString } from "@redocly/openapi-core";

/**
 * What Redocly's recommended rules (https://redocly.com/docs/cli/rules) have against a document, a line each; warnings count.
 * @param text the document as JSON
 */
export async function lint(text: string): Promise<string[]> {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
  return problems.map(({ ruleId, message, location: [place] }) => `${ruleId}: ${message} (${place?.pointer ?? ""})`);
}
