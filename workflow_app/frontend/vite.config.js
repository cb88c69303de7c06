import { readFileSync } from "node:fs";
import { defineConfig } from "vite";
import { inBokmal } from "./bokmal.js";
import { unpack } from "./unpack.js";

// Vite lists the licences of scripts; these packages give only styles and fonts.
const STYLES = ["@digdir/designsystemet-css", "@oslokommune/punkt-assets"];

const licencesOfStyles = {
  name: "licences-of-styles",
  generateBundle() {
    for (const name of STYLES) {
      const source = readFileSync(`node_modules/${name}/LICENSE`);
      this.emitFile({ type: "asset", fileName: `licenses/${name.split("/")[1]}.txt`, source });
    }
  },
};

// The typesetter of the prints reads no web fonts.
const fontsOfPrints = {
  name: "fonts-of-prints",
  generateBundle() {
    for (const cut of ["Regular", "Medium", "Bold"]) {
      const woff = readFileSync(`node_modules/@oslokommune/punkt-assets/dist/fonts/OsloSans-${cut}.woff`);
      this.emitFile({ type: "asset", fileName: `fonts/OsloSans-${cut}.otf`, source: unpack(woff) });
    }
  },
};

export default defineConfig({
  base: "./", // bundles find each other by their own address, wherever the app is mounted
  plugins: [licencesOfStyles, fontsOfPrints, inBokmal],
  oxc: { jsx: { runtime: "automatic", importSource: "@bpmn-io/properties-panel/preact" } },
  build: {
    outDir: "../static/dist",
    emptyOutDir: true,
    manifest: "manifest.json", // the templates look up hashed names here
    license: { fileName: "licenses.md" },
    assetsInlineLimit: 0, // fonts come from 'self'; only images may be data:
    // The app, an entry an editor, the replay, and the style of its file that opens from a disk.
    rolldownOptions: {
      input: ["src/app.js", "src/modeler/main.js", "src/form-editor/main.js", "src/replay.js", "src/offline.css"],
    },
  },
});
