import type { ExecutorAnswer } from "@threefold/graphql-http";
import type { FastifyReply } from "fastify";
import { Delivery } from "../../subscription/delivery.ts";
import type { Asking, OpenOperation } from "../../subscription/open.ts";
import type { StreamForm } from "./forms.ts";
import { type HttpStream, type HttpStreamOptions, openHttpStream } from "./http-stream.ts";

/**
 * Runs an operation for a client that takes a stream. One that is not a subscription, or is refused, is answered in JSON
 * when the client takes that, and else as a stream of one response.
 * @returns undefined when the reply became a stream
 */
export async function answerAsStream(
  reply: FastifyReply,
  form: StreamForm,
  takesJson: boolean,
  asking: Omit<Asking, "subscriber">,
  open: OpenOperation,
  options: HttpStreamOptions,
): Promise<ExecutorAnswer | undefined> {
  const { caller, headers } = asking.context;
  let leave = () => {};
  let isClosed = false;
  const start = () =>
    openHttpStream(reply, form, { caller, headers }, options, () => {
      isClosed = true;
      leave();
    });
  let stream: HttpStream | undefined;
  const opened = await open({
    ...asking,
    subscriber() {
      stream = start();
      return {
        begun: () => stream?.write(form.begun),
        next: (delivery) => stream?.next(delivery),
        end: (end) => stream?.end(end),
      };
    },
  });
  if (opened.kind === "stream") {
    if (stream === undefined) {
      opened.leave();
      return FULL;
    }
    if (isClosed) opened.leave();
    else leave = opened.leave;
    return undefined;
  }
  if (takesJson) return opened.answer;
  const single = start();
  if (single === undefined) return FULL;
  single.next(new Delivery(opened.answer.text));
  single.end({ kind: "complete" });
  return undefined;
}

const FULL: ExecutorAnswer = {
  text: JSON.stringify({
    errors: [
      {
        message: "This gateway has as many streams as it may have: try again later.",
        extensions: { code: "SERVICE_UNAVAILABLE" },
      },
    ],
  }),
  outcome: "refused",
  status: 503,
  headers: { "retry-after": "5" },
};
