// Opens pages of the built site in headless Chromium, at the width of a desktop and of a phone, in
// light and dark, and prints what is wrong: errors, requests to other hosts, text wider than the
// window, and accessibility violations (axe). Saves a screenshot of each. Exits with 1 for a serious
// violation.
//
//   npm install playwright-core axe-core            (in a directory outside of the project)
//   python -m http.server 8123 --directory site
//   NODE_PATH=DIR/node_modules node devtools/site_in_browser.js http://localhost:8123 "" rules/

const { readFileSync } = require("node:fs");
const { chromium } = require("playwright-core");

const VIEWS = [
  { name: "desktop", width: 1280, height: 900, colorScheme: "light" },
  { name: "desktop-dark", width: 1280, height: 900, colorScheme: "dark" },
  { name: "phone", width: 390, height: 844, colorScheme: "light" },
  { name: "phone-dark", width: 390, height: 844, colorScheme: "dark" },
];
const SERIOUS = new Set(["serious", "critical"]);

async function look(browser, axe, address, path, view) {
  const { name, width, height, colorScheme } = view;
  const context = await browser.newContext({ viewport: { width, height }, colorScheme, bypassCSP: true });
  const page = await context.newPage();
  const problems = [];
  page.on("pageerror", (error) => problems.push(`error: ${error.message}`));
  page.on("requestfailed", (request) => problems.push(`failed: ${request.url()}`));
  page.on("request", (request) => {
    if (!request.url().startsWith(address)) problems.push(`another host: ${request.url()}`);
  });
  await page.goto(`${address}/${path}`, { waitUntil: "load" });
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${path.replace(/\W+/g, "-") || "home-"}${name}.png` });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  if (wide) problems.push("wider than the window");
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  for (const { impact, id, nodes } of violations) {
    if (SERIOUS.has(impact)) problems.push(`${impact} ${id}: ${nodes[0].html.slice(0, 100)}`);
  }
  await context.close();
  return problems;
}

async function main() {
  const [address, ...paths] = process.argv.slice(2);
  const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync"],
  });
  let count = 0;
  for (const path of paths) {
    for (const view of VIEWS) {
      for (const problem of await look(browser, axe, address, path, view)) {
        count += 1;
        console.log(`${path || "home"} (${view.name}): ${problem}`);
      }
    }
  }
  await browser.close();
  console.log(`${paths.length} pages, ${count} problems`);
  process.exitCode = count ? 1 : 0;
}

main();
