import type { Money } from "./shapes.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML has it; nothing for null. */
export const text = (value: string | number | boolean | null | undefined): string =>
  String(value ?? "").replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character);

export const money = ({ amount, currency }: Money): string => `${(amount / 100).toFixed(2)} ${text(currency)}`;

export const picture = ({ url, alt }: { readonly url: string; readonly alt: string }): string =>
  `<img src="${text(url)}" alt="${text(alt)}">`;

/** Lines of HTML. */
export const lines = (...parts: readonly (string | readonly string[])[]): string => parts.flat().join("\n");
