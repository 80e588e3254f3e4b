// SPDX-License-Identifier: Apache-2.0
// Every page of work in a real browser, for somebody who signed in: node staff.mjs ORIGIN COOKIE ROUTES START…
// ROUTES: the address patterns of the pages of work, a JSON list; each must be reached by links from the first pages.
import { Look } from './look.mjs';
import { crawl } from './pages.mjs';

const [origin, cookie, routes, ...starts] = process.argv.slice(2);
const ASKED = 8; // of each pattern
const INSIDE = /^\/(trabajo|cuenta|[^/]+\/trabajo)(\/|$|\?)/;

/** The pattern that answers a path: segment by segment the literal before the name. */
function patternOf(path, patterns) {
  const segments = path.split('?')[0].split('/');
  const fits = patterns.filter((pattern) => {
    const parts = pattern.split('/');
    return parts.length === segments.length && parts.every((part, i) => (part.startsWith('{') ? segments[i] : part === segments[i]));
  });
  return fits.sort((a, b) => a.split('/').map((s, i) => s.startsWith('{') - b.split('/')[i].startsWith('{')).find(Boolean) ?? 0)[0];
}

const look = await Look.begin(origin, { group: process.env.GROUP ?? 'staff', most: 200 << 10, cookie }); // forms in each row, and what is not cached is not compressed
await look.run(async () => {
  const patterns = JSON.parse(routes);
  const asked = new Map();
  const wanted = (link) => {
    if (!INSIDE.test(link)) return false;
    const queued = asked.get(patternOf(link, patterns)) ?? new Set();
    asked.set(patternOf(link, patterns), queued);
    return queued.has(link) || (queued.size < ASKED && Boolean(queued.add(link)));
  };
  const { found, complete } = await crawl((page) => look.ask(page), origin, starts, { wanted });
  const bad = [...found].filter(([, p]) => p.status >= 400).map(([p, { status, from }]) => `${p}: ${status} (linked from ${from})`);
  look.report(`every link of the pages of work answers (${found.size} addresses)`, [...bad, ...(complete ? [] : ['too many addresses to follow them all'])]);
  const kinds = new Map(patterns.map((pattern) => [pattern, []]));
  for (const [page, { status }] of found) if (status === 200) kinds.get(patternOf(page, patterns))?.push(page);
  look.report(`every page of work is reached by a link (${patterns.length} patterns)`, [...kinds].filter(([, pages]) => !pages.length).map(([pattern]) => pattern));

  // The page with most in it stands for its pattern.
  const jobs = [];
  for (const asked of kinds.values()) {
    const pages = asked.filter((page) => found.get(page).body);
    if (!pages.length) continue;
    const page = pages.reduce((most, other) => (found.get(other).body.length > found.get(most).body.length ? other : most));
    await look.valid(page, found.get(page).body);
    jobs.push(() => look.page(page, true), () => look.withoutScripts(page));
  }
  console.log(`# ${jobs.length} pages stand for ${found.size} addresses`);
  await look.all(jobs);
});
