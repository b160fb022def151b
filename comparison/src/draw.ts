import type { Money } from "./shapes.ts";

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML has it; nothing for null. */
export function text(value: string | number | boolean | null | undefined): string {
  const plain = String(value ?? "");
  // Most has nothing of it, and large screens are drawn hundreds of times.
  return /[&<>"]/.test(plain) ? plain.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character) : plain;
}

export const money = ({ amount, currency }: Money): string => `${(amount / 100).toFixed(2)} ${text(currency)}`;

export const picture = ({ url, alt }: { readonly url: string; readonly alt: string }): string =>
  `<img src="${text(url)}" alt="${text(alt)}">`;

/** Lines of HTML. */
export const lines = (...parts: readonly (string | readonly string[])[]): string => parts.flat().join("\n");
