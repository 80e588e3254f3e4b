// SPDX-License-Identifier: Apache-2.0
// From a telephone of the first line to the page of everybody: a link reports with a photo in few steps, planning accepts, Control Interno
// verifies, freezes and publishes, a citizen reads the page and opens the report:
// node report.mjs LINK PLANNER AUDITOR VIGENCIA PHOTO with|without (scripts). The first three are e-mails. Prints as walk.mjs.
import { clock, fetches, fits, follows, hold, kept, opens, people, presses, reads, signsIn, sits, walk } from './people.mjs';

const [link, planner, auditor, vigencia, photo, scripts] = process.argv.slice(2);
const year = Number(vigencia);
const TELEPHONE = { width: 375, height: 667 };
const CUT = `${year}-12-31`;
const FOLLOWED = `/pasto/trabajo/seguimientos/plan-accion/${year}/${CUT}`;
const PUBLIC = `/pasto/plan-accion/${year}/seguimiento`;
const WORDS = 'Se revisaron los controles con los líderes de cada proceso.';
const MOST_STEPS = 6, MOST_SECONDS = 120;

// Seconds of a person with a telephone: to look for the next thing and touch it, and for each letter (keystroke-level model, Card, Moran and Newell).
const TOUCH = 1.35 + 1.1, LETTER = 0.4;
let steps = 0, seconds = 0;
function spent(letters = 0) {
  steps++;
  seconds += TOUCH + letters * LETTER;
}
async function touches(what) {
  spent();
  await what.click();
}
async function types(field, text) {
  spent(text.length);
  await field.fill(text);
}

await walk([
  ['a link reports from a telephone, with a photo, in few steps and less than two minutes', async () => {
    await clock(`${year + 1}-01-04T09:00:00`);
    const rosa = await sits('rosa', scripts, TELEPHONE);
    await signsIn(rosa, link, '/pasto/trabajo');
    await touches(rosa.locator('main li, main tr').filter({ hasText: 'Revisar los controles' }).getByRole('link', { name: /^Reportar/ }).first());
    await fits(rosa);
    await types(rosa.locator('#valor'), '2');
    await types(rosa.locator('#fecha'), `30/12/${year}`);
    await types(rosa.locator('#que'), WORDS);
    spent();
    await rosa.locator('#archivo').setInputFiles(photo);
    await touches(rosa.getByRole('button', { name: 'Enviar a revisión' }));
    await reads(rosa, 'Se envió el avance a revisión', 'Espera revisión', WORDS);
    await fits(rosa);
    hold(steps <= MOST_STEPS, `it takes ${steps} steps`);
    hold(seconds <= MOST_SECONDS, `it takes ${Math.round(seconds)} seconds`);
    console.log(`# ${steps} steps, ${Math.round(seconds)} s`);
  }],
  ['planning reads the report and accepts it', async () => {
    const marta = await sits('marta', scripts);
    await signsIn(marta, planner, '/pasto/trabajo/revision');
    await follows(marta, /1\.2\.2/);
    await reads(marta, WORDS, '2 de 2 (100,00 %)');
    await marta.getByRole('radio', { name: 'Aceptar' }).check();
    await presses(marta, 'Guardar la revisión');
    await reads(marta, 'Se aceptó el avance');
  }],
  ['Control Interno opens the cut-off and verifies: one activity with its photo, those without report at once', async () => {
    await clock(`${year + 1}-01-13T09:00:00`);
    const oscar = await sits('oscar', scripts);
    await signsIn(oscar, auditor, '/pasto/trabajo/seguimientos');
    await opens(oscar, FOLLOWED);
    await presses(oscar, 'Abrir el seguimiento');
    await follows(oscar, /1\.2\.2/);
    await reads(oscar, WORDS, '100,00 %');
    await oscar.getByRole('radio', { name: 'Cumplida', exact: true }).check();
    await oscar.locator('#observaciones').fill('El acta y la foto prueban las dos revisiones.');
    await presses(oscar, 'Guardar la verificación');
    await opens(oscar, FOLLOWED);
    await presses(oscar, /^Verificar en 0 las que no tienen reporte/, false);
    await reads(oscar, '6 de 6');
  }],
  ['it freezes and signs, and publishes; both say first what they do', async () => {
    const { oscar } = people;
    await follows(oscar, 'Congelar y firmar');
    await presses(oscar, /^Congelar/, false);
    await follows(oscar, /^Publicar/);
    await presses(oscar, /^Publicar/, false);
    await reads(oscar, 'Publicado', 'cabeza de la cadena');
  }],
  ['a citizen reads on a telephone what was promised, what was done and who verified it, and opens the report', async () => {
    const ana = await sits('ana', scripts, TELEPHONE);
    await opens(ana, `${PUBLIC}?corte=${CUT}`);
    await reads(ana, 'Verificado', '16,67 %', 'Revisar los controles de cada proceso');
    await fits(ana);
    const pdf = await ana.locator(`a[href$="seguimiento/${CUT}.pdf"]`).first().getAttribute('href');
    const answer = await fetches(pdf);
    hold(answer.status === 200 && (await answer.text()).startsWith('%PDF-'), `${pdf}: ${answer.status}`);
  }],
]);
