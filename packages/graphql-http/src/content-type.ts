import { decideOnce } from "@threefold/http-server";

export interface ContentType {
  /** The type without its parameters, in lower case. */
  readonly essence: string;
  /** The charset parameter, in lower case. */
  readonly charset: string | undefined;
}

/** What a Content-Type says. */
export const readContentType = decideOnce(
  (header): ContentType => ({
    essence: (header.split(";", 1)[0] ?? "").trim().toLowerCase(),
    charset: /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(header)?.[1]?.toLowerCase(),
  }),
);
