import { z } from "zod";

/** A picture as the graph and the REST API show it. `url` is a path on the host that serves the pages. */
export interface Picture {
  readonly url: string;
  readonly alt: string;
  readonly width: number;
  readonly height: number;
}

const stored = z.array(z.object({ url: z.string(), alt: z.string(), width: z.int(), height: z.int() }));

/** All pictures of a product, the main one first. One that nobody has photographed yet has a drawn one. */
export function picturesOf(productId: string, json: unknown): Picture[] {
  const pictures = stored.parse(json);
  return pictures.length > 0 ? pictures : [drawn(productId)];
}

export function thumbnailOf(productId: string, json: unknown): Picture {
  return picturesOf(productId, json)[0] ?? drawn(productId);
}

const drawn = (productId: string): Picture => ({
  url: `/images/products/${productId}/1.svg`,
  alt: "A drawing that stands in for a photograph",
  width: 800,
  height: 800,
});
