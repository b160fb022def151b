import { type Plugin, runnerImport } from "vite";

/** A module that gives a page as HTML, as it looks before anything is known of the running system. */
interface PrerenderedPage {
  render(): string;
}

const PLACE = "<!-- prerendered -->";

/** Puts a page's first picture into its HTML, so that it is read before a script has run and nothing jumps afterwards. */
export function prerender(options: { page: string; module: string }): Plugin {
  return {
    name: "prerender",
    apply: "build",
    transformIndexHtml: {
      order: "pre",
      handler: async (html, { path }) => {
        if (path !== options.page) return html;
        const { module } = await runnerImport<PrerenderedPage>(options.module);
        return html.replace(PLACE, () => module.render());
      },
    },
  };
}
