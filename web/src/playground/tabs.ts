/** A tab as GraphiQL keeps it in storage. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly query: string | null;
  readonly variables: string | null;
  readonly headers: string | null;
  readonly operationName: string | null;
  readonly response: null;
}

export interface Tabs {
  readonly tabs: readonly Tab[];
  readonly activeTabIndex: number;
}

/** An operation as it is offered: `name` is the tab's title, `variables` JSON text. */
export interface Offer {
  readonly name: string;
  readonly query: string;
  readonly variables: string;
}

/**
 * The tabs that someone finds who comes back: their own as they left them, offered ones brought up to date unless they
 * were edited, and those that were not offered before. An offer whose tab was closed stays closed.
 * @param left the tabs as they were left; undefined on a first visit
 * @param before what was offered then
 * @param wanted the name of the offer to open with; it gets a tab even if that was closed
 */
export function mergeTabs(
  left: Tabs | undefined,
  before: readonly Offer[],
  now: readonly Offer[],
  wanted?: string,
): Tabs {
  const earlier = new Map(before.map((offer) => [offer.name, offer]));
  const current = new Map(now.map((offer) => [offer.name, offer]));

  const kept = (left?.tabs ?? []).flatMap((tab) => {
    const offered = earlier.get(tab.title);
    const untouched = offered?.query === tab.query && (offered.variables || null) === (tab.variables || null);
    if (!untouched) return [tab];
    const offer = current.get(tab.title);
    return offer ? [{ ...tab, ...contentOf(offer) }] : [];
  });
  const open = new Set(kept.map(({ title }) => title));
  const added = now.filter(({ name }) => !open.has(name) && (!earlier.has(name) || !left || name === wanted));
  const tabs = [...kept, ...added.map(tabOf)];

  const active = left?.tabs[left.activeTabIndex];
  const asked = tabs.findIndex(({ title }) => title === wanted);
  const stayed = tabs.findIndex(({ id }) => id === active?.id);
  return { tabs, activeTabIndex: Math.max(asked === -1 ? stayed : asked, 0) };
}

const contentOf = ({ query, variables }: Offer) => ({ query, variables: variables || null });

const tabOf = (offer: Offer): Tab => ({
  id: `operation-${offer.name}`,
  title: offer.name,
  operationName: offer.name,
  headers: null,
  response: null,
  ...contentOf(offer),
});
