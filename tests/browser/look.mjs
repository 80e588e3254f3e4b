// SPDX-License-Identifier: Apache-2.0
// What is asked of one page in a real browser. A page that stands for its kind is looked at in every way; of the others only what their
// contents change: whether they fit the window and the browser is content.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { HtmlValidate } from 'html-validate';
import { launch, NARROW, WIDE, ZOOMED } from './chromium.mjs';

const here = path.dirname(fileURLToPath(import.meta.url));
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
// Tables become cards on a phone: `display` changes, so their roles are written out.
const TABLE_ROLE = /"(table|rowgroup|row|columnheader|rowheader|cell)"/;
const MOST_TABS = 60;
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];
const RULES_OF_COLOUR = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] };

export class Look {
  /** group: folder of the screenshots. most: bytes of a first visit. cookie: "name=value" of who signed in. */
  static async begin(origin, { group, most, cookie }) {
    const look = new Look();
    Object.assign(look, { origin, most, cookie, failed: 0, screens: path.join(here, 'screens', group), browser: await launch(chromium) });
    fs.rmSync(look.screens, { recursive: true, force: true });
    fs.mkdirSync(look.screens, { recursive: true });
    return look;
  }

  report(name, faults) {
    this.failed += faults.length ? 1 : 0;
    console.log(`${faults.length ? 'not ok' : 'ok'} - ${name}`);
    for (const line of faults.slice(0, 12).join('\n').split('\n')) if (line) console.log(`# ${line}`);
  }

  /** Again when the server closed a connection that had been idle. */
  ask(page) {
    const once = () => fetch(this.origin + page, { redirect: 'manual', headers: this.cookie ? { cookie: this.cookie } : {} });
    return once().catch(once);
  }

  /** A fresh visitor: nothing in the cache. Keeps what the page asked for, said and weighed. */
  async visit(page, { scripts = true } = {}) {
    const context = await this.browser.newContext({
      viewport: WIDE, colorScheme: 'light', javaScriptEnabled: scripts, locale: 'es-CO', timezoneId: 'America/Bogota', reducedMotion: 'reduce',
    });
    if (this.cookie) {
      const [name, value] = this.cookie.split('=');
      await context.addCookies([{ name, value, url: this.origin, httpOnly: true }]);
    }
    const tab = await context.newPage();
    const seen = { said: [], foreign: [], bytes: 0 };
    const wire = await context.newCDPSession(tab);
    await wire.send('Network.enable');
    wire.on('Network.loadingFinished', (e) => { seen.bytes += e.encodedDataLength; });
    tab.on('console', (m) => { if (['error', 'warning'].includes(m.type())) seen.said.push(m.text()); });
    tab.on('pageerror', (e) => seen.said.push(String(e)));
    tab.on('requestfailed', (r) => seen.said.push(`${r.url()}: ${r.failure()?.errorText}`));
    tab.on('request', (r) => { if (!r.url().startsWith(this.origin + '/') && !r.url().startsWith('data:')) seen.foreign.push(r.url()); });
    const answer = await tab.goto(this.origin + page, { waitUntil: 'load' });
    return { context, tab, seen, status: answer.status() };
  }

  /** For eyes: that a machine was too busy to draw it is no fault of the page. */
  shoot(tab, page, look) {
    const name = page.replace(/[^\w.=-]+/g, '_').replace(/^_/, '').slice(0, 120) || 'inicio';
    return tab.screenshot({ fullPage: true, path: path.join(this.screens, `${name}-${look}.png`) }).catch(() => {});
  }

  /** status: what the address answers, 200 when it is not said. */
  async page(page, isFirst, status = 200) {
    const { context, tab, seen, status: got } = await this.visit(page);
    await tab.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
    const said = status === 200 ? seen.said : seen.said.filter((s) => !s.includes(String(status)));
    this.report(`${page}: has one h1, a title and a language, and the browser has nothing to complain about`, [
      ...(got === status ? [] : [`status ${got}`]), ...await this.frame(tab), ...said, ...seen.foreign.map((url) => `asks ${url}`)]);
    if (isFirst) await this.stand(page, tab, seen);
    await this.widths(page, tab);
    await context.close();
  }

  frame(tab) {
    return tab.evaluate(() => {
      const n = document.querySelectorAll('h1').length;
      return [...(n === 1 ? [] : [`${n} h1`]), ...(document.title.trim() ? [] : ['no title']), ...(document.documentElement.lang.startsWith('es') ? [] : ['html lang is not es'])];
    });
  }

  /** The page that stands for its kind. Dark changes colours and nothing else; a narrow window makes cards of tables. */
  async stand(page, tab, seen) {
    this.report(`${page}: a first visit weighs at most ${this.most >> 10} KB`, seen.bytes > 0 && seen.bytes <= this.most ? [] : [`${seen.bytes} bytes`]);
    await this.shoot(tab, page, '1280');
    this.report(`${page} at 1280: axe finds nothing`, await this.axe(tab, RULES));
    await tab.emulateMedia({ colorScheme: 'dark' });
    this.report(`${page} in the dark: axe finds no fault of colour`, await this.axe(tab, RULES_OF_COLOUR));
    await tab.emulateMedia({ colorScheme: 'light' });
    this.report(`${page}: the keyboard reaches everything in sight and shows where it is`, await this.keyboard(tab));
    await tab.setViewportSize(NARROW);
    this.report(`${page} at 320: axe finds nothing`, await this.axe(tab, RULES));
    await this.shoot(tab, page, '320');
  }

  async axe(tab, rules) {
    if (await tab.evaluate(() => typeof axe === 'undefined')) await tab.evaluate(axeSource);
    const found = await tab.evaluate(async (runOnly) => { // no selectors of what is well, and only what was found comes back: many times as fast
      const { violations, passes } = await axe.run({ runOnly, resultTypes: ['violations'] });
      return { looked: passes.length, violations: violations.map(({ id, impact, nodes }) => ({ id, impact, nodes: nodes.slice(0, 4).map((n) => `${n.target.join(' ')}\n${n.failureSummary ?? ''}`) })) };
    }, rules);
    if (!found.looked) return ['axe looked at nothing'];
    return found.violations.flatMap((v) => v.nodes.map((n) => `${v.id} (${v.impact}): ${n}`));
  }

  /** Nothing may stick out to the right of the window; text inside its own scrolling box does not count. */
  async widths(page, tab) {
    const faults = [];
    for (const viewport of [ZOOMED, NARROW, WIDE]) {
      await tab.setViewportSize(viewport);
      faults.push(...await tab.evaluate(() => {
        const root = document.documentElement;
        if (root.scrollWidth <= root.clientWidth) return [];
        const out = [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > root.clientWidth + 1);
        return [`${root.scrollWidth} px wide in ${root.clientWidth}: ` + out.slice(-3).map((e) => `<${e.localName} class="${e.className}">`).join(' ')];
      }));
    }
    this.report(`${page} at 1280, at 200 % and at 320: nothing sticks out of the window`, faults);
  }

  async keyboard(tab) {
    const faults = [], reached = [];
    await tab.evaluate(() => {
      window.visited = [];
      window.marks = (e) => { const s = getComputedStyle(e); return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor, s.textDecorationLine].join('|'); };
    });
    for (let i = 0; i < MOST_TABS; i++) {
      await tab.keyboard.press('Tab');
      const now = await tab.evaluate(() => {
        const e = document.activeElement;
        if (!e || e === document.body || window.visited.includes(e)) return null;
        window.visited.push(e);
        const box = e.getBoundingClientRect();
        const covers = (bar) => box.top >= bar.top && box.top < bar.bottom && box.left < bar.right && box.right > bar.left;
        const over = [...document.querySelectorAll('.stick')].find((bar) => !bar.contains(e) && covers(bar.getBoundingClientRect()));
        return { marks: window.marks(e), name: `<${e.localName}> ${(e.innerText || e.getAttribute('aria-label') || e.name || '').trim().slice(0, 40)}`,
          hidden: Boolean(over) || box.width === 0 || box.height === 0 || getComputedStyle(e).visibility === 'hidden' || box.right <= 0 || box.bottom <= 0 };
      });
      if (!now) break;
      reached.push(now);
      if (now.hidden) faults.push(`${now.name} has the focus and cannot be seen`);
    }
    const [blurred, first, target] = await tab.evaluate(() => {
      document.activeElement?.blur();
      const to = window.visited[0]?.getAttribute('href') ?? '';
      return [window.visited.map(window.marks), to, to.startsWith('#') && document.querySelectorAll(to).length === 1];
    });
    reached.forEach((e, i) => { if (blurred[i] === e.marks) faults.push(`${e.name} looks the same with and without focus`); });
    if (!target) faults.push(`the first stop of the tabulator is no link that skips to the content: «${first}»`);
    if (reached.length < 3) faults.push(`the keyboard reaches only ${reached.length} things`);
    return faults;
  }

  async withoutScripts(page) {
    const { context, tab, seen, status } = await this.visit(page, { scripts: false });
    const faults = [...seen.said, ...seen.foreign, ...(status === 200 ? [] : [`status ${status}`])];
    if (await tab.locator('h1').count() !== 1 || !(await tab.locator('main').innerText()).trim()) faults.push('the main part is empty');
    this.report(`${page} with scripts off: can be read`, faults);
    await context.close();
  }

  async valid(page, body) {
    // Tables that a narrow window shows as blocks lose their meaning for screen readers unless they say it: role="table" and so on.
    this.validator ??= new HtmlValidate({ extends: ['html-validate:standard', 'html-validate:a11y'], rules: { 'no-redundant-role': 'off' } });
    const checked = await this.validator.validateString(body, page);
    const messages = checked.results.flatMap((r) => r.messages).filter((m) => !(m.ruleId === 'no-redundant-role' && TABLE_ROLE.test(m.message)));
    this.report(`${page}: is valid HTML`, messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  }

  /** No script at all: what works in one page with scripts off does in all. */
  scriptless(found) {
    const pages = [...found].filter(([, p]) => p.body);
    this.report(`no public page has a script (${pages.length} pages)`, pages.filter(([, p]) => /<script\b|\son\w+=|javascript:/i.test(p.body)).map(([page]) => page));
  }

  /** Two at a time. */
  async all(jobs) {
    await Promise.all([0, 1].map(async () => { for (let job; (job = jobs.shift());) await job(); }));
  }

  /** Runs the whole and says what went wrong; the exit code is that of the program. */
  async run(body) {
    try {
      await body();
    } catch (error) {
      this.report('the browser test runs to its end', [String(error.stack)]);
    } finally {
      await this.browser.close();
    }
    process.exitCode = this.failed ? 1 : 0;
  }
}
