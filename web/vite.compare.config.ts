import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { singleFile } from "./build/single-file.ts";

const path = (relative: string) => resolve(import.meta.dirname, relative);

// The comparison as one file, to send and to open from a disk: dist-compare/compare.html.
export default defineConfig({
  appType: "mpa",
  publicDir: false,
  plugins: [
    react(),
    singleFile({ page: "compare/index.html", fileName: "compare.html", publicFolder: path("public") }),
  ],
  build: {
    outDir: "dist-compare",
    target: "baseline-widely-available",
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 10_000,
    rolldownOptions: { input: path("compare/index.html"), output: { codeSplitting: false } },
  },
});
