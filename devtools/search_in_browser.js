// Types queries into the search of the built site in headless Chromium, and prints those whose page
// is not among the first results. Exits with 1 if there are any.
//
//   npm install playwright-core                     (in a directory outside of the project)
//   python -m http.server 8123 --directory site
//   echo '[["--isolated", "commands/check/#--isolated"]]' |
//     NODE_PATH=DIR/node_modules node devtools/search_in_browser.js http://localhost:8123
//
// Standard input is a JSON list of queries, each with the end of the address that it should find.

const { readFileSync } = require("node:fs");
const { chromium } = require("playwright-core");

const FIRST = 5;

// The first results for a query: their addresses without it. Each link contains the query as `h`,
// also those of the query before for a moment.
async function search(page, input, results, query) {
  await input.fill(query);
  const sought = `h=${new URLSearchParams({ h: query }).toString().slice(2)}`;
  let before = "";
  for (let waited = 0; waited < 15; waited += 1) {
    await page.waitForTimeout(60);
    const links = await results.evaluate((list) => [...list.querySelectorAll("a")].map((a) => a.href));
    const first = links.slice(0, FIRST);
    if (first.length && first.join() === before && first[0].includes(sought)) return first.map(plain);
    before = first.join();
  }
  return before.split(",").map(plain);
}

function plain(address) {
  return address.replace(/\?h=[^#]*/, "");
}

async function main() {
  const queries = JSON.parse(readFileSync(0, "utf8"));
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
  });
  const page = await browser.newPage();
  await page.goto(process.argv[2], { waitUntil: "load" });
  await page.getByRole("button", { name: "Search" }).first().click();
  const input = page.getByRole("combobox", { name: "Search" });
  const results = page.getByRole("listbox", { name: "Search results" });
  let missed = 0;
  for (const [query, end] of queries) {
    const found = await search(page, input, results, query);
    if (!found.some((address) => address.endsWith(end))) {
      missed += 1;
      console.log(`${query}: ${end} is not among ${found.join(" ") || "no results"}`);
    }
  }
  await browser.close();
  console.log(`${queries.length} queries, ${missed} missed`);
  process.exitCode = missed ? 1 : 0;
}

main();
