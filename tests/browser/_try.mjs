import fs from 'node:fs';
import { chromium } from 'playwright-core';
const { port, cookie } = JSON.parse(fs.readFileSync('/tmp/ed/server.json'));
const origin = `http://127.0.0.1:${port}`;
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'es-CO' });
const [name, value] = cookie.split('=');
await context.addCookies([{ name, value, url: origin }]);
const tab = await context.newPage();
tab.on('console', (m) => console.log('console', m.type(), m.text()));
tab.on('pageerror', (e) => console.log('pageerror', e));
const P = '/pasto/trabajo/planes/plan/2022/1';
for (const [path, file] of [[P + '/actividades', 'table'], [P + '/actividades/1.1.1', 'form'], [P + '/actividades/1.1.1/mover', 'place'], [P + '/pedidos', 'requests'], [P + '/pedidos/enviar', 'send'], ['/pasto/trabajo/traer', 'bring'], [P, 'version'], [P + '/textos', 'texts']].filter(([, f]) => !process.argv[2] || process.argv[2].split(',').includes(f))) {
  const a = await tab.goto(origin + path);
  for (const width of [1280, 320]) {
    await tab.setViewportSize({ width, height: 900 });
    const over = await tab.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    await tab.screenshot({ path: `/tmp/ed/${file}-${width}.png`, fullPage: file !== 'table' && file !== 'send' });
    console.log(file, a.status(), width, 'over', over);
  }
  await tab.setViewportSize({ width: 1280, height: 900 });
}
await browser.close();
