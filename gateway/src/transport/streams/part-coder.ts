import { type Coding, partCoder } from "@threefold/http-server";

/** Where parts go, and how many bytes are still on their way. */
export interface PartsBody {
  write(data: string | Buffer): void;
  readonly buffered: number;
  end(): void;
}

/** What of a response is needed. */
interface Sink {
  write(data: string | Buffer): unknown;
  readonly writableLength: number;
  end(): unknown;
}

/** A body as it is. */
export const plainBody = (sink: Sink): PartsBody => ({
  write: (data) => sink.write(data),
  get buffered() {
    return sink.writableLength;
  },
  end: () => sink.end(),
});

/**
 * A body that is coded as it is written: what was written in one turn is sent together, and waits for nothing that follows.
 * @param told when something was sent, and when it cannot be coded
 */
export function codedBody(
  sink: Sink,
  coding: Coding,
  told: { onSent(): void; onFailed(error: Error): void },
): PartsBody {
  const coder = partCoder(coding);
  const waiting: Buffer[] = [];
  let buffered = 0;
  let isEnded = false;
  let isSending = false;
  const send = async (): Promise<void> => {
    // Of the turn in which it is called, all is taken.
    await undefined;
    while (waiting.length > 0) {
      const data = Buffer.concat(waiting.splice(0));
      const coded = await coder.encode(data);
      buffered -= data.length;
      sink.write(coded);
      told.onSent();
    }
    isSending = false;
    if (!isEnded) return;
    sink.write(await coder.end());
    sink.end();
  };
  const begin = () => {
    if (isSending) return;
    isSending = true;
    send().catch(told.onFailed);
  };
  return {
    write(data) {
      waiting.push(Buffer.from(data));
      buffered += Buffer.byteLength(data);
      begin();
    },
    get buffered() {
      return sink.writableLength + buffered;
    },
    end() {
      isEnded = true;
      begin();
    },
  };
}
