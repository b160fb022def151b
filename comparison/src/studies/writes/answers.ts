import type { Api } from "../../screen.ts";
import type { Network } from "./network.ts";

/** What a REST client has in memory: answers by their URL, as TanStack Query keeps them. */
export interface Answers {
  /** The way to the API on which what is in memory is not asked for. */
  api(): Api;
  /** What the client knows of answers without asking (`setQueriesData`); of what was never asked, nothing. */
  update<Body extends object>(path: RegExp, change: (body: Body) => Body): void;
  /** What is to be asked for again (`invalidateQueries`), also where the browser has it. */
  forget(path: RegExp): void;
}

export function keepAnswers(api: () => Api, network: Pick<Network, "doubt">): Answers {
  const answers = new Map<string, Promise<unknown>>();
  const known = (path: string): Promise<unknown> => {
    const body = answers.get(path) ?? api().get(path);
    answers.set(path, body);
    return body;
  };
  const matching = (path: RegExp) => [...answers.keys()].filter((each) => path.test(each));
  const page = (): Api => ({ ...api(), aside: page, get: known });
  return {
    api: page,
    update: <Body extends object>(path: RegExp, change: (body: Body) => Body) => {
      for (const each of matching(path)) {
        // The shape is the path's.
        answers.set(
          each,
          Promise.resolve(answers.get(each)).then((body) => change(body as Body)),
        );
      }
    },
    forget(path) {
      for (const each of matching(path)) {
        answers.delete(each);
        network.doubt(each.split("?")[0] ?? each);
      }
    },
  };
}
