import type { HttpCall } from "../../client/http.ts";

/** By the Fetch standard (https://fetch.spec.whatwg.org/#cors-safelisted-method, #cors-safelisted-request-header). */
const METHODS: readonly string[] = ["GET", "HEAD", "POST"];
const HEADERS = ["accept", "accept-language", "content-language", "content-type"];
const TYPES = ["application/x-www-form-urlencoded", "multipart/form-data", "text/plain"];

/** Whether a page of another origin would have to ask first whether it may send this. */
export const needsPreflight = ({ method, headers }: Pick<HttpCall, "headers"> & { readonly method: string }): boolean =>
  !METHODS.includes(method) ||
  Object.entries(headers).some(
    ([name, value]) => !HEADERS.includes(name) || (name === "content-type" && !TYPES.includes(value)),
  );
