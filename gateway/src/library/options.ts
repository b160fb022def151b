import { z } from "zod";
import { object } from "../configuration/file-schema.ts";
import { checkOptions } from "../configuration/in-code.ts";
import {
  COMMON_KINDS,
  checkKinds,
  elsewhere,
  having,
  someFunction,
  trueOrFalse,
  urlsByName,
} from "../configuration/kinds-in-code.ts";
import type { GatewayOptions } from "./gateway.ts";

const error = "the SDL of a supergraph, or where it comes from (fileSource, urlSource)";
/** The name of a file, or its URL, is text too, and easily given: no SDL is without a brace. */
const sdl = z.string().includes("{", { error });
const supergraph = z.union([sdl, having(error, "read", "follow").unwrap()], { error });

const kinds = object({
  ...COMMON_KINDS,
  supergraph,
  subgraphUrls: urlsByName,
  subgraphHosts: elsewhere,
  overrideLabels: someFunction,
  addressOf: someFunction,
  timeout: elsewhere,
  development: trueOrFalse,
} satisfies { readonly [Name in keyof GatewayOptions]-?: z.ZodType });

/** @throws TypeError naming each option that is wrong, its value unless that may be secret, and what is allowed */
export function checkGatewayOptions(options: GatewayOptions): void {
  checkKinds(options, kinds);
  const { subgraphUrls: urls, subgraphHosts: hosts } = options;
  checkOptions({ ...options, urls, hosts }, { urls: "subgraphUrls", hosts: "subgraphHosts" });
}
