import createClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.d.ts";

export type RestClient = Client<paths>;

/**
 * A client of the REST API whose paths, parameters, bodies and answers are typed by its description.
 * @param baseUrl where the API is, without a slash at its end
 * @param accessToken who asks; nobody unless given
 */
export const createRestClient = (baseUrl: string, accessToken?: string): RestClient =>
  createClient<paths>({
    baseUrl,
    ...(accessToken !== undefined && { headers: { authorization: `Bearer ${accessToken}` } }),
    // `ids=a,b,c`: one parameter, and its commas stay what they are.
    querySerializer: { array: { style: "form", explode: false } },
  });
