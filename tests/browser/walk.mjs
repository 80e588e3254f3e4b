// SPDX-License-Identifier: Apache-2.0
// From a Word document to the second version of a public plan, as five people and a citizen do it, each in a window of their own, with
// the mouse and the keyboard: node walk.mjs LINK DOCX ACTA with|without (scripts). LINK is the address where the first administrator writes a password.
// Prints `clock INSTANT` and waits for the origin of a server that stands there; then one line a case, as run.mjs.
import { PHONE } from './chromium.mjs';
import { clock, fetches, fits, follows, hold, kept, opens, people, presses, reads, said, signsIn, sits, walk, writesPassword } from './people.mjs';

const [link, docx, acta, scripts] = process.argv.slice(2);
const PLAN = '/pasto/trabajo/planes/plan/2022/1';
const SECOND = '/pasto/trabajo/planes/plan/2022/2';
const PUBLIC = '/pasto/plan/2022';
const SAID = 'La capacitación debería llegar también a los corregimientos.';
const GOAL = '4 jornadas de capacitación';

/** The button leads to a page that says what cannot be undone; there it is done. */
async function publishes(tab) {
  await tab.getByRole('link', { name: 'Publicar', exact: true }).click();
  await reads(tab, 'quedan para siempre');
  await presses(tab, 'Publicar');
}

async function invites(admin, email, name, role, unit) {
  await opens(admin, '/pasto/trabajo/personas/nuevo');
  await admin.locator('#correo').fill(email);
  await admin.locator('#nombre').fill(name);
  await admin.locator('#rol').selectOption({ label: role });
  if (unit) await admin.locator('#dependencia').selectOption({ label: unit });
  await presses(admin, 'Dar el cargo');
  return /\/clave\/[0-9a-f]+/.exec(await admin.content())[0]; // it stands in a field, to be copied
}

const finding = (tab, code) => tab.locator('article.finding', { hasText: code });
async function decides(tab, article, what, reason) {
  await article.locator(`[name^=que][value=${what}]`).check();
  if (reason) await article.locator('[name^=razon]').fill(reason);
  await article.getByRole('button', { name: /^Guardar y seguir aquí/ }).click();
  await reads(tab, 'Se guardó una decisión');
}

/** The row of an activity is opened from the table, changed and saved without touching the mouse. */
async function edits(tab, table, address, field, text) {
  await opens(tab, table);
  await tab.getByRole('link', { name: `Editar la actividad ${address}`, exact: true }).focus();
  await tab.keyboard.press('Enter');
  await tab.waitForURL(`**/actividades/${address}`);
  await tab.locator(`#${field}`).focus();
  await tab.keyboard.press('Control+A');
  await tab.keyboard.type(text);
  await tab.getByRole('button', { name: 'Guardar', exact: true }).focus();
  await tab.keyboard.press('Enter');
  await reads(tab, 'Se guardó la actividad', text);
}

async function holdsSession(marta, minutes, day) {
  await opens(marta, '/pasto/trabajo/comite');
  await follows(marta, 'Registrar una sesión');
  await marta.locator('#fecha').fill(day);
  await marta.locator('#lugar').fill('Sala de juntas');
  await marta.locator('#acta').fill(minutes);
  await marta.locator('#archivo').setInputFiles(acta);
  for (const box of await marta.locator('main input[type=checkbox]').all()) await box.check();
  await presses(marta, 'Registrar la sesión');
  await reads(marta, 'Con quórum', 'Asistieron 2 de 2', 'acta.pdf');
}

async function approves(tab, version) {
  await opens(tab, version);
  await follows(tab, /Ir a hacerlo|Aprobación/);
  await tab.getByRole('radio', { name: 'Aprobar' }).check();
  await tab.locator('[name=acto]').first().check();
  await presses(tab, 'Registrar la decisión');
}

const steps = [
  ['an administrator opens the first link and gives planning and the committee their posts', async () => {
    await clock('2022-01-11T08:00:00');
    const admin = await sits('amparo', scripts);
    await writesPassword(admin, link);
    for (const [who, name, role] of [['marta', 'Marta Insuasty', 'Oficina de planeación'],
      ['carmen', 'Carmen Erazo', 'Comité Institucional de Gestión y Desempeño'], ['luis', 'Luis Benavides', 'Comité Institucional de Gestión y Desempeño']])
      await writesPassword(await sits(who, scripts), await invites(admin, `${who}@pasto.gov.co`, name, role));
    hold(await people.marta.getByRole('link', { name: 'Marta Insuasty' }).count(), 'nobody is signed in');
  }],
  ['planning brings the Word document in and sees cell by cell what was understood', async () => {
    const { marta } = people;
    await opens(marta, '/pasto/trabajo');
    await follows(marta, 'Traer un plan');
    await marta.locator('#archivo').setInputFiles(docx);
    await marta.locator('#instrumento').selectOption('paac-v2');
    await marta.locator('#vigencia').fill('2022');
    await presses(marta, 'Leer el archivo');
    await reads(marta, 'Nada de esto está en el plan todavía', 'La fecha «31/04/2022» no existe en el calendario');
    await follows(marta, /Lo que se entendió/);
    await reads(marta, 'Tal como está escrito');
    await follows(marta, /^Hallazgos/);
  }],
  ['an impossible date is corrected, a warning is left as it is with a reason, and the plan is confirmed', async () => {
    const { marta } = people;
    await decides(marta, finding(marta, 'VD-P001'), 'propuesta');
    await decides(marta, marta.locator('article.finding:has([value=aceptar])').first(), 'aceptar', 'Así lo acordó el equipo de planeación');
    await reads(marta, '30/04/2022', 'No queda ningún error abierto', 'Así lo acordó el equipo de planeación');
    await presses(marta, 'Guardar y confirmar…');
    await presses(marta, 'Confirmar');
    await reads(marta, 'Es la versión 1 del plan');
    hold((await fetches(PUBLIC)).status === 404, 'a draft is public');
  }],
  ['planning edits an activity by keyboard and sends the rows to the leaders; a leader writes his own and no other, and hands them back', async () => {
    const { amparo, marta } = people;
    await edits(marta, `${PLAN}/actividades`, '1.1.1', 'meta', '1 política de riesgos adoptada');
    await writesPassword(await sits('jairo', scripts), await invites(amparo, 'jairo@pasto.gov.co', 'Jairo Cabrera', 'Líder de proceso', 'Subsecretaría de Sistemas de Información'));
    const { jairo } = people;
    await opens(marta, `${PLAN}/pedidos`);
    await follows(marta, 'Enviar actividades');
    await marta.locator('#plazo').fill('13/01/2022');
    await marta.locator('main button.main').click();
    await reads(marta, 'Se enviaron actividades');
    await opens(jairo, '/pasto/trabajo/avisos');
    await follows(jairo, /Planeación le envió/);
    await reads(jairo, 'Sin cambios');
    const request = jairo.url();
    await opens(jairo, `${PLAN}/actividades`);
    const mine = await jairo.getByRole('link', { name: /^Editar la actividad/ }).evaluateAll((all) => all.map((a) => a.href.split('/').pop()));
    hold(mine.length > 0 && mine.length < 77, `a leader may write ${mine.length} activities`);
    [kept.activity] = mine;
    await edits(jairo, `${PLAN}/actividades`, kept.activity, 'meta', '2 jornadas de capacitación');
    await opens(jairo, `${PLAN}/actividades/1.1.1`);
    await reads(jairo, 'esta la lidera otra');
    await jairo.goto(request);
    await presses(jairo, 'Devolver las actividades');
    await reads(jairo, 'devolvió sus actividades');
  }],
  ['the draft is consulted, and a citizen contributes from a telephone and keeps a number and a code', async () => {
    const { marta } = people;
    await opens(marta, `${PLAN}/consulta`);
    await marta.locator('#abre').fill('11/01/2022');
    await marta.locator('#cierra').fill('13/01/2022');
    await marta.locator('#canal').fill('Oficina de Planeación');
    await presses(marta, 'Abrir la consulta');
    await reads(marta, 'Se abrió la consulta ciudadana');
    const rosa = await sits('rosa', scripts, PHONE);
    await opens(rosa, '/pasto/consultas');
    await follows(rosa, /Plan Anticorrupción.*2022/);
    await follows(rosa, 'Hacer un aporte');
    await rosa.locator('#texto').fill(SAID);
    await rosa.locator('#nombre').fill('Rosa Mera');
    await clock('2022-01-11T08:10:00');
    await presses(rosa, 'Enviar el aporte');
    await reads(rosa, 'Recibimos su aporte', SAID);
    const receipt = await said(rosa);
    kept.number = /APO-\d{4}-\d{4}/.exec(receipt)[0];
    kept.code = /\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b/.exec(receipt.replace(kept.number, ''))[0];
    await fits(rosa);
  }],
  ['planning answers, closes the consultation and submits the plan; the citizen reads the answer', async () => {
    await clock('2022-01-14T08:00:00');
    const { marta, rosa } = people;
    await signsIn(marta, 'marta@pasto.gov.co', `${PLAN}/consulta`);
    await follows(marta, kept.number);
    await marta.locator('[name=respuesta][value=parcial]').check();
    await marta.locator('#razon').fill('Habrá jornadas en tres corregimientos.');
    await presses(marta, 'Guardar la respuesta');
    await opens(marta, `${PLAN}/consulta`);
    await presses(marta, 'Cerrar la consulta');
    await reads(marta, 'Se cerró la consulta ciudadana');
    await opens(marta, PLAN);
    await presses(marta, 'Llevar a aprobación');
    await reads(marta, 'Se llevó el plan a aprobación');
    await follows(rosa, 'Ver la respuesta a mi aporte');
    await rosa.locator('#numero').fill(kept.number);
    await rosa.locator('#codigo').fill(kept.code);
    await presses(rosa, 'Ver la respuesta');
    await reads(rosa, 'Se aceptó en parte', 'Habrá jornadas en tres corregimientos.');
  }],
  ['the committee approves in a session with quorum, and who formulated the plan cannot', async () => {
    await clock('2022-01-28T09:00:00');
    const { marta, carmen } = people;
    await signsIn(marta, 'marta@pasto.gov.co', '/pasto/trabajo');
    await holdsSession(marta, '1', '28/01/2022');
    await opens(marta, `${PLAN}/aprobacion`);
    hold(await marta.getByRole('button', { name: 'Registrar la decisión' }).count() === 0, 'who planned may approve');
    await signsIn(carmen, 'carmen@pasto.gov.co', '/pasto/trabajo');
    await approves(carmen, PLAN);
    await reads(carmen, 'Se aprobó el plan', 'Acta 1 del');
  }],
  ['planning publishes: everybody sees the plan, its day and how late it came, and its file is kept', async () => {
    await clock('2022-02-03T09:00:00');
    const { marta, rosa } = people;
    await signsIn(marta, 'marta@pasto.gov.co', PLAN);
    await publishes(marta);
    await reads(marta, 'Se publicó el plan', '-v1.xlsx');
    await opens(rosa, PUBLIC);
    await reads(rosa, 'Versión 1', '3 de febrero de 2022', '3 días después del plazo');
  }],
  ['a leader asks for a modification; planning accepts it, the committee approves it and its parties are told', async () => {
    await clock('2022-04-05T09:00:00');
    const { marta, luis, jairo } = people;
    await signsIn(jairo, 'jairo@pasto.gov.co', '/pasto/trabajo/cambios');
    await follows(jairo, 'Pedir un cambio');
    await jairo.locator(`a[href*="direccion=${kept.activity}"]`).first().click();
    await jairo.getByRole('radio', { name: /Cambiar/ }).check();
    await jairo.locator('#motivo').fill('El contrato empezó tarde.');
    await jairo.locator('#meta').fill(GOAL);
    await presses(jairo, 'Pedir el cambio');
    await reads(jairo, 'Se pidió un cambio del plan', GOAL);
    await signsIn(marta, 'marta@pasto.gov.co', '/pasto/trabajo/cambios');
    await marta.locator('main table a').first().click();
    await marta.getByRole('radio', { name: 'Aceptar' }).check();
    await marta.locator('#razones').fill('Está justificado.');
    await presses(marta, 'Responder la solicitud');
    await follows(marta, /Ver la modificación/);
    await presses(marta, 'Llevar a aprobación');
    await holdsSession(marta, '2', '05/04/2022');
    await signsIn(luis, 'luis@pasto.gov.co', '/pasto/trabajo');
    await approves(luis, SECOND);
    for (const party of ['control_interno', 'servidores', 'ciudadania']) {
      await opens(marta, `${SECOND}/informados`);
      await marta.locator(`[name=destinatario][value=${party}]`).check();
      await marta.locator('#canal').fill('Correo del 5 de abril');
      await marta.locator('#fecha').fill('05/04/2022');
      await presses(marta, 'Registrar a quién se informó');
    }
    await opens(marta, SECOND);
    await publishes(marta);
    await reads(marta, 'Se publicó el plan');
  }],
  ['the citizen compares both versions cell by cell, and the receipt still says what was answered', async () => {
    const { rosa } = people;
    await opens(rosa, PUBLIC);
    await reads(rosa, 'Versión 2');
    await opens(rosa, `${PUBLIC}/versiones`);
    await reads(rosa, 'Versión 1', 'Versión 2', 'Acta 1 del', 'Acta 2 del', 'El contrato empezó tarde.', '0 nuevas, 1 cambiada, 0 retiradas');
    await follows(rosa, /Comparar con la versión 1/);
    hold(await rosa.locator('main section.card').count() === 1, 'the comparison shows more than the row that changed');
    hold((await rosa.locator('ins').allInnerTexts()).includes(GOAL), 'the new goal is not shown');
    await opens(rosa, '/pasto/aporte');
    await rosa.locator('#numero').fill(kept.number);
    await rosa.locator('#codigo').fill(kept.code);
    await presses(rosa, 'Ver la respuesta');
    await reads(rosa, 'Se aceptó en parte', SAID);
  }],
];

await walk(steps);
