-- SPDX-License-Identifier: Apache-2.0
-- Improvement plans («planes de mejoramiento»): what was found, its cause, the actions of the units, what they report with its evidence,
-- and what Control Interno says of each action and of the whole. A finding that was not mended goes round again.

CREATE TABLE improvement (             -- a finding («hallazgo»)
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- among the entity's, from 1: its address
  source TEXT NOT NULL,               -- a code of law/finding-sources.csv
  document TEXT NOT NULL,             -- that says it: «Informe 12»
  document_on TEXT NOT NULL,
  cutoff_id INTEGER,                  -- taken from this row of a follow-up
  activity_key INTEGER,
  title TEXT NOT NULL,                -- in one sentence
  detail TEXT,
  criterion TEXT,                     -- the norm or the promise that was not kept
  unit_id INTEGER NOT NULL,           -- that answers: writes cause and actions
  process_id INTEGER,                 -- in which it was found; absent: nobody said
  plan_by TEXT NOT NULL,              -- last day for them
  reserved TEXT,                      -- why the public does not see it; absent: it does
  cause TEXT,
  round INTEGER NOT NULL,             -- from 1; one more each time that it was not mended
  state TEXT NOT NULL CHECK (state IN ('por_formular', 'en_revision', 'en_ejecucion', 'cerrado', 'retirado')),
  rev INTEGER NOT NULL,               -- grows with each change: two people at once do not overwrite each other
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, no),
  CHECK ((cutoff_id IS NULL) = (activity_key IS NULL)),
  FOREIGN KEY (entity_id, cutoff_id) REFERENCES cutoff (entity_id, id),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id),
  FOREIGN KEY (entity_id, process_id) REFERENCES process (entity_id, id)
) STRICT;
CREATE INDEX improvement_cutoff ON improvement (entity_id, cutoff_id, activity_key);

CREATE TABLE improvement_why (        -- «¿por qué?», asked of the answer before: the last one is the root
  entity_id INTEGER NOT NULL,
  improvement_id INTEGER NOT NULL,
  no INTEGER NOT NULL CHECK (no BETWEEN 1 AND 5),
  why TEXT NOT NULL,
  PRIMARY KEY (entity_id, improvement_id, no),
  FOREIGN KEY (entity_id, improvement_id) REFERENCES improvement (entity_id, id)
) STRICT;

CREATE TABLE improvement_action (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  improvement_id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- among those of its finding, from 1: its address
  round INTEGER NOT NULL,             -- of the finding, when it was written
  what TEXT NOT NULL,
  unit_id INTEGER NOT NULL,           -- that does it
  person_id INTEGER,                  -- of entity 0; absent: nobody is named
  measure TEXT NOT NULL,              -- «procedimientos actualizados»
  target_u6 INTEGER NOT NULL,         -- in that measure
  from_on TEXT NOT NULL,
  due_on TEXT NOT NULL,
  achieved_u6 INTEGER,                -- in all, as its unit last reported it; absent: nothing yet
  reached_on TEXT,                    -- the day on which the target was met, as reported
  state TEXT NOT NULL CHECK (state IN ('propuesta', 'abierta', 'reportada', 'cumplida', 'no_cumplida')), -- reportada: done says its unit
  verdict TEXT,                       -- what Control Interno said of it last
  rev INTEGER NOT NULL,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, improvement_id, no),
  FOREIGN KEY (entity_id, improvement_id) REFERENCES improvement (entity_id, id),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id)
) STRICT;

CREATE TABLE improvement_progress (   -- none is rewritten
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  action_id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- of its action, from 1
  achieved_u6 INTEGER NOT NULL,       -- in all
  done_on TEXT NOT NULL,
  narrative TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, action_id, no),
  FOREIGN KEY (entity_id, action_id) REFERENCES improvement_action (entity_id, id)
) STRICT;

CREATE TABLE improvement_evidence (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  progress_id INTEGER NOT NULL,
  title TEXT NOT NULL,
  attachment_id INTEGER,              -- a file, or
  url TEXT,                           -- an address of the web
  classification TEXT NOT NULL CHECK (classification IN ('publica', 'clasificada', 'reservada')), -- who may see its title and where it leads
  state TEXT NOT NULL CHECK (state IN ('adjunta', 'aceptada', 'no_aceptada')),
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, progress_id) REFERENCES improvement_progress (entity_id, id),
  FOREIGN KEY (entity_id, attachment_id) REFERENCES attachment (entity_id, id)
) STRICT;
CREATE INDEX improvement_evidence_progress ON improvement_evidence (entity_id, progress_id);

CREATE TABLE improvement_step (       -- what was done with a finding or one of its actions, by whom and why
  entity_id INTEGER NOT NULL,
  improvement_id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- from 1
  what TEXT NOT NULL CHECK (what IN ('registrar', 'cambiar', 'causa', 'accion', 'quitar', 'enviar', 'aceptar', 'devolver', 'avance', 'cumplida', 'no_cumplida', 'no_aceptada', 'requerir', 'eficaz', 'no_eficaz', 'retirar')),
  action_no INTEGER,                  -- of which action
  from_state TEXT,                    -- of the action, else of the finding; absent: there was none
  to_state TEXT,                      -- absent: it is gone
  reason TEXT,
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, improvement_id, no),
  FOREIGN KEY (entity_id, improvement_id) REFERENCES improvement (entity_id, id)
) STRICT;
