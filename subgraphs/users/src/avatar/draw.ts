import { createHash } from "node:crypto";

const SIZE = 160;

/** Grounds and the clothes that go with them, as hue, saturation and lightness. */
const PALETTES = [
  ["204 45% 84%", "16 62% 58%"],
  ["38 70% 85%", "206 48% 46%"],
  ["150 30% 82%", "282 26% 52%"],
  ["344 45% 88%", "172 42% 40%"],
  ["258 36% 88%", "42 78% 58%"],
  ["90 30% 84%", "350 48% 58%"],
] as const;
const SKINS = ["28 62% 82%", "26 52% 72%", "24 44% 60%", "22 42% 46%", "20 40% 34%"] as const;
const HAIRS = ["24 30% 14%", "22 38% 26%", "30 52% 42%", "42 62% 62%", "12 58% 44%", "220 6% 58%"] as const;

/**
 * A portrait made of nothing but an id: the same id always gives the same face, and different ones seldom look alike.
 * @returns an SVG document, 160 by 160
 */
export function drawAvatar(id: string): string {
  const digest = createHash("sha256").update(id).digest();
  const byte = (at: number) => digest[at] ?? 0;
  const pick = <First, Others>(choices: readonly [First, ...Others[]], at: number): First | Others =>
    choices[byte(at) % choices.length] ?? choices[0];
  const [ground, clothes] = pick(PALETTES, 0);
  const skin = pick(SKINS, 1);
  const hair = pick(HAIRS, 2);
  const back = pick([LONG, BUN, NONE, NONE], 3);
  const front = pick([PARTED, FRINGE, CROPPED, CURLY], 4);
  const mouth = pick([SMILE, GRIN, CALM], 5);
  const glasses = byte(6) % 4 === 0 ? GLASSES : "";
  const tilt = (byte(7) % 11) - 5;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">
<rect width="${SIZE}" height="${SIZE}" fill="hsl(${ground})"/>
<g transform="rotate(${tilt} 80 150)">
<g fill="hsl(${hair})">${back}</g>
<path d="M26 170c0-36 24-50 54-50s54 14 54 50z" fill="hsl(${clothes})"/>
<path d="M68 100h24v22a12 12 0 0 1-24 0z" fill="hsl(${skin})"/>
<path d="M68 108a22 20 0 0 0 24 0v6a22 20 0 0 1-24 0z" opacity=".12"/>
<rect x="50" y="44" width="60" height="72" rx="30" fill="hsl(${skin})"/>
<g fill="hsl(${hair})">${front}</g>
<g fill="#2b2320"><circle cx="68" cy="80" r="3.4"/><circle cx="92" cy="80" r="3.4"/></g>
<g fill="none" stroke="#2b2320" stroke-width="2.6" stroke-linecap="round">${mouth}${glasses}</g>
</g>
</svg>
`;
}

const NONE = "";
const LONG = `<path d="M42 78c0-28 16-44 38-44s38 16 38 44v44c-10 8-66 8-76 0z"/>`;
const BUN = `<circle cx="80" cy="30" r="15"/>`;
const PARTED = `<path d="M48 78c-4-30 12-44 34-44 20 0 34 14 30 42-12-4-22-12-28-24-6 14-18 24-36 26z"/>`;
const FRINGE = `<path d="M48 74c-2-28 14-40 32-40s34 12 32 40c-8-10-20-13-32-13s-24 3-32 13z"/>`;
const CROPPED = `<path d="M50 70c-2-24 12-34 30-34s32 10 30 34c-4-12-8-16-30-16s-26 4-30 16z"/>`;
const CURLY = `<circle cx="56" cy="56" r="13"/><circle cx="68" cy="45" r="14"/><circle cx="84" cy="42" r="14"/><circle cx="99" cy="48" r="13"/><circle cx="106" cy="60" r="11"/>`;
const SMILE = `<path d="M70 97q10 8 20 0"/>`;
const GRIN = `<path d="M69 95q11 13 22 0z" fill="#fff"/>`;
const CALM = `<path d="M72 98h16"/>`;
const GLASSES = `<circle cx="68" cy="80" r="9"/><circle cx="92" cy="80" r="9"/><path d="M77 79q3-2 6 0"/>`;
