import { randomUUID, X509Certificate } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { generate } from "selfsigned";
import { StartError } from "./program.ts";

const DAY_MS = 86_400_000;
const VALID_DAYS = 90;
const RENEW_DAYS = 7;

/**
 * The certificate and key in a PEM file.
 * @param selfSigned whether one for this machine alone is made where there is none, or only one that ends: in development
 * @throws StartError where there is no such file
 */
export async function readCertificate(path: string, selfSigned: boolean): Promise<string> {
  const found = await readFile(path, "utf8").catch(() => undefined);
  if (!selfSigned) {
    if (found === undefined) throw new StartError(`TLS_FILE is wrong: ${path} cannot be read`);
    return found;
  }
  if (found !== undefined && lasts(found)) return found;
  if (found !== undefined) await rm(path, { force: true });
  return keepFirst(path, await certificateForThisMachine());
}

function lasts(pem: string): boolean {
  const end = new X509Certificate(pem).validToDate.getTime();
  return end - Date.now() > RENEW_DAYS * DAY_MS;
}

async function certificateForThisMachine(): Promise<string> {
  const made = await generate([{ name: "commonName", value: "localhost" }], {
    keyType: "ec",
    curve: "P-256",
    algorithm: "sha256",
    notAfterDate: new Date(Date.now() + VALID_DAYS * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "keyUsage", digitalSignature: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
        ],
      },
    ],
  });
  return `${made.cert.trimEnd()}\n${made.private.trimEnd()}\n`;
}

/** Keeps it, unless another process has kept one in the meantime: then that one is everybody's. */
async function keepFirst(path: string, pem: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const mine = `${path}.${randomUUID()}`;
  await writeFile(mine, pem, { mode: 0o600 });
  try {
    await link(mine, path);
    return pem;
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
    return await readFile(path, "utf8");
  } finally {
    await rm(mine, { force: true });
  }
}
