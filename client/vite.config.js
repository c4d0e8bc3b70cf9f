// One file of ECharts, only what our plots use, among the static files of the look. `linli.project.client` runs this.
import { defineConfig } from "vite";

export default defineConfig({
  publicDir: false,
  build: {
    target: "es2020",
    outDir: "../src/linli/doors/look/static/look/built",
    emptyOutDir: true,
    modulePreload: false,
    rolldownOptions: {
      input: "src/plots.ts",
      preserveEntrySignatures: "strict",
      output: { entryFileNames: "plots.js" },
    },
  },
});
