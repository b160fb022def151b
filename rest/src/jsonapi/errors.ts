import { HttpProblem, PROBLEMS, type ProblemPart, problemUri, type SendProblem } from "@threefold/rest-server";
import { JSON_API } from "./media-type.ts";

/** What services call the parameters that JSON:API has other names for. */
const NAMES: Readonly<Record<string, string>> = { limit: "page[size]", after: "page[after]", q: "filter[q]" };
const FILTERS = /^(?:categorySlug|sellerId|minPrice|maxPrice|minRating|inStock|status|parentId|slug|from|to|top)$/;

/** Answers with error objects (https://jsonapi.org/format/1.1/#errors): one for each thing that is wrong. */
export const sendErrors: SendProblem = (reply, problem) =>
  reply
    .code(problem.status)
    .removeHeader("etag")
    .headers({ "cache-control": "no-store", ...problem.headers })
    .type(JSON_API)
    .serializer(JSON.stringify)
    .send({
      jsonapi: { version: "1.1" },
      errors: problem.errors.length > 0 ? problem.errors.map((part) => errorOf(problem, part)) : [errorOf(problem)],
      meta: { requestId: reply.request.id },
    });

function errorOf({ type, status, message, members }: HttpProblem, part?: ProblemPart): object {
  const source = part && sourceOf(part);
  return {
    status: String(status),
    code: type,
    title: PROBLEMS[type].title,
    detail: part?.detail ?? message,
    links: { type: problemUri(type) },
    ...(source && { source }),
    ...(Object.keys(members).length > 0 && { meta: members }),
  };
}

function sourceOf({ pointer, parameter, header }: ProblemPart): object | undefined {
  if (pointer !== undefined) return { pointer: pointer.replace(/^#/, "") };
  if (header !== undefined) return { header };
  return parameter === undefined ? undefined : { parameter };
}

/** What a service complains of, by the name that the client knows it by. */
export function inWordsOfJsonApi(problem: HttpProblem): HttpProblem {
  const errors = problem.errors.map((part) =>
    part.parameter === undefined ? part : { ...part, parameter: renamed(part.parameter) },
  );
  const { type, message, status, headers, members } = problem;
  return new HttpProblem(type, message, { errors, status, headers, members, cause: problem });
}

const renamed = (parameter: string): string =>
  NAMES[parameter] ?? (FILTERS.test(parameter) ? `filter[${parameter}]` : parameter);
