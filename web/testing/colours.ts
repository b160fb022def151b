/// <reference lib="dom" />
import type { Page } from "playwright-core";

/** What eyes may miss, as Chromium draws it. */
export const EYES = ["none", "protanopia", "deuteranopia", "tritanopia"] as const;

/** CIE L*a*b*, by D65. */
type Lab = readonly [lightness: number, a: number, b: number];

const SIZE = 16;

/**
 * How tokens of the design look to somebody's eyes, on the page's own theme.
 * @param tokens names of custom properties, without the dashes
 */
export async function seenColours(
  page: Page,
  tokens: readonly string[],
  eyes: (typeof EYES)[number],
): Promise<ReadonlyMap<string, Lab>> {
  await page.evaluate(showSwatches, { tokens, size: SIZE });
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setEmulatedVisionDeficiency", { type: eyes });
  const clip = { x: 0, y: 0, width: SIZE * tokens.length, height: SIZE };
  const picture = await page.screenshot({ clip, scale: "css" });
  await session.detach();
  await using reader = await page.context().newPage();
  const pixels = await reader.evaluate(readPixels, { picture: picture.toString("base64"), size: SIZE });
  return new Map(tokens.map((token, index) => [token, labOf(pixels[index] ?? [0, 0, 0])]));
}

/** How far two colours are apart (CIE 1976): below 2 nobody sees it, from 10 on one does at a glance. */
export const distance = (one: Lab, other: Lab): number =>
  Math.hypot(...one.map((value, axis) => value - (other[axis] ?? 0)));

/** Runs in the page: a row of squares in its corner, above all else. */
function showSwatches({ tokens, size }: { tokens: readonly string[]; size: number }): void {
  document.querySelector("#swatches")?.remove();
  const row = document.createElement("div");
  row.id = "swatches";
  Object.assign(row.style, { position: "fixed", inset: "0 auto auto 0", display: "flex", zIndex: "9999" });
  for (const token of tokens) {
    const square = document.createElement("i");
    Object.assign(square.style, { width: `${size}px`, height: `${size}px`, background: `var(--${token})` });
    row.append(square);
  }
  document.body.append(row);
}

/** Runs in a page without a policy: the middle of each square of a picture, as sRGB from 0 to 255. */
async function readPixels({ picture, size }: { picture: string; size: number }): Promise<number[][]> {
  const image = new Image();
  image.src = `data:image/png;base64,${picture}`;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext("2d");
  context?.drawImage(image, 0, 0);
  return Array.from({ length: image.width / size }, (_, index) => [
    ...(context?.getImageData(index * size + size / 2, size / 2, 1, 1).data.slice(0, 3) ?? []),
  ]);
}

/** sRGB to L*a*b*, by IEC 61966-2-1 and CIE 15. */
function labOf(pixel: readonly number[]): Lab {
  const [red = 0, green = 0, blue = 0] = pixel.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const curve = (value: number) => (value > 216 / 24389 ? Math.cbrt(value) : (value * (24389 / 27) + 16) / 116);
  const x = curve((0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505);
  const y = curve(0.2126 * red + 0.7152 * green + 0.0722 * blue);
  const z = curve((0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
