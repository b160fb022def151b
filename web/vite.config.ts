import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pageHeaders } from "./build/page-headers.ts";
import { precompress } from "./build/precompress.ts";
import { prerender } from "./build/prerender.ts";

const GATEWAY = process.env["GATEWAY_URL"] ?? "http://127.0.0.1:4000";
const page = (path: string) => resolve(import.meta.dirname, path);

// Static files for the gateway to serve: each page an index.html in its folder, all else under assets/, named by content.
export default defineConfig({
  appType: "mpa",
  plugins: [
    react(),
    prerender({ page: "/index.html", module: page("src/landing/prerender.tsx") }),
    pageHeaders({ editors: ["/playground/"] }),
    precompress(),
  ],
  build: {
    target: "baseline-widely-available",
    modulePreload: { polyfill: false },
    // The Playground's editor is large by nature; landing.test.ts holds the budget of the pages that have one.
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: {
      // React's compiler leaves "use no memo" in GraphiQL's files; it means nothing in a bundle.
      onLog: (level, log, report) => {
        if (log.code !== "MODULE_LEVEL_DIRECTIVE") report(level, log);
      },
      input: {
        landing: page("index.html"),
        playground: page("playground/index.html"),
        live: page("live/index.html"),
        compare: page("compare/index.html"),
      },
    },
  },
  worker: { format: "es" },
  server: { proxy: { "/graphql": GATEWAY, "/health": GATEWAY, "/system.json": GATEWAY } },
});
