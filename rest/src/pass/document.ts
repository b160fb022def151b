import { readFileSync } from "node:fs";
import { z } from "zod";
import { SERVICES } from "../services/names.ts";

const operation = z.looseObject({
  "x-service": z.enum([...SERVICES, "rest"]),
  responses: z.record(z.string(), z.looseObject({ content: z.record(z.string(), z.unknown()).optional() })),
});

const document = z.looseObject({ paths: z.record(z.string(), z.record(z.string(), operation)) });

/** The description of the whole API, as far as it says who answers what. */
export type ApiDocument = z.output<typeof document>;

const FILE = new URL("../../openapi.json", import.meta.url);

/** The committed document. It is made of the services' own (`npm run openapi`), and `npm run check` holds that it is fresh. */
export const readDocument = (): ApiDocument => document.parse(JSON.parse(readFileSync(FILE, "utf8")));
