/**
 * What a program is asked for by its arguments. Whoever asks how it is used is shown that, and the program ends; one that is
 * asked for something wrong says so on a line of standard error, and ends with exit code 2.
 * @param program its name, as that line begins
 * @param read the options; or the text to show instead, for who asks how it is used. It throws an Error naming a wrong option
 */
export function optionsOrEnd<Options extends object>(
  program: string,
  read: (args: readonly string[]) => Options | string,
): Options {
  try {
    const options = read(process.argv.slice(2));
    if (typeof options !== "string") return options;
    process.stdout.write(options);
    process.exit(0);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${program}: ${reason}; --help lists the options\n`);
    process.exit(2);
  }
}
