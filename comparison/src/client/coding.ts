import { promisify } from "node:util";
import { brotliDecompress, gunzip, zstdDecompress } from "node:zlib";

/** What browsers send with every request of a page's script, so that heads are of a realistic size. */
export const BROWSER = {
  accept: "application/json",
  "accept-language": "en",
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36",
  // The coding that both sides have and every client knows.
  "accept-encoding": "gzip",
};

const DECODERS = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
};

/** @throws Error naming a coding that is not known */
export async function decode(coded: Buffer, coding: string | undefined): Promise<string> {
  if (coding === undefined) return coded.toString();
  const decoder = Object.entries(DECODERS).find(([name]) => name === coding)?.[1];
  if (!decoder) throw new Error(`the coding ${coding} is not known`);
  return (await decoder(coded)).toString();
}
