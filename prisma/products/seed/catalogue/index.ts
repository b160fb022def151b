import { audio } from "./audio.ts";
import { furniture } from "./furniture.ts";
import { garden } from "./garden.ts";
import { kitchen } from "./kitchen.ts";
import type { Branch } from "./leaf.ts";
import { lighting } from "./lighting.ts";
import { office } from "./office.ts";
import { outdoor } from "./outdoor.ts";
import { textiles } from "./textiles.ts";

export type { Branch, Leaf } from "./leaf.ts";

/** The category tree, in the order in which pages show it. */
export const catalogue: readonly Branch[] = [lighting, furniture, kitchen, textiles, garden, outdoor, audio, office];
