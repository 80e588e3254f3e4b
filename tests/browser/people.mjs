// SPDX-License-Identifier: Apache-2.0
// People before a screen, each in a window of their own, on a server whose clock moves: what the walks share. A walk prints `clock INSTANT`
// and waits for the origin of a server that stands there; then one line a case, as run.mjs.
import readline from 'node:readline';
import { chromium } from 'playwright-core';
import { launch, WIDE } from './chromium.mjs';

export const PASSWORD = 'cuatro palabras que van juntas';
export const people = {}; // by name: their window
export const kept = {};   // what a person notes on paper: numbers, codes, addresses
const lines = readline.createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const browser = await launch(chromium);
let origin;

export async function clock(instant) {
  console.log(`clock ${instant}-05:00`);
  origin = (await lines.next()).value;
}

export function hold(right, what) {
  if (!right) throw new Error(what);
}

/** A window of one person; nothing of another's is in it. scripts: 'with' or 'without'. */
export async function sits(name, scripts, viewport = WIDE) {
  const context = await browser.newContext({ viewport, javaScriptEnabled: scripts === 'with', locale: 'es-CO', timezoneId: 'America/Bogota', reducedMotion: 'reduce' });
  context.setDefaultTimeout(8000);
  const tab = await context.newPage();
  people[name] = tab;
  return tab;
}

export const opens = (tab, address) => tab.goto(origin + address);
/** What a program that is no browser gets: status and bytes. */
export const fetches = (address) => fetch(origin + address);
export const said = (tab) => tab.locator('main').innerText();
/** Holds as soon as the page says all of it: a key does not wait for the page that it leads to. */
export async function reads(tab, ...words) {
  for (const end = Date.now() + 6000; ; await tab.waitForTimeout(50)) {
    const text = (await said(tab).catch(() => '')).replace(/\s+/g, ' ');
    const missing = words.filter((word) => !text.includes(word));
    if (!missing.length) return;
    hold(Date.now() < end, `${tab.url()} does not say «${missing.join('», «')}»`);
  }
}
/** Nothing is cut off at the right. */
export async function fits(tab) {
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth);
  hold(wide <= tab.viewportSize().width, `${tab.url()} is ${wide} px wide in a window of ${tab.viewportSize().width}`);
}
/** The button of a form, and the page that it leads to. */
export const presses = (tab, name, exact = true) => tab.getByRole('button', { name, exact }).click();
export const follows = (tab, name) => tab.getByRole('link', { name }).first().click();

export async function writesPassword(tab, address) {
  await opens(tab, address);
  await tab.locator('#clave').fill(PASSWORD);
  await tab.locator('#repita').fill(PASSWORD);
  await presses(tab, 'Guardar la clave e ingresar');
}

/** Another day: with the keyboard alone. */
export async function signsIn(tab, email, then) {
  await opens(tab, then);
  hold(tab.url().includes('/ingreso'), `${then} opens for who has not signed in`);
  await tab.locator('#correo').focus();
  await tab.keyboard.type(email);
  await tab.keyboard.press('Tab');
  await tab.keyboard.type(PASSWORD);
  await tab.keyboard.press('Enter');
  await tab.waitForURL(origin + then);
}

/** [sentence, step] one after the other, up to the first that fails. */
export async function walk(steps) {
  let failed = 0;
  try {
    for (const [name, step] of steps) {
      const start = Date.now();
      await step();
      console.log(`ok - ${name}`);
      console.log(`# ${Date.now() - start} ms`);
    }
  } catch (error) {
    failed++;
    console.log('not ok - the walk goes to its end');
    for (const line of String(error.stack).split('\n')) console.log(`# ${line}`);
    for (const [who, tab] of Object.entries(people)) console.log(`# ${who} is at ${tab.url()}: ${(await said(tab).catch(() => '')).replace(/\s+/g, ' ').slice(0, 1500)}`);
  } finally {
    await browser.close();
  }
  process.exit(failed ? 1 : 0);
}
