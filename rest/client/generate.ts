import openapiTS, { astToString } from "openapi-typescript";

const HEAD = "// Made from rest/openapi.json by `npm run openapi`: not to be edited.\n\n";

/** The API's description as types, in the shape that openapi-fetch takes. */
export async function typesOf(document: string): Promise<string> {
  return HEAD + astToString(await openapiTS(document));
}
