import { z } from "zod";

/** JSON in a variable. What is wrong is said of the variable as a whole, since its value may be a secret. */
export const json = <Schema extends z.ZodType>(schema: Schema, expected: string) =>
  z.string({ error: expected }).transform((text, context): z.output<Schema> => {
    const result = schema.safeParse(parse(text));
    if (result.success) return result.data;
    context.addIssue({ code: "custom", message: expected });
    return z.NEVER;
  });

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
