import { type Logger, pino } from "pino";

/** A logger whose events can be waited for. */
export function listeningLogger(): { readonly logger: Logger; until(text: string): Promise<void> } {
  const waiting: { text: string; heard: () => void }[] = [];
  const write = (line: string) => {
    for (const { text, heard } of waiting) if (line.includes(text)) heard();
  };
  return {
    logger: pino({}, { write }),
    until: (text) => new Promise<void>((heard) => waiting.push({ text, heard })),
  };
}
