import { type Rung, rung, type Subject, unable } from "./screen.ts";

/** The rungs that answer in parts, on a screen of which everything is wanted at once. */
export const inOnePart: { readonly R3s: Rung<never>; readonly G3: Rung<never> } = {
  R3s: unable("nothing is below the fold: it would be R3 again"),
  G3: unable("nothing is below the fold, to be deferred: it would be G2 again"),
};

/** REST's rungs of one view: at once, and in lines. */
export function viewRungs<Body, View>(
  path: (subject: Subject) => string,
  view: (body: Body) => View,
): { readonly R3: Rung<View>; readonly R3s: Rung<View> } {
  const read = ([body]: readonly [Body]) => view(body);
  return {
    R3: rung(async (api, subject) => [(await api.get(path(subject))) as Body] as const, read),
    R3s: rung(async (api, subject) => [(await api.lines(path(subject))) as Body] as const, read),
  };
}

/** GraphQL's rung of a query that defers what is below the fold: by its hash over GET, in parts. */
export const deferredRung = <Data, View>(
  document: string,
  variables: (subject: Subject) => object,
  view: (data: Data) => View,
): { readonly G3: Rung<View> } => ({
  G3: rung(
    async (api, subject) => [(await api.trustedInParts(document, variables(subject))) as Data] as const,
    ([data]) => view(data),
  ),
});
