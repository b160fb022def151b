/** Makes the bytes of a response for one transport. The same function for all who get the same bytes. */
export type Frame = (text: string) => Buffer;

/** One response of a subscription on its way to everybody who shares it: each form of it is made once. */
export class Delivery {
  /** The response as JSON text. */
  readonly text: string;
  /** What it cost, where budgets are kept. */
  readonly cost: number | undefined;
  #bytes: Buffer | undefined;
  #frames: Map<Frame, Buffer> | undefined;

  constructor(text: string, cost?: number) {
    this.text = text;
    this.cost = cost;
  }

  /** The text in UTF-8. */
  get bytes(): Buffer {
    this.#bytes ??= Buffer.from(this.text);
    return this.#bytes;
  }

  framed(frame: Frame): Buffer {
    this.#frames ??= new Map();
    let bytes = this.#frames.get(frame);
    if (bytes === undefined) {
      bytes = frame(this.text);
      this.#frames.set(frame, bytes);
    }
    return bytes;
  }
}
