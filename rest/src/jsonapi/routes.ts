import { HttpProblem, PERSONAL, problemHandler, publicFor, setCacheControl } from "@threefold/rest-server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type Asking, askingOf } from "../services/asking.ts";
import { read } from "../services/read.ts";
import type { Services } from "../services/services.ts";
import { documentOf } from "./document.ts";
import { ENDPOINTS, type Endpoint } from "./endpoints.ts";
import { inWordsOfJsonApi, sendErrors } from "./errors.ts";
import { loadIncluded, type Resource } from "./load.ts";
import { acceptsJsonApi, JSON_API, RELATED_PAGE_PROFILE } from "./media-type.ts";
import { membersFor } from "./members.ts";
import { MODEL } from "./model.ts";
import { type Asked, readQuery } from "./query.ts";
import { schemaOf } from "./schema.ts";

type Query = Readonly<Record<string, string | undefined>>;

/** R2: the resources of all three services as JSON:API 1.1, joined as `include` asks. For reading; writes are the services' own. */
export async function addJsonApi(scope: FastifyInstance, services: Services): Promise<void> {
  await scope.register(async (child) => {
    child.setErrorHandler(problemHandler(() => undefined, sendErrors));
    for (const endpoint of ENDPOINTS) {
      child.get(`/jsonapi${endpoint.path}`, {
        schema: schemaOf(endpoint),
        config: { accepts: acceptsJsonApi },
        handler: (request, reply) => answer(endpoint, services, request, reply),
      });
    }
  });
}

async function answer(
  endpoint: Endpoint,
  services: Services,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> {
  const query = request.query as Query;
  const asking = askingOf(request);
  const asked = readQuery(query, endpoint.type);
  const members = membersFor(endpoint.type, asked);
  const primary = await readPrimary(endpoint, request, members.get(endpoint.type) ?? [], services, asking);
  const resources = [primary.resources].flat();
  const loaded = await loadIncluded(resources, asked, members, services, asking);
  const document = documentOf(primary.resources, {
    asked,
    loaded,
    up: "../".repeat(endpoint.path.split("/").length - 2),
    next: primary.next === undefined ? undefined : nextLink(query, primary.next),
  });
  const isAlike = isPublic(request, endpoint, asked, [...resources, ...loaded.included.values()]);
  setCacheControl(reply, isAlike ? publicFor(60) : PERSONAL);
  const profile = asked.relatedPage.size > 0 ? `; profile="${RELATED_PAGE_PROFILE}"` : "";
  return reply.type(`${JSON_API}${profile}`).serializer(JSON.stringify).send(document);
}

async function readPrimary(
  { type, source, many, idOf }: Endpoint,
  { params, query }: FastifyRequest,
  members: readonly string[],
  services: Services,
  asking: Asking,
): Promise<{ resources: Resource | Resource[]; next: string | undefined }> {
  const { service, choosable } = MODEL[type];
  const { path, parameters } = source(params as Record<string, string>, query as Query);
  const search = new URLSearchParams(parameters);
  if (choosable) search.set("fields", members.join(",") || "id");
  const found = await read<Record<string, unknown> & { data: Record<string, unknown>[] }>(
    services[service],
    search.size > 0 ? `${path}?${search}` : path,
    asking,
  ).catch((error: unknown) => {
    throw error instanceof HttpProblem ? inWordsOfJsonApi(error) : error;
  });
  if (!found) throw new HttpProblem("not-found", "There is no such thing, or none that whoever asks may see.");
  const resource = (item: Record<string, unknown>): Resource => ({
    type,
    id: idOf?.(query as Query) ?? String(item["id"]),
    members: item,
  });
  return { resources: many ? found.body.data.map(resource) : resource(found.body), next: found.next };
}

function nextLink(query: Query, after: string): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  search.set("page[after]", after);
  return `?${search}`;
}

const PUBLIC: readonly string[] = ["products", "categories", "stocks", "reviews", "users"];

/** Everybody may keep what is made of nothing but what everybody may see, and is the same for all: `/users/me` is not. */
function isPublic(
  { params }: FastifyRequest,
  { type }: Endpoint,
  asked: Asked,
  resources: readonly Resource[],
): boolean {
  if ((params as { id?: string }).id === "me") return false;
  const onDemand = asked.fieldsOf("users")?.some((name) => MODEL.users.onDemand?.includes(name)) ?? false;
  return !onDemand && PUBLIC.includes(type) && resources.every((each) => PUBLIC.includes(each.type));
}
