// SPDX-License-Identifier: Apache-2.0
// What a program that never saw Veedor would do: `node run.mjs ORIGIN SLUG:YEAR…`. Validates the description of the interface, holds
// every JSON answer of these plans against it, and reads the catalogue as JSON-LD. One line a case, as tests/browser/run.mjs.
import { Validator } from '@seriousme/openapi-schema-validator';
import Ajv2020 from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import jsonld from 'jsonld';

const [origin, ...plans] = process.argv.slice(2);
let failed = 0;
function report(name, faults) {
  failed += faults.length ? 1 : 0;
  console.log(`${faults.length ? 'not ok' : 'ok'} - ${name}`);
  for (const line of faults.slice(0, 12).join('\n').split('\n')) if (line) console.log(`# ${line}`);
}
async function json(path) {
  const answer = await fetch(origin + path);
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

// ---- the description
const api = await json('/openapi.json');
const lint = await new Validator().validate(structuredClone(api));
report('the description of the interface is valid OpenAPI 3.1', lint.valid ? [] : [JSON.stringify(lint.errors, null, 1).slice(0, 2000)]);

const operations = Object.entries(api.paths).map(([path, item]) => ({ path, get: item.get }));
const ids = operations.map((o) => o.get.operationId);
report('every operation has a name of its own', ids.length > 20 && new Set(ids).size === ids.length ? [] : [`${ids.length} operations, ${new Set(ids).size} names`]);

const placed = operations.flatMap(({ path, get }) => {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  const declared = get.parameters.filter((p) => p.in === 'path').map((p) => p.name).sort();
  return inPath.join() === declared.join() ? [] : [`${path}: ${declared}`];
});
report('what stands between braces in a path is a declared parameter, and nothing else is', placed);

// ---- the contract: answers against shapes. OpenAPI's own words beside JSON Schema are left to the validator above.
const ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true, allErrors: true, validateFormats: true });
formats(ajv);
ajv.addKeyword('components'); // the shapes that "#/components/schemas/…" names stand beside each schema
const checks = new Map();
function checkOf(schema) {
  const key = JSON.stringify(schema);
  if (!checks.has(key)) checks.set(key, ajv.compile({ ...schema, components: api.components }));
  return checks.get(key);
}

function addresses(slug, year, codes) {
  const values = { entidad: [slug], familia: ['plan'], vigencia: [year], lote: ['1'], codigo: codes.activities, componente: codes.components, unidad: codes.units, corte: codes.cuts };
  return operations.filter(({ path, get }) => get.responses['200'].content['application/json'] && path !== '/openapi.json')
    .flatMap(({ path, get }) => {
      let filled = [path];
      for (const [, name] of path.matchAll(/\{(\w+)\}/g)) filled = filled.flatMap((p) => (values[name] ?? []).map((v) => p.replace(`{${name}}`, encodeURIComponent(v))));
      const asked = path === '/buscar.json' ? '?q=control' : ''; // without words it finds nothing
      return filled.map((address) => ({ address: address + asked, path, schema: get.responses['200'].content['application/json'].schema }));
    });
}

const seen = new Map();
const asked = new Set();
async function hold({ address, path, schema }, faults) {
  if (asked.has(address)) return;
  asked.add(address);
  const answer = await fetch(origin + address);
  if (answer.status === 404 && /seguimiento/.test(path)) return; // the plan has none
  if (answer.status !== 200) return void faults.push(`${address}: ${answer.status}`);
  const body = await answer.json();
  if (!schema) return;
  const check = checkOf(schema);
  if (!check(body)) faults.push(`${address}: ${ajv.errorsText(check.errors.slice(0, 4))}`);
  seen.set(path, (seen.get(path) ?? 0) + (Array.isArray(body) ? body.length : 1));
}

for (const plan of plans) {
  const [slug, year] = plan.split(':');
  const activities = await json(`/${slug}/plan/${year}/actividades.json`);
  const units = await json(`/${slug}/responsable.json`);
  const cuts = await json(`/${slug}/plan/${year}/seguimiento/cortes.json`);
  const codes = { cuts: cuts.filter((cut) => cut.basis !== null).map((cut) => cut.cutoff), activities: activities.filter((_, i) => i % 10 === 0).map((a) => a.code), components: [...new Set(activities.map((a) => a.component))], units: units.slice(0, 3).map((u) => u.slug) };
  const faults = [];
  for (const one of addresses(slug, year, codes)) await hold(one, faults);
  report(`every JSON answer of ${slug} ${year} has the shape that was described`, faults);
}
const shaped = operations.filter(({ get }) => get.responses['200'].content['application/json']?.schema).map(({ path }) => path);
const unseen = shaped.filter((path) => !seen.get(path));
report('no described shape went without a row to hold against it', shaped.length > 5 ? unseen : [`only ${shaped.length} shapes`]);

const wrong = checkOf({ $ref: '#/components/schemas/ventanas' });
const row = (await json(`/${plans[0].replace(':', '/plan/')}/ventanas.json`))[0];
const damaged = [{ ...row, extra: 1 }, { ...row, starts: '2022-02-30' }, { ...row, order: '1' }, (({ code, ...rest }) => rest)(row)];
report('a wrong key, date or type, or a missing key, does not pass', wrong(row) ? damaged.filter((d) => wrong(d)).map((d) => JSON.stringify(d)) : ['the row itself does not pass']);

const shapeless = operations.filter(({ path, get }) => !['/openapi.json', '/salud'].includes(path) && 'application/json' in get.responses['200'].content && !get.responses['200'].content['application/json'].schema);
report('every JSON answer has a described shape', shapeless.map(({ path }) => path));

// ---- the catalogue
const loader = () => { throw new Error('the catalogue asks for something outside of itself'); };
const DCAT = 'http://www.w3.org/ns/dcat#', DCT = 'http://purl.org/dc/terms/';
const raw = await json('/datos/catalogo.jsonld');
const [catalogue] = await jsonld.expand(raw, { base: `${origin}/datos/catalogo.jsonld`, documentLoader: loader, safe: true });
const sets = catalogue[`${DCAT}dataset`];
const bad = [];
const links = [];
for (const set of sets) {
  const id = set['@id'];
  if (!set['@type'].includes(`${DCAT}Dataset`)) bad.push(`${id}: type ${set['@type']}`);
  for (const key of ['title', 'description', 'publisher', 'license', 'language', 'spatial', 'modified'])
    if (set[DCT + key]?.length !== 1) bad.push(`${id}: ${key}`);
  const [title, about] = ['title', 'description'].map((key) => set[DCT + key]?.[0]['@value'] ?? '');
  if (!about || title.startsWith(about)) bad.push(`${id}: nobody says what a row is`);
  if (Number.isNaN(Date.parse(set[`${DCT}modified`]?.[0]['@value']))) bad.push(`${id}: modified`);
  for (const form of set[`${DCAT}distribution`] ?? []) {
    const url = form[`${DCAT}downloadURL`]?.[0]['@id'] ?? '';
    if (!url.startsWith(`${origin}/`)) bad.push(`${id}: ${url}`);
    if (!form[`${DCAT}mediaType`]?.[0]['@id'].startsWith('https://www.iana.org/assignments/media-types/')) bad.push(`${url}: media type`);
    links.push([url, form[`${DCAT}mediaType`]?.[0]['@id'].split('media-types/')[1]]);
  }
}
if (new Set(sets.map((s) => s['@id'])).size !== sets.length) bad.push('two data sets with one name');
report('the catalogue is JSON-LD with each data set titled, described, licensed, dated and published', catalogue['@type'].includes(`${DCAT}Catalog`) && sets.length > plans.length ? bad : ['no catalogue']);

const dead = [];
for (const [url, type] of links) {
  const answer = await fetch(url, { method: 'HEAD' });
  if (answer.status !== 200 || !answer.headers.get('content-type').startsWith(type)) dead.push(`${url}: ${answer.status} ${answer.headers.get('content-type')}`);
}
report('every distribution of the catalogue is there, of the type that it says', links.length > 10 ? dead : [`only ${links.length}`]);
for (const plan of plans) {
  const [slug, year] = plan.split(':');
  const there = links.some(([url]) => url === `${origin}/${slug}/plan/${year}/actividades.csv`);
  report(`the catalogue has the activities of ${slug} ${year}`, there ? [] : ['missing']);
}
process.exit(failed ? 1 : 0);
