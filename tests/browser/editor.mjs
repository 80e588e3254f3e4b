// SPDX-License-Identifier: Apache-2.0
// What the pages that write gain where scripts run: node editor.mjs ORIGIN COOKIE TABLE BRING FILE. One line a case, as run.mjs.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';
import { launch, NARROW, WIDE } from './chromium.mjs';

const [origin, cookie, table, bring, file] = process.argv.slice(2);
const axeSource = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const RULES = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] };
const browser = await launch(chromium);
const context = await browser.newContext({ viewport: WIDE, locale: 'es-CO', reducedMotion: 'reduce' });
const [name, value] = cookie.split('=');
await context.addCookies([{ name, value, url: origin }]);
const tab = await context.newPage();
tab.setDefaultTimeout(15000);
const complaints = [];
tab.on('console', (m) => { if (['error', 'warning'].includes(m.type()) && !m.text().includes('422')) complaints.push(m.text()); });
tab.on('pageerror', (e) => complaints.push(String(e)));

const hold = (right, what) => { if (!right) throw new Error(what); };
async function looks(what) {
  await tab.evaluate(() => document.querySelectorAll('details').forEach((d) => { d.open = true; }));
  for (const viewport of [NARROW, WIDE]) {
    await tab.setViewportSize(viewport);
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    hold(over <= 0, `${what}: ${over} px stick out at ${viewport.width}`);
    await tab.evaluate(axeSource);
    const found = await tab.evaluate((runOnly) => axe.run({ runOnly, resultTypes: ['violations'] }), RULES);
    hold(!found.violations.length, `${what} at ${viewport.width}: ${found.violations.map((v) => `${v.id} ${v.nodes[0].target}`).join('; ')}`);
  }
}
const here = () => tab.evaluate(() => document.activeElement.innerText?.slice(0, 40) ?? '');
const row = () => tab.evaluate(() => document.activeElement.closest('tr').rowIndex);

const cases = {
  'the table goes by arrows from cell to cell, and Enter opens the row': async () => {
    await tab.goto(origin + table);
    await looks('the table');
    await tab.locator('table[data-teclas] [tabindex="0"]').focus();
    const first = await row();
    await tab.keyboard.press('ArrowDown');
    hold(await row() === first + 1, 'down stays');
    const heading = await here();
    await tab.keyboard.press('ArrowRight');
    hold(await here() !== heading && await row() === first + 1, 'right stays');
    await tab.keyboard.press('Home');
    await tab.keyboard.press('Control+End');
    const last = await row();
    hold(last > 70, `the end is row ${last}`);
    await tab.keyboard.press('Enter');
    await tab.waitForURL(/\/actividades\/[^/]+$/);
  },
  'text that was not saved asks before it is lost, and saving does not': async () => {
    await tab.goto(`${origin}${table}/1.1.1`);
    await looks('the form');
    let asked = 0;
    tab.on('dialog', async (d) => { asked += d.type() === 'beforeunload'; await d.accept(); });
    await tab.locator('#producto').fill('Sin guardar');
    await tab.goto(origin + table);
    hold(asked === 1, `asked ${asked} times`);
    await tab.goto(`${origin}${table}/1.1.1`);
    await tab.locator('#producto').fill('Guardado');
    await tab.locator('form[data-avisar] button.main').click();
    await tab.waitForURL(/actividades\?hecho=/);
    hold(asked === 1, 'saving asked too');
  },
  'a key in a box of the form saves, and does not press one of its helpers': async () => {
    await tab.goto(`${origin}${table}/1.1.1`);
    await tab.locator('#codigo').press('Enter');
    await tab.waitForURL(/actividades\?hecho=/);
  },
  'a file that is no plan comes back in its place with what was chosen; a plan shows how it goes and leads to its review': async () => {
    await tab.goto(origin + bring);
    await looks('bringing a file');
    await tab.locator('#instrumento').selectOption('paac-v2');
    await tab.locator('#vigencia').fill('2027');
    await tab.locator('#archivo').setInputFiles({ name: 'nota.csv', mimeType: 'text/csv', buffer: Buffer.from('una línea\nque no es plan\n') });
    await tab.getByRole('button', { name: 'Leer el archivo' }).click();
    await tab.getByText('No se guardó nada').first().waitFor();
    hold(await tab.locator('#vigencia').inputValue() === '2027', 'what was typed is lost');
    await tab.locator('#archivo').setInputFiles(file);
    await tab.getByRole('button', { name: 'Leer el archivo' }).click();
    await tab.locator('progress').waitFor({ state: 'attached' });
    await tab.waitForURL(/traer\/\d+/);
    hold((await tab.locator('main').innerText()).includes('Revisar el archivo'), 'the review does not open');
  },
};

let failed = 0;
for (const [what, run] of Object.entries(cases)) {
  const why = await run().then(() => '', (error) => String(error.message).split('\n')[0]);
  const wrong = why || complaints.splice(0).join('; ');
  failed += wrong ? 1 : 0;
  console.log(`${wrong ? 'not ok' : 'ok'} - ${what}${wrong ? `\n# ${wrong}` : ''}`);
}
await browser.close();
process.exit(failed ? 1 : 0);
