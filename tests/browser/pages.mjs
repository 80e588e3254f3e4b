// SPDX-License-Identifier: Apache-2.0
// Which pages there are: every same-origin address reachable from the start pages, and the few that stand for each kind.

const LIMIT = 3000;

/** Follows every link of every page, but those below a shallow prefix only to their answer, and those that are not wanted not at all.
 * Returns Map(path -> {status, type, body, links, from}). */
export async function crawl(ask, origin, starts, { shallow = [], wanted = () => true }) {
  const found = new Map();
  const queue = starts.map((path) => [path, '(start)']);
  while (queue.length && found.size < LIMIT) {
    const [path, from] = queue.shift();
    if (found.has(path)) continue;
    const answer = await ask(path);
    const type = answer.headers.get('content-type') ?? '';
    const body = type.startsWith('text/html') ? await answer.text() : (await answer.arrayBuffer(), '');
    const links = shallow.some((prefix) => path.startsWith(prefix)) ? [] : linksOf(body, origin, path);
    const to = answer.headers.get('location');
    if (to) links.push(local(to, origin, path));
    found.set(path, { status: answer.status, type, body, from });
    for (const link of links) if (link && !found.has(link) && wanted(link)) queue.push([link, path]);
  }
  return { found, complete: queue.every(([path]) => found.has(path)) };
}

function linksOf(body, origin, path) {
  const links = [];
  for (const [, , value] of body.replace(/<form method="post"[^>]*>/g, '').matchAll(/\s(href|src|action)="([^"]*)"/g))
    links.push(local(value.replaceAll('&amp;', '&'), origin, path));
  return links.filter(Boolean);
}

function local(href, origin, path) {
  const url = new URL(href, origin + path);
  return url.origin === origin ? url.pathname + url.search : null;
}

/** What an address is, whatever activity, year, unit or value it names. */
const kindOf = (path) => path.replace(/=([^&]*)/g, '=*').replace(/\d[\w.]*/g, '*').replace(/\/responsable\/[^/?]+/, '/responsable/*');

/** Addresses that stand for those of each kind: a few of activities and of units, and of pages with one parameter its values. */
export function representatives(found, each = 2, values = 4) {
  const kinds = new Map();
  for (const [path, page] of found) {
    if (page.status !== 200 || !page.type.startsWith('text/html')) continue;
    const kind = kindOf(path);
    kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
  }
  return [...kinds].flatMap(([kind, paths]) => (kind.split('=').length === 2 ? paths.slice(0, values) : spread(paths, each)));
}

/** The first, the last, and those evenly between. */
function spread(paths, most) {
  if (paths.length <= most) return paths;
  return Array.from({ length: most }, (_, i) => paths[Math.round((i * (paths.length - 1)) / (most - 1))]);
}

/** The first of these pages of each kind, whatever its parameters: for what takes long. */
export function firsts(pages) {
  const kind = (page) => kindOf(page.split('?')[0]);
  return pages.filter((page, i) => pages.findIndex((other) => kind(other) === kind(page)) === i);
}
