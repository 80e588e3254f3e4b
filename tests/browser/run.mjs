// SPDX-License-Identifier: Apache-2.0
// Every public page in a real browser: node run.mjs ORIGIN START,… [prefix whose pages are only asked for, not followed…]
// Prints one line a case, `ok - name`, `not ok - name` (then `# why` lines); tests/harness/browser_suite.py counts them.
import { Look } from './look.mjs';
import { crawl, firsts, representatives } from './pages.mjs';

const [origin, starts, ...shallow] = process.argv.slice(2);
const MISSING = '/no-hay-tal-pagina';
const EACH_VALID = 6; // of each kind, held against HTML

const look = await Look.begin(origin, { group: 'public', most: 100 << 10 });
await look.run(async () => {
  const { found, complete } = await crawl((page) => look.ask(page), origin, starts.split(','), { shallow });
  const bad = [...found].filter(([, p]) => p.status >= 400).map(([p, { status, from }]) => `${p}: ${status} (linked from ${from})`);
  look.report(`every link answers (${found.size} addresses)`, [...bad, ...(complete ? [] : ['too many addresses to follow them all'])]);
  look.scriptless(found);
  for (const page of representatives(found, EACH_VALID, EACH_VALID)) await look.valid(page, found.get(page).body);
  await look.valid(MISSING, await (await look.ask(MISSING)).text());

  const pages = representatives(found).filter((page) => !shallow.some((prefix) => page.startsWith(prefix)));
  const first = new Set(firsts(pages));
  console.log(`# ${pages.length} pages, ${first.size} of them first of their kind, stand for ${found.size} addresses`);
  await look.all([
    () => look.page(MISSING, true, 404),
    () => look.withoutScripts('/'),
    ...pages.map((page) => () => look.page(page, first.has(page))),
  ]);
});
