import { hasCredentials } from "@threefold/federation";
import { z } from "zod";
import { isForwardable, isHeaderValue } from "../subgraph/header-rules.ts";
import { OPERATION_MS, whole } from "./bounds.ts";
import { OPTIONS } from "./options.ts";

const share = z.number({ error: "a number from 0 to 1" }).min(0).max(1, { error: "a number from 0 to 1" });
const onOff = z
  .union([z.boolean(), z.enum(["on", "off"])], { error: "on or off" })
  .transform((value) => value === true || value === "on");
/** An object with these settings and no others. */
export const object = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, { error: (issue) => (issue.code === "unrecognized_keys" ? undefined : "an object") });

/** What is said of a URL with credentials, which no request would carry. */
export const NO_CREDENTIALS = "a URL without credentials, which a header rule sends (set)";
const subgraphUrl = (protocol: RegExp, error: string) =>
  z.url({ protocol, error }).refine((url) => !hasCredentials(url), { error: NO_CREDENTIALS });

const headerName = z
  .string({ error: "a header's name" })
  .refine((name) => isForwardable(name.toLowerCase()), {
    error: "a header that a subgraph may be sent (not of the connection, cookies or identity)",
  })
  .transform((name) => name.toLowerCase());
const headerValue = z.string({ error: "text" }).refine(isHeaderValue, { error: "printable ASCII characters" });

const headers = object({
  forward: z.array(headerName, { error: "a list of header names" }).optional(),
  set: z.record(headerName, headerValue, { error: "values by header name" }).optional(),
  remove: z.array(headerName, { error: "a list of header names" }).optional(),
});

const settings = {
  headers: headers.optional(),
  timeout: whole(...OPERATION_MS).optional(),
  "max-response-bytes": whole(1, 1024 ** 3).optional(),
  "max-connections": whole(1, 10_000).optional(),
  "share-queries": onOff.optional(),
  retry: object({ times: whole(0, 10).optional(), "pause-ms": whole(1, 60_000).optional() }).optional(),
  circuit: z
    .union([
      z.literal(["off", false]).transform(() => false as const),
      object({
        "failure-share": share.optional(),
        "min-requests": whole(1, 1_000_000).optional(),
        "window-ms": whole(1, 3_600_000).optional(),
        "open-ms": whole(1, 3_600_000).optional(),
      }),
    ])
    .optional(),
  stream: object({
    protocol: z.enum(["graphql-ws", "callback"], { error: "graphql-ws or callback" }).optional(),
    heartbeat: whole(10, 600_000).optional(),
    url: subgraphUrl(/^wss?$/, "a URL that starts with ws:// or wss://").optional(),
    identity: z.enum(["operation", "connection"], { error: "operation or connection" }).optional(),
    initialisation: z.enum(["headers", "flat"], { error: "headers or flat" }).optional(),
    "streams-per-socket": whole(1, 100_000).optional(),
  }).optional(),
};

const DAY = 86_400_000;
/** What Node takes of a request's headers unless told. */
const NODE_HEADER_BYTES = 16_384;

const origin = z.string({ error: "an origin" }).refine((text) => URL.parse(text)?.origin === text, {
  error: "an origin: scheme, host and port, without a slash at its end",
});

/** As `@override` takes them, but for `percent(…)`, which says itself when it is on. */
const label = z.string({ error: "a label" }).regex(/^[a-zA-Z][a-zA-Z0-9_\-:./]*$/, {
  error: "a label: letters, digits and _-:./, a letter first",
});

const scalar = z.union([z.string(), z.number(), z.boolean()], { error: "text, a number, or on or off" });
const option = z
  .union([scalar, z.array(scalar)], { error: "text, a number, or on or off" })
  // An empty list is none at all, where an empty text is nothing said: no hosts, and not all.
  .transform((value) => (Array.isArray(value) ? value.map(String).join(",") || "," : String(value)));

const options = Object.fromEntries(
  Object.keys(OPTIONS)
    .filter((name) => name !== "config")
    .map((name) => [name, option.optional()]),
);

/** What a configuration file may say: every option by its name on the command line, and what does not fit there. */
export const fileSchema = z.strictObject(
  {
    ...options,
    http: object({
      "status-codes": z.enum(["audits", "september-2026"], { error: "audits or september-2026" }).optional(),
      compression: onOff.optional(),
      "max-body-bytes": whole(1, 1024 ** 3).optional(),
      "max-url-length": whole(1, 65_536).optional(),
      "max-header-bytes": whole(1_024, 1024 ** 2).optional(),
      "max-batch": whole(0, 1_000).optional(),
    })
      .refine((http) => (http["max-url-length"] ?? 0) < (http["max-header-bytes"] ?? NODE_HEADER_BYTES), {
        path: ["max-url-length"],
        error: `less than all headers may have (${NODE_HEADER_BYTES} bytes unless said), which the URL is part of`,
      })
      .optional(),
    cors: object({
      origins: z.union([z.literal("*"), z.array(origin)], { error: 'a list of origins, or "*"' }),
      "max-age": whole(0, 86_400).optional(),
    }).optional(),
    subscriptions: object({
      "max-per-connection": whole(1, 1_000_000).optional(),
      "max-per-user": whole(1, 1_000_000).optional(),
      max: whole(0, 1_000_000).optional(),
      "max-connections": whole(0, 1_000_000).optional(),
      "init-timeout": whole(1, 600_000).optional(),
      "idle-timeout": whole(0, DAY).optional(),
      lifetime: whole(0, 30 * DAY).optional(),
      heartbeat: whole(10, 600_000).optional(),
      recheck: whole(10, 600_000).optional(),
      "max-message-bytes": whole(1, 1024 ** 3).optional(),
      "slow-clients": z
        .enum(["drop-oldest", "coalesce", "disconnect"], { error: "drop-oldest, coalesce or disconnect" })
        .optional(),
      "max-queued": whole(1, 1_000_000).optional(),
      // Sockets tell that they have room again when they have had as much as this, and not before.
      "high-water-bytes": whole(64 * 1024, 1024 ** 3).optional(),
      drain: whole(0, 600_000).optional(),
    }).optional(),
    limits: object({
      tokens: whole(1, 1_000_000).optional(),
      operations: whole(1, 10_000).optional(),
      depth: whole(1, 1_000).optional(),
      "root-fields": whole(1, 1_000).optional(),
      aliases: whole(0, 10_000).optional(),
      directives: whole(0, 10_000).optional(),
      deferred: whole(0, 1_000).optional(),
      "list-depth": whole(0, 20).optional(),
      fields: whole(1, 100_000).optional(),
    }).optional(),
    cost: object({
      max: whole(0, 1e12).optional(),
      "list-size": whole(0, 1_000_000).optional(),
      "per-minute": whole(1, 1e12).optional(),
      store: z.string({ error: "a JavaScript file" }).min(1, { error: "a JavaScript file" }).optional(),
      report: onOff.optional(),
    })
      .refine((cost) => cost.store === undefined || cost["per-minute"] !== undefined, {
        path: ["store"],
        error: "per-minute beside it: without it there are no budgets to keep",
      })
      .optional(),
    "override-labels": z.array(label, { error: "a list of labels" }).optional(),
    documents: object({ "max-registered-bytes": whole(0, 1024 ** 3).optional() }).optional(),
    "all-subgraphs": object(settings).optional(),
    subgraphs: z
      .record(
        z.string().min(1, { error: "a subgraph's name" }),
        object({
          url: subgraphUrl(/^https?$/, "a URL that starts with http:// or https://").optional(),
          ...settings,
        }),
        { error: "settings by a subgraph's name" },
      )
      .optional(),
  },
  { error: (issue) => (issue.code === "unrecognized_keys" ? undefined : "an object") },
);

export type FileContent = z.output<typeof fileSchema>;
export type FileSettings = NonNullable<FileContent["all-subgraphs"]>;
