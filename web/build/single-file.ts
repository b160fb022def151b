import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Plugin } from "vite";

/**
 * Puts a page's scripts and styles into its HTML, so that one file is the whole page, from a disk and without a network.
 * @param options.page the HTML as the build names it, and what the file is to be called
 * @param options.publicFolder where files stand that the page names as they are
 */
export function singleFile(options: { page: string; fileName: string; publicFolder: string }): Plugin {
  return {
    name: "single-file",
    apply: "build",
    enforce: "post",
    generateBundle(_, bundle) {
      const html = bundle[options.page];
      if (html?.type !== "asset") throw new Error(`the build has no ${options.page}`);
      const textOf = (address: string): string => {
        const built = bundle[address.replace(/^\//, "")];
        if (built?.type === "chunk") return built.code;
        if (built?.type === "asset") return String(built.source);
        return readFileSync(resolve(options.publicFolder, `.${address}`), "utf8");
      };
      const source = String(html.source)
        .replace(/<link rel="icon"[^>]*>/, "")
        .replaceAll(/<link rel="stylesheet"[^>]*href="([^"]+)"[^>]*>/g, (_tag, address: string) => {
          return `<style>${textOf(address)}</style>`;
        })
        .replaceAll(
          /<script([^>]*) src="([^"]+)"([^>]*)><\/script>/g,
          (_tag, before: string, address: string, after: string) => {
            const attributes = `${before}${after}`.replace(" crossorigin", "");
            return `<script${attributes}>${textOf(address).replaceAll("</script", "<\\/script")}</script>`;
          },
        );
      for (const name of Object.keys(bundle)) delete bundle[name];
      this.emitFile({ type: "asset", fileName: options.fileName, source });
    },
  };
}
