/** One request of an HTTP file in the syntax of VS Code's REST Client, its placeholders still in it. */
export interface FileRequest {
  readonly name: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** What a request was answered. */
export interface FileAnswer {
  readonly status: number;
  readonly headers: Headers;
  /** As JSON where it is JSON. */
  readonly body: unknown;
}

/**
 * The requests of an HTTP file, and the variables at its head.
 * @throws Error naming a request without a name, which later ones could not speak of
 */
export function parseHttpFile(text: string): { variables: Record<string, string>; requests: FileRequest[] } {
  const [head = "", ...blocks] = text.split(/^### .*$/m);
  const variables = Object.fromEntries(
    [...head.matchAll(/^@(\w+) = (.+)$/gm)].map(([, name = "", value = ""]) => [name, value]),
  );
  return { variables, requests: blocks.map(parseRequest) };
}

function parseRequest(block: string): FileRequest {
  const name = /^# @name (\w+)$/m.exec(block)?.[1];
  const [head = "", ...body] = block
    .replaceAll(/^# .*\n/gm, "")
    .trim()
    .split("\n\n");
  const [line = "", ...headers] = head.split("\n");
  const [method = "", url = ""] = line.split(" ");
  if (!name) throw new Error(`a request without a name: ${line}`);
  return {
    name,
    method,
    url,
    headers: Object.fromEntries(headers.map((header) => header.split(/: (.*)/s).slice(0, 2))),
    body: body.length > 0 ? body.join("\n\n") : undefined,
  };
}

/**
 * A text with its placeholders filled: `{{variable}}`, `{{$guid}}`, `{{name.response.body.$.path[0]}}` and
 * `{{name.response.headers.name}}`.
 * @throws Error naming a placeholder that stands for nothing
 */
export function filled(
  text: string,
  variables: Readonly<Record<string, string>>,
  answers: ReadonlyMap<string, FileAnswer>,
): string {
  return text.replaceAll(/\{\{(.+?)\}\}/g, (_, placeholder: string) => {
    const [name = "", of, path = ""] = placeholder.split(/\.response\.(?:(body)\.\$\.|headers\.)/);
    const answer = answers.get(name);
    const value =
      placeholder === "$guid"
        ? crypto.randomUUID()
        : (variables[placeholder] ?? (of ? valueAt(answer?.body, path) : answer?.headers.get(path)));
    if (typeof value !== "string") throw new Error(`{{${placeholder}}} stands for nothing`);
    return value;
  });
}

/** What stands at a path such as `data.products.edges[0].node.id`. */
const valueAt = (body: unknown, path: string): unknown =>
  path.split(/[.[\]]+/).reduce<unknown>((value, key) => {
    return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
  }, body);
