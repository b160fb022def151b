import { pathToFileURL } from "node:url";
import { settledInTime } from "./in-time.ts";

/** How a screen is drawn of either API's answers: what its module exports. */
export interface Drawing {
  /** What is shown of REST's answers, by the names that the requests have; a list where a request was sent for each. */
  fromRest(answers: Readonly<Record<string, unknown>>, variables: Readonly<Record<string, unknown>>): unknown;
  /** What is shown of the graph's `data`. */
  fromGraphql(data: unknown, variables: Readonly<Record<string, unknown>>): unknown;
  /** The screen as text: the same of both, to the letter. */
  render(view: unknown): string;
}

const FUNCTIONS = ["fromRest", "fromGraphql", "render"] as const;

/**
 * Loads the module of a screen, JavaScript or TypeScript. When it draws, a promise is an Error, and so is what it renders that is
 * no text.
 * @throws Error naming the file, and what it should export or why it cannot be loaded; Overdue, Stopped
 */
export async function loadDrawing(file: string): Promise<Drawing> {
  const loading: Promise<Record<string, unknown>> = import(pathToFileURL(file).href).catch((error: Error) => {
    throw new Error(`${file} cannot be loaded: ${error.message}`, { cause: error });
  });
  const module = await settledInTime(`loading ${file}`, loading);
  const missing = FUNCTIONS.filter((name) => typeof module[name] !== "function");
  if (missing.length > 0) throw new Error(`${file} exports no function ${missing.join(", ")}`);
  // That they are functions is all that can be seen of them.
  const { fromRest, fromGraphql, render } = module as unknown as Drawing;
  return {
    fromRest: (answers, variables) => asView(fromRest(answers, variables), "fromRest", file),
    fromGraphql: (data, variables) => asView(fromGraphql(data, variables), "fromGraphql", file),
    render: (view) => asText(render(view), file),
  };
}

/** Of a promise everything could be drawn alike, and nothing would be seen to be used. */
function asView(view: unknown, name: string, file: string): unknown {
  if (view instanceof Promise) throw new Error(`${name} of ${file} gives a promise: expected what is shown`);
  return view;
}

/** Two drawings that are no text would be held alike, and nothing would be seen to be used. */
function asText(drawn: unknown, file: string): string {
  if (typeof drawn === "string") return drawn;
  const what = drawn instanceof Promise ? "a promise" : (JSON.stringify(drawn) ?? "nothing");
  throw new Error(`render of ${file} gives ${what}: expected text`);
}
