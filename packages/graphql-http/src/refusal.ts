export interface RefusalDetails {
  readonly headers?: Readonly<Record<string, string>>;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A request that is refused before any operation: told in GraphQL's form. */
export class HttpRefusal extends Error {
  override readonly name = "HttpRefusal";
  readonly status: number;
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;
  /** What the error says beside its code. */
  readonly extensions: Readonly<Record<string, unknown>>;

  constructor(status: number, code: string, message: string, { headers = {}, extensions = {} }: RefusalDetails = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
    this.extensions = extensions;
  }
}

/** JSON that is no GraphQL-over-HTTP request: 400, or 422 by the specification of September 2026. */
export class MalformedRequest extends HttpRefusal {
  constructor(message: string) {
    super(400, "BAD_REQUEST", message);
  }
}

export const badRequest = (message: string): HttpRefusal => new HttpRefusal(400, "BAD_REQUEST", message);

/** The GraphQL response that says so. */
export const refusalText = ({ message, code, extensions }: HttpRefusal): string =>
  JSON.stringify({ errors: [{ message, extensions: { code, ...extensions } }] });
