import { createHash, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { type CallbackMessage, readCallback } from "./callback-messages.ts";

/** Where one stream's events may be sent to, by whom it was told. */
export interface CallbackAddress {
  readonly url: string;
  readonly id: string;
  readonly verifier: string;
  /** From now on nobody is known here: who sends more is told so, and ends its side. */
  forget(): void;
}

/** What came of something that was sent to an address. */
export type Receipt = "taken" | "malformed" | "forged";

/** The addresses that this process has given to subgraphs, for streams by HTTP callback. */
export interface CallbackAddresses {
  /** Makes an address that nobody can guess, for one stream. */
  create(receive: (message: CallbackMessage) => void): CallbackAddress;
  /** Takes what was sent to an address; undefined where there is none of the id. */
  find(id: string): ((body: string) => Receipt) | undefined;
  readonly size: number;
}

/** Where callbacks arrive, below the address that subgraphs reach this process by. */
export const CALLBACK_PATH = "/callbacks";

interface Expected {
  readonly verifier: string;
  readonly receive: (message: CallbackMessage) => void;
}

/** @param base where subgraphs reach this process, and no other of its kind: `http://gateway-1:4000` */
export function createCallbackAddresses(base: string): CallbackAddresses {
  const expected = new Map<string, Expected>();
  return {
    create(receive) {
      const id = randomUUID();
      const verifier = randomBytes(32).toString("base64url");
      expected.set(id, { verifier, receive });
      const url = `${base.replace(/\/$/, "")}${CALLBACK_PATH}/${id}`;
      return { url, id, verifier, forget: () => void expected.delete(id) };
    },
    find(id) {
      const found = expected.get(id);
      if (found === undefined) return undefined;
      return (body) => {
        const read = readCallback(body);
        if (read === undefined || read.id !== id) return "malformed";
        if (!isSame(read.verifier, found.verifier)) return "forged";
        found.receive(read.message);
        return "taken";
      };
    },
    get size() {
      return expected.size;
    },
  };
}

/** In a time that says nothing of where they differ, nor of how long they are. */
const isSame = (one: string, other: string) => timingSafeEqual(digest(one), digest(other));

const digest = (text: string) => createHash("sha256").update(text).digest();
