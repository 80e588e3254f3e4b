// SPDX-License-Identifier: Apache-2.0
// What the pages that write gain where scripts run; each works without. Tables of work go by arrow keys (Enter opens the row), a form with
// text that was not saved asks before it is left, and a file that is sent shows how much of it has gone.
'use strict';

/** One cell of the table is in the order of the tab key; arrows go to its neighbours, also across groups of rows. */
function keys(table) {
  const rows = [...table.rows].map((row) => [...row.cells]);
  const cells = rows.flat();
  table.setAttribute('role', 'grid');
  for (const cell of cells) {
    cell.tabIndex = -1;
    if (cell.getAttribute('role') === 'cell') cell.setAttribute('role', 'gridcell');
  }
  let at = rows.find((row) => row[0].scope === 'row')?.[0] ?? cells[0];
  at.tabIndex = 0;
  const go = (cell) => {
    if (!cell) return;
    at.tabIndex = -1;
    at = cell;
    at.tabIndex = 0;
    at.focus();
  };
  const ends = { Home: 0, End: -1 };
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  table.addEventListener('keydown', (event) => {
    const y = rows.findIndex((row) => row.includes(event.target));
    if (y < 0 || event.altKey || event.metaKey || (event.ctrlKey && !(event.key in ends))) return;
    const x = rows[y].indexOf(event.target);
    if (event.key === 'Enter') {
      rows[y][0].querySelector('a[href]')?.click();
    } else if (event.key in ends) {
      go((event.ctrlKey ? rows.at(event.key === 'Home' ? 0 : -1) : rows[y]).at(ends[event.key]));
    } else if (event.key in steps) {
      const [down, right] = steps[event.key];
      const row = rows[y + down];
      if (row) go(down ? row[Math.min(x, row.length - 1)] : row[x + right]);
    } else {
      return;
    }
    event.preventDefault();
  });
  table.addEventListener('focusin', (event) => { if (cells.includes(event.target) && event.target !== at) go(event.target); });
}

/** The browser asks before what was typed is lost. A form that came back unsaved was already changed. */
function warn(form) {
  let changed = form.querySelector('.wrong') !== null || form.querySelector('[role=status]') !== null;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  window.addEventListener('beforeunload', (event) => { if (changed) event.preventDefault(); });
}

/** The answer takes the place of this page, also when the server led elsewhere: it is not asked for twice, and an error keeps what was typed. */
function show(request) {
  if (request.responseURL !== window.location.href) {
    window.history.pushState(null, '', request.responseURL);
    window.addEventListener('popstate', () => window.location.reload());
  }
  const answer = new DOMParser().parseFromString(request.responseText, 'text/html');
  document.title = answer.title;
  document.body.replaceWith(document.adoptNode(answer.body));
  document.getElementById('contenido')?.focus();
  start();
}

function upload(form) {
  form.addEventListener('submit', (event) => {
    const file = form.querySelector('input[type=file]');
    if (!file?.files.length) return;
    event.preventDefault();
    const bar = document.createElement('progress');
    const said = document.createElement('p');
    const button = form.querySelector('button[type=submit]');
    const request = new XMLHttpRequest();
    const left = () => { button.disabled = false; bar.remove(); };
    said.setAttribute('role', 'status');
    bar.setAttribute('aria-label', 'Envío del archivo');
    bar.max = 1;
    form.querySelector('[data-avance]')?.replaceChildren(said, bar);
    button.disabled = true;
    said.textContent = 'Enviando el archivo…';
    request.upload.addEventListener('progress', (e) => { if (e.lengthComputable) bar.value = e.loaded / e.total; });
    request.upload.addEventListener('load', () => { said.textContent = 'El archivo llegó completo. Veedor lo está leyendo…'; bar.removeAttribute('value'); });
    request.addEventListener('load', () => show(request));
    request.addEventListener('error', () => { left(); said.textContent = 'Se cortó la conexión y no se guardó nada. Lo que escribió sigue aquí: vuelva a enviarlo.'; });
    request.open('POST', form.action);
    request.send(new FormData(form));
  });
}

function start() {
  document.querySelectorAll('table[data-teclas]').forEach(keys);
  document.querySelectorAll('form[data-avisar]').forEach(warn);
  document.querySelectorAll('form[data-subir]').forEach(upload);
}
start();
