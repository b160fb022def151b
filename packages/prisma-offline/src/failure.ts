/** Where the engine says why before it gives up (prisma-engines, libs/panic-utils). */
const panic = {
  message: "",
  set_message(message: string): void {
    panic.message = message;
  },
};
Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panic });

/**
 * A failure as Prisma's CLI expects it (prisma-engines, schema-engine/json-rpc-api). Never as a panic, of which the CLI
 * would offer to send a report.
 */
export function describeFailure(error: unknown): object {
  const { code, meta } = { code: null, meta: null, ...(error instanceof Error ? error : {}) };
  const message = panic.message || (error instanceof Error ? error.message : String(error));
  return {
    code: 4466,
    message: "An error happened. Check the data field for details.",
    data: { is_panic: false, message, error_code: code, meta },
  };
}
