/// <reference lib="dom" />
import type { Page } from "playwright-core";

const CONTROLS = "a[href], button:enabled, select:enabled, summary, input:enabled:not([type=radio]), input:checked";

export interface Walk {
  /** The names of all controls, in the order of the page. */
  readonly controls: readonly string[];
  /** Of those, the ones that the Tab key came to, in its order. */
  readonly reached: readonly string[];
  /** The ones of which one did not see that they had the focus. */
  readonly unseen: readonly string[];
}

/**
 * Goes through a page by the Tab key, from its beginning, until every control was reached or the key leads no further.
 * Of a group of radio buttons, which arrow keys go through, the one that is chosen counts.
 * @param within CSS selector of the parts whose controls are looked at
 */
export async function walk(page: Page, within: string): Promise<Walk> {
  const controls = await page.evaluate(numberControls, { within, selector: CONTROLS });
  const reached: number[] = [];
  const unseen = new Set<number>();
  let strange = 0;
  while (reached.length < controls.length && strange < 40) {
    await page.keyboard.press("Tab");
    const { number, isSeen } = await page.evaluate(lookAtFocus);
    if (number === undefined || reached.includes(number)) strange += 1;
    else reached.push(number);
    if (number !== undefined && !isSeen) unseen.add(number);
  }
  const nameOf = (number: number) => `${number} ${controls[number]}`;
  return {
    controls: controls.map((_, number) => nameOf(number)),
    reached: reached.map(nameOf),
    unseen: Array.from(unseen, nameOf),
  };
}

/** Runs in the page: gives each control that can be seen a number, and their names. */
function numberControls({ within, selector }: { within: string; selector: string }): string[] {
  const all = [...document.querySelectorAll<HTMLElement>(selector)].filter(
    (element) => element.closest(within) && (element.closest("label") ?? element).checkVisibility(),
  );
  return all.map((element, number) => {
    element.dataset["walked"] = String(number);
    const name = element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent;
    return name.trim().replaceAll(/\s+/g, " ");
  });
}

/** Runs in the page: which control has the focus, and whether one sees that, on it or on the label that stands for it. */
function lookAtFocus(): { number: number | undefined; isSeen: boolean } {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement)) return { number: undefined, isSeen: false };
  const number = focused.dataset["walked"];
  const isOutlined = (element: Element | null) =>
    element !== null &&
    getComputedStyle(element).outlineStyle !== "none" &&
    getComputedStyle(element).outlineWidth !== "0px";
  return {
    number: number === undefined ? undefined : Number(number),
    isSeen: isOutlined(focused) || isOutlined(focused.closest("label")),
  };
}
