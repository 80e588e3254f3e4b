// SPDX-License-Identifier: Apache-2.0
// Every public page in a real browser: node run.mjs ORIGIN [prefix whose pages are only asked for, not followed…]
// Prints one line a case, `ok - name`, `not ok - name` (then `# why` lines); tests/harness/browser_suite.py counts them.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { HtmlValidate } from 'html-validate';
import { crawl, firsts, representatives } from './pages.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [origin, ...shallow] = process.argv.slice(2);
const MISSING = '/no-hay-tal-pagina';
// Tables become cards on a phone: `display` changes, so their roles are written out.
const TABLE_ROLE = /"(table|rowgroup|row|columnheader|rowheader|cell)"/;
const FIRST_VISIT = 100 * 1024;
const EACH_VALID = 6; // of each kind, held against HTML
const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 700 };
const ZOOMED = { width: 640, height: 450 }; // CSS px of a screen of 1280 at 200 %
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const RULES_OF_COLOUR = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

let failed = 0;
function report(name, faults) {
  failed += faults.length ? 1 : 0;
  console.log(`${faults.length ? 'not ok' : 'ok'} - ${name}`);
  for (const line of faults.slice(0, 12).join('\n').split('\n')) if (line) console.log(`# ${line}`);
}

const screens = path.join(here, 'screens');
fs.rmSync(screens, { recursive: true, force: true });
fs.mkdirSync(screens);
const shoot = (tab, page, look) => tab.screenshot({ fullPage: true,
  path: path.join(screens, `${page.replace(/[^\w.=-]+/g, '_').replace(/^_/, '') || 'inicio'}-${look}.png`) });

const sandbox = process.getuid() === 0 ? ['--no-sandbox'] : [];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [...sandbox, '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
    '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
});

/** A fresh visitor: nothing in the cache. Keeps what the page asked for, said and weighed. */
async function visit(page, { scripts = true } = {}) {
  const context = await browser.newContext({
    viewport: WIDE, colorScheme: 'light', javaScriptEnabled: scripts, locale: 'es-CO', timezoneId: 'America/Bogota', reducedMotion: 'reduce',
  });
  const tab = await context.newPage();
  const seen = { said: [], foreign: [], bytes: 0 };
  const wire = await context.newCDPSession(tab);
  await wire.send('Network.enable');
  wire.on('Network.loadingFinished', (e) => { seen.bytes += e.encodedDataLength; });
  tab.on('console', (m) => { if (['error', 'warning'].includes(m.type())) seen.said.push(m.text()); });
  tab.on('pageerror', (e) => seen.said.push(String(e)));
  tab.on('requestfailed', (r) => seen.said.push(`${r.url()}: ${r.failure()?.errorText}`));
  tab.on('request', (r) => { if (!r.url().startsWith(origin + '/') && !r.url().startsWith('data:')) seen.foreign.push(r.url()); });
  const answer = await tab.goto(origin + page, { waitUntil: 'load' });
  return { context, tab, seen, status: answer.status() };
}

/** Width of what sticks out to the right of the window; text inside its own scrolling box does not count. */
const overflow = (tab) => tab.evaluate(() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
  return [`${root.scrollWidth} px wide in ${root.clientWidth}: ` + out.slice(-3).map((e) => `<${e.localName} class="${e.className}">`).join(' ')];
});

async function axe(tab, rules) {
  if (await tab.evaluate(() => typeof axe === 'undefined')) await tab.evaluate(axeSource);
  const found = await tab.evaluate((runOnly) => axe.run({ runOnly, resultTypes: ['violations'] }), rules); // no selectors of what is well: twice as fast
  if (!found.passes.length) return ['axe looked at nothing'];
  return found.violations.flatMap((v) => v.nodes.slice(0, 4).map((n) => `${v.id} (${v.impact}): ${n.target.join(' ')}\n${n.failureSummary ?? ''}`));
}

async function checkVisit(page, tab, seen) {
  const h1 = await tab.locator('h1').count();
  report(`${page}: has one h1, a title and a language`, [
    ...(h1 === 1 ? [] : [`${h1} h1`]),
    ...((await tab.title()).trim() ? [] : ['no title']),
    ...((await tab.getAttribute('html', 'lang'))?.startsWith('es') ? [] : ['html lang is not es'])]);
  report(`${page}: the browser has nothing to complain about`, page === MISSING ? seen.said.filter((s) => !s.includes('404')) : seen.said);
  report(`${page}: asks nobody else for anything`, seen.foreign);
  report(`${page}: a first visit weighs at most 100 KB`, seen.bytes > 0 && seen.bytes <= FIRST_VISIT ? [] : [`${seen.bytes} bytes`]);
}

async function checkWidths(page, tab) {
  for (const viewport of [ZOOMED, NARROW, WIDE]) {
    await tab.setViewportSize(viewport);
    report(`${page} at ${viewport.width}: nothing sticks out of the window`, await overflow(tab));
  }
}

/** What is the same for all pages of a kind: cards instead of tables, and dark, which changes colours and nothing else. */
async function checkLooks(page, tab) {
  await shoot(tab, page, '1280');
  await tab.emulateMedia({ colorScheme: 'dark' });
  report(`${page} in the dark: axe finds no fault of colour`, await axe(tab, RULES_OF_COLOUR));
  await shoot(tab, page, '1280-dark');
  await tab.emulateMedia({ colorScheme: 'light' });
  await tab.setViewportSize(NARROW);
  report(`${page} at 320: axe finds nothing`, await axe(tab, RULES));
  await shoot(tab, page, '320');
}

async function checkPage(page, isFirst) {
  const { context, tab, seen } = await visit(page);
  await tab.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  report(`${page} at 1280: axe finds nothing`, await axe(tab, RULES));
  await checkVisit(page, tab, seen);
  await checkWidths(page, tab);
  if (isFirst) await checkLooks(page, tab);
  await context.close();
}

async function checkWithoutScripts(page) {
  const { context, tab, seen, status } = await visit(page, { scripts: false });
  const faults = [...seen.said.filter((s) => !(page === MISSING && s.includes('404'))), ...seen.foreign];
  if (status !== (page === MISSING ? 404 : 200)) faults.push(`status ${status}`);
  for (const viewport of [WIDE, NARROW]) {
    await tab.setViewportSize(viewport);
    if (await tab.locator('h1').count() !== 1 || !(await tab.locator('main').innerText()).trim()) faults.push(`at ${viewport.width}: the main part is empty`);
  }
  report(`${page} with scripts off: can be read`, faults);
  await context.close();
}

const focusStyle = () => {
  const e = document.activeElement, s = getComputedStyle(e);
  if (!e || e === document.body) return null;
  const marks = [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecorationLine].join('|');
  const box = e.getBoundingClientRect();
  window.visited ??= [];
  const again = window.visited.includes(e);
  window.visited.push(e);
  return { marks, again, name: `<${e.localName}> ${(e.innerText || e.getAttribute('aria-label') || e.name || '').trim().slice(0, 40)}`,
    hidden: box.width === 0 || box.height === 0 || s.visibility === 'hidden' || box.right <= 0 || box.bottom <= 0 };
};
const blurStyle = (i) => {
  const s = getComputedStyle(window.visited[i]);
  return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecorationLine].join('|');
};

async function checkKeyboard(page) {
  const { context, tab } = await visit(page);
  const faults = [], reached = [];
  for (let i = 0; i < 60; i++) {
    await tab.keyboard.press('Tab');
    const now = await tab.evaluate(focusStyle);
    if (!now || now.again) break;
    reached.push(now);
    if (now.hidden) faults.push(`${now.name} has the focus and cannot be seen`);
  }
  await tab.evaluate(() => document.activeElement?.blur());
  for (const [i, e] of reached.entries())
    if (await tab.evaluate(blurStyle, i) === e.marks) faults.push(`${e.name} looks the same with and without focus`);
  const first = reached.length ? await tab.evaluate(() => window.visited[0].getAttribute('href') ?? '') : '';
  if (!first.startsWith('#')) faults.push('the first stop of the tabulator is not a link that skips to the content');
  else if (await tab.locator(first).count() !== 1) faults.push(`the skip link leads to ${first}, which is not there`);
  if (reached.length < 3) faults.push(`the keyboard reaches only ${reached.length} things`);
  report(`${page}: the keyboard reaches everything in sight and shows where it is`, faults);
  await context.close();
}

try {
  const { found, complete } = await crawl(origin, ['/', '/buscar?q=riesgos'], shallow);
  const bad = [...found].filter(([, p]) => p.status >= 400).map(([p, { status, from }]) => `${p}: ${status} (linked from ${from})`);
  report(`every link answers (${found.size} addresses)`, [...bad, ...(complete ? [] : ['too many addresses to follow them all'])]);

  const missing = await fetch(origin + MISSING);
  found.set(MISSING, { status: 200, type: 'text/html', body: await missing.text(), from: '(a wrong address)' });
  report('a wrong address answers 404', missing.status === 404 ? [] : [`status ${missing.status}`]);

  const validator = new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'],
    // Tables that a narrow window shows as blocks lose their meaning for screen readers unless they say it: role="table" and so on.
    rules: { 'no-redundant-role': 'off' } });
  for (const page of representatives(found, EACH_VALID, EACH_VALID)) {
    const checked = await validator.validateString(found.get(page).body, page);
    const messages = checked.results.flatMap((r) => r.messages).filter((m) => !(m.ruleId === 'no-redundant-role' && TABLE_ROLE.test(m.message)));
    report(`${page}: is valid HTML`, messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  }

  const pages = representatives(found).filter((page) => !shallow.some((prefix) => page.startsWith(prefix)));
  const first = new Set(firsts(pages));
  console.log(`# ${pages.length} pages, ${first.size} of them first of their kind, stand for ${found.size} addresses`);
  const work = pages.flatMap((page) => [
    () => checkPage(page, first.has(page)),
    () => checkWithoutScripts(page),
    ...(first.has(page) ? [() => checkKeyboard(page)] : []),
  ]);
  await Promise.all([0, 1].map(async () => { for (let job; (job = work.shift());) await job(); }));
} catch (error) {
  report('the browser test runs to its end', [String(error.stack)]);
} finally {
  await browser.close();
}
process.exitCode = failed ? 1 : 0;
