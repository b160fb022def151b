import type { ExecutorAnswer } from "@threefold/graphql-http";
import type { FastifyReply } from "fastify";
import type { Asking, OpenOperation } from "../../subscription/open.ts";
import type { StreamForm, TakenForms } from "./forms.ts";
import { type HttpStream, type HttpStreamOptions, openHttpStream } from "./http-stream.ts";

/**
 * Runs an operation for a client that takes a stream. What is answered at once is answered in JSON when the client takes
 * that, and else as a stream of one response; a subscription whose events it does not take, in JSON.
 * @returns undefined when the reply became a stream
 */
export async function answerAsStream(
  reply: FastifyReply,
  { events, parts }: TakenForms,
  takesJson: boolean,
  asking: Omit<Asking, "subscriber" | "parts">,
  open: OpenOperation,
  options: HttpStreamOptions,
): Promise<ExecutorAnswer | undefined> {
  const { caller, headers } = asking.context;
  let leave = () => {};
  let isClosed = false;
  const start = (form: StreamForm, isBrief: boolean) => {
    const onClosed = () => {
      isClosed = true;
      leave();
    };
    return openHttpStream(reply, form, { caller, headers }, options, onClosed, isBrief);
  };
  let stream: HttpStream | undefined;
  const opened = await open({
    ...asking,
    subscriber:
      events &&
      (() => {
        stream = start(events, false);
        return {
          begun: () => stream?.write(events.begun),
          next: (delivery) => stream?.next(delivery),
          end: (end) => stream?.end(end),
        };
      }),
    parts: parts && {
      ...parts,
      reader() {
        stream = start(parts.form, true);
        return { part: (text) => stream?.part(text), end: (end) => stream?.end(end) };
      },
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
  const { answer } = opened;
  const form = events ?? parts?.form;
  if (takesJson || form === undefined || answer.status === 406) return answer;
  const single = start(form, true);
  if (single === undefined) return FULL;
  single.part(events === undefined ? withoutNext(answer.text) : answer.text);
  single.end({ kind: "complete" });
  return undefined;
}

/** An answer as the only part. */
const withoutNext = (text: string): string => `${text.slice(0, -1)},"hasNext":false}`;

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
