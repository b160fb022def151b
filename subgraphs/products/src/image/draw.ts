import { createHash } from "node:crypto";

const SIZE = 800;

/**
 * A picture made of nothing but an id: the same id always gives the same picture, and different ones look different.
 * A soft ground, a shadow, and some shapes stacked like a thing on a table.
 * @returns an SVG document, 800 by 800
 */
export function drawProduct(productId: string, variant: number): string {
  const byte = bytesOf(`${productId}/${variant}`);
  const hue = (bytesOf(productId)(0) * 360) / 256;
  const shapes = Array.from({ length: 3 + (byte(1) % 3) }, (_, index) => shape(index, byte, hue));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">
<rect width="${SIZE}" height="${SIZE}" fill="hsl(${round(hue)} 28% 93%)"/>
<path d="M0 ${560 + (byte(2) % 60)}H${SIZE}V${SIZE}H0Z" fill="hsl(${round(hue)} 24% 86%)"/>
<ellipse cx="400" cy="640" rx="${180 + (byte(3) % 80)}" ry="26" fill="hsl(${round(hue)} 30% 30%)" opacity=".18"/>
${shapes.join("\n")}
</svg>
`;
}

function shape(index: number, byte: (at: number) => number, hue: number): string {
  const at = 8 + index * 5;
  const width = 140 + (byte(at) % 160);
  const height = 90 + (byte(at + 1) % 170);
  const x = 400 + ((byte(at + 2) % 120) - 60) - width / 2;
  const bottom = 640 - index * (50 + (byte(at + 3) % 40));
  const turned = round((hue + index * 24 + (byte(at + 4) % 30)) % 360);
  const fill = `hsl(${turned} ${38 + (byte(at) % 20)}% ${70 - index * 9}%)`;
  const corner = [8, 28, Math.min(width, height) / 2][byte(at + 1) % 3] ?? 8;
  return `<rect x="${round(x)}" y="${round(bottom - height)}" width="${width}" height="${height}" rx="${round(corner)}" fill="${fill}"/>`;
}

/** Endless bytes from a text: enough of SHA-256, read round and round. */
function bytesOf(text: string): (at: number) => number {
  const digest = createHash("sha256").update(text).digest();
  return (at) => digest[at % digest.length] ?? 0;
}

const round = (value: number) => Math.round(value * 10) / 10;
