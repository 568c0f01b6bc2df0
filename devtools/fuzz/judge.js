// Reads texts, one JSON string a line, and prints the data that npm `yaml` reads from each: one line
// of JSON, {"data": …} or {"error": "…"}. NODE_PATH has the package.
const { parseDocument } = require("yaml");
const { createInterface } = require("node:readline");

function read(text) {
  // As YAML.parse with its defaults, which is what Forge uses.
  const document = parseDocument(text);
  if (document.errors.length > 0) return { error: document.errors[0].message.split("\n")[0] };
  try {
    return { data: JSON.parse(JSON.stringify(document.toJS()) ?? "null") };
  } catch (error) {
    return { error: String(error.message).split("\n")[0] };
  }
}

createInterface({ input: process.stdin }).on("line", (line) => {
  let answer;
  try {
    answer = read(JSON.parse(line));
  } catch (error) {
    answer = { error: `crash: ${error.message}` };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
