/** Whether a panel opens beside the editor by itself. */
export const isWide = (): boolean => window.matchMedia("(min-width: 64rem)").matches;

/** Whether a panel stands in the editor's place. playground.css has the same width. */
export const isNarrow = (): boolean => window.matchMedia("(max-width: 48rem)").matches;
