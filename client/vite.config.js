// One file of ECharts, only what our plots use, among the static files of the look, and beside it the licences of what is in it.
// `linli.project.client` runs this.
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    target: "es2020",
    outDir: "../src/linli/doors/look/static/look/built",
    emptyOutDir: true,
    modulePreload: false,
    license: { fileName: "licences.md" },
    chunkSizeWarningLimit: 700,
    rolldownOptions: {
      input: "src/plots.ts",
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "plots.js" },
    },
  },
});
