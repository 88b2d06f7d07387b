// Opens a page in Chromium in light and dark, wide and narrow, and tells what a person would see of it.
// Usage: browse.mjs CHROMIUM PAGE FOLDER    prints JSON; writes one picture for each view into FOLDER.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const [, , executablePath, page, folder] = process.argv;
const address = pathToFileURL(page).href;
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const views = [];

const browser = await chromium.launch({ executablePath, args: flags, timeout: 60_000 });
try {
  for (const colorScheme of ["light", "dark"]) {
    for (const width of [1280, 390]) {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const tab = await context.newPage();
      const messages = [];
      const requests = [];
      tab.on("console", message => messages.push(`${message.type()}: ${message.text()}`));
      tab.on("pageerror", error => messages.push(`error: ${error.message}`));
      tab.on("request", request => requests.push(request.url()));
      await tab.goto(address, { waitUntil: "load", timeout: 60_000 });
      const seen = await tab.evaluate(() => {
        const drawings = [...document.querySelectorAll("svg")].filter(svg => svg.checkVisibility());
        // Text of a drawing that reaches beyond its edges is cut off.
        const cut = drawings.flatMap(svg => {
          const frame = svg.getBoundingClientRect();
          return [...svg.querySelectorAll("text")].filter(text => {
            const box = text.getBoundingClientRect();
            return box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1;
          }).map(text => text.textContent);
        });
        return {
          drawings: drawings.filter(svg => svg.getBoundingClientRect().width > 100 && svg.getBoundingClientRect().height > 30).length,
          cut,
          background: getComputedStyle(document.body).backgroundColor,
          overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
          heading: document.querySelector("h1").textContent,
        };
      });
      const picture = join(folder, `${colorScheme}-${width}.png`);
      await tab.screenshot({ path: picture, fullPage: true, timeout: 60_000 });
      views.push({ colorScheme, width, picture, messages, requests: requests.filter(url => url !== address), ...seen });
      await context.close();
    }
  }
} finally {
  await browser.close();
}
console.log(JSON.stringify(views));
