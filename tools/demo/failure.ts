/** Runs a tool to its end. What goes wrong is one line, and the exit code 1. */
export async function failsInOneLine(name: string, run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
