import { defineConfig } from "vite";

export default defineConfig({
  base: "./", // bundles find each other by their own address, wherever the app is mounted
  build: {
    outDir: "../static/dist",
    emptyOutDir: true,
    manifest: "manifest.json", // the templates look up hashed names here
    license: { fileName: "licenses.md" }, // of what is bundled
    assetsInlineLimit: 0, // fonts come from 'self'; only images may be data:
    rolldownOptions: { input: "src/app.js" },
  },
});
