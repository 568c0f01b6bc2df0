// Parses Mermaid texts with the real mermaid: node parse_mermaid.mjs FOLDER < JSON list of texts.
// FOLDER holds node_modules with mermaid and jsdom. Prints a JSON list: vertices and edges of each.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(`${process.argv[2]}/package.json`);
const { JSDOM } = require("jsdom");
const { window } = new JSDOM("");
globalThis.window = window;
globalThis.document = window.document;
const { default: mermaid } = await import(pathToFileURL(require.resolve("mermaid")));
const results = [];
for (const text of JSON.parse(readFileSync(0, "utf-8"))) {
  try {
    await mermaid.parse(text); // registers the diagram types at its first call
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    const vertices = [...db.getVertices().values()].map(({ id, text }) => ({ id, text }));
    results.push({ vertices, edges: db.getEdges().map(({ start, end, text }) => ({ start, end, text })) });
  } catch (error) {
    results.push({ error: error.message });
  }
}
process.stdout.write(JSON.stringify(results));
