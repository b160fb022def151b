import { Ajv } from "ajv";
import formats from "ajv-formats";
import type { FastifyInstance, FastifySchemaCompiler } from "fastify";

type Compiler = FastifySchemaCompiler<object>;

/**
 * Checks what comes in by its schema. Unlike Fastify's own way nothing is quietly removed or filled in: what a client sent
 * and nobody knows is an error that names it. Parameters are text, so that numbers and flags among them are read as such.
 */
export function validateStrictly(app: FastifyInstance): void {
  const options = { allErrors: true, useDefaults: false, removeAdditional: false, allowUnionTypes: true } as const;
  const bodies = withFormats(new Ajv(options));
  const parameters = withFormats(new Ajv({ ...options, coerceTypes: true }));
  const compile: Compiler = ({ schema, httpPart }) =>
    httpPart === "body" ? bodies.compile(schema) : parameters.compile(schema);
  app.setValidatorCompiler(compile);
}

function withFormats(ajv: Ajv): Ajv {
  // The package is CommonJS: its types and what Node imports differ by a level.
  (formats as unknown as { default: (ajv: Ajv) => void }).default(ajv);
  return ajv;
}
