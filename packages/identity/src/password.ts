import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** What OWASP's Password Storage Cheat Sheet asks of argon2id: 19 MiB, two passes, one lane. */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** More than this in a stored hash is a mistake, or an attempt to stop the process. */
const MAX_COST = { memory: 262_144, passes: 10, parallelism: 8 };

const derive = promisify(argon2);

/**
 * Hashes a password with argon2id (RFC 9106), as a PHC string that holds algorithm, cost, salt and hash.
 * `salt` (16 bytes) is for seeds alone, which must be the same on every machine; otherwise it is random.
 */
export async function hashPassword(password: string, salt: Buffer = randomBytes(SALT_BYTES)): Promise<string> {
  return write({ ...COST, salt, hash: await hash(password, salt, COST, HASH_BYTES) });
}

/**
 * Whether a password is the one that was hashed. Give undefined for an account that does not exist or has no password:
 * it takes just as long, so that the time does not tell, and the answer is false.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const known = stored === undefined ? undefined : read(stored);
  const { salt, hash: expected, ...cost } = known ?? NOBODYS;
  const actual = await hash(password, salt, cost, expected.length);
  return timingSafeEqual(actual, expected) && known !== undefined;
}

/** Whether a hash was made at another cost than today's: hash the password anew when next it is known. */
export function isOutdated(stored: string): boolean {
  const known = read(stored);
  return (
    known === undefined ||
    known.memory !== COST.memory ||
    known.passes !== COST.passes ||
    known.parallelism !== COST.parallelism
  );
}

interface Cost {
  memory: number;
  passes: number;
  parallelism: number;
}

interface Stored extends Cost {
  salt: Buffer;
  hash: Buffer;
}

/** The same characters typed on another machine may be other code points: compare by NFKC (NIST SP 800-63B, 3.1.1.2). */
const hash = (password: string, salt: Buffer, cost: Cost, tagLength: number): Promise<Buffer> =>
  derive("argon2id", { message: password.normalize("NFKC"), nonce: salt, tagLength, ...cost });

const NOBODYS: Stored = { ...COST, salt: Buffer.alloc(SALT_BYTES), hash: Buffer.alloc(HASH_BYTES) };

/** The PHC string format: base64 without padding, cost in the order m, t, p. */
const PHC = /^\$argon2id\$v=19\$m=(\d{1,9}),t=(\d{1,4}),p=(\d{1,3})\$([A-Za-z0-9+/]{11,64})\$([A-Za-z0-9+/]{22,86})$/;

function write({ memory, passes, parallelism, salt, hash }: Stored): string {
  const text = (bytes: Buffer) => bytes.toString("base64").replace(/=+$/, "");
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${text(salt)}$${text(hash)}`;
}

function read(phc: string): Stored | undefined {
  const match = PHC.exec(phc);
  if (!match) return undefined;
  const [, memory, passes, parallelism, salt = "", hash = ""] = match;
  const cost = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const sane =
    cost.memory <= MAX_COST.memory && cost.passes <= MAX_COST.passes && cost.parallelism <= MAX_COST.parallelism;
  return sane ? { ...cost, salt: Buffer.from(salt, "base64"), hash: Buffer.from(hash, "base64") } : undefined;
}
