import { type Api, RUNGS, type RungName, type Screen, type Subject } from "../../screen.ts";
import { NOBODY } from "../../system/others.ts";

/** The rungs that ask for another trusted document after a change than before it: somebody must publish that one first. */
export async function publishingOf(before: Screen, after: Screen, subject: Subject): Promise<ReadonlySet<RungName>> {
  const publishing = new Set<RungName>();
  for (const rung of RUNGS) {
    const [was, is] = [await documentOf(before, rung, subject), await documentOf(after, rung, subject)];
    if (is !== undefined && is !== was) publishing.add(rung);
  }
  return publishing;
}

/** The trusted document that a rung asks for first; undefined for one that asks for none. */
async function documentOf(screen: Screen, rung: RungName, subject: Subject): Promise<string | undefined> {
  let found: string | undefined;
  const stop = async (): Promise<never> => {
    throw new NotAnswered();
  };
  const take = (document: string) => {
    found ??= document;
    return stop();
  };
  const api: Api = {
    aside: () => api,
    get: stop,
    again: stop,
    lines: stop,
    pages: stop,
    part: stop,
    query: stop,
    follow: stop,
    subscribe: stop,
    trusted: take,
    trustedAgain: take,
    trustedInParts: take,
  };
  if (screen.rungs[rung].unable !== undefined) return undefined;
  await screen.rungs[rung].fetch(api, subject, NOBODY).catch((error: unknown) => {
    if (!(error instanceof NotAnswered)) throw error;
  });
  return found;
}

/** What was to be known is what is asked. */
class NotAnswered extends Error {}
