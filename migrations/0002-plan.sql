-- SPDX-License-Identifier: Apache-2.0
-- The plan: instrument catalogue (of entity 0, from law/), plan, version, and the whole copy of rows of each version.
-- "versioned" tables are copied whole for each version: `key` and what ends in `_key` are identities across versions; quantities are integers of millionths (_u6); dates ISO text.
-- The tables whose rows a page reads by the hundred are WITHOUT ROWID and begin their key with what is asked for: the rows of a version
-- stand together, in the order read.

CREATE TABLE instrument (
  entity_id INTEGER NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  path_word TEXT NOT NULL,            -- the word of the address: /pasto/plan/2022
  norm TEXT NOT NULL,
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  mark TEXT NOT NULL,                 -- proof mark of the source: V V2 S C G D
  PRIMARY KEY (entity_id, code),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE TABLE instrument_part (
  entity_id INTEGER NOT NULL,
  instrument TEXT NOT NULL,
  code TEXT NOT NULL,                 -- '1', '1.3'
  parent TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('componente', 'subcomponente', 'fase')),
  ord INTEGER NOT NULL,
  name TEXT NOT NULL,
  short_name TEXT NOT NULL,
  mark TEXT NOT NULL,
  PRIMARY KEY (entity_id, instrument, code),
  FOREIGN KEY (entity_id, instrument) REFERENCES instrument (entity_id, code)
) STRICT, WITHOUT ROWID;

CREATE TABLE plan (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  instrument TEXT NOT NULL,
  vigencia INTEGER NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, instrument, vigencia),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE TABLE plan_version (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  base_id INTEGER,                    -- the version in force that this one modifies; absent: it is no modification
  state TEXT NOT NULL CHECK (state IN ('borrador', 'en_consulta', 'consolidacion', 'modificacion_en_tramite', 'en_aprobacion', 'aprobado', 'publicado', 'reemplazado', 'cerrado', 'historico', 'retirado', 'rechazado')),
  created_at INTEGER NOT NULL,
  frozen_hash BLOB,                   -- of its rows, while nobody may write them: life_freeze_hash(); absent: they can be written
  due_on TEXT,                        -- last day to publish it, as the law said when it was published; absent: none
  published_at INTEGER,               -- when it became public here
  published_on TEXT,                  -- the real day of its publication
  published_file INTEGER,             -- attachment: the published document, kept for ever
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, plan_id, no),
  FOREIGN KEY (entity_id, plan_id) REFERENCES plan (entity_id, id),
  FOREIGN KEY (entity_id, base_id) REFERENCES plan_version (entity_id, id),
  FOREIGN KEY (entity_id, published_file) REFERENCES attachment (entity_id, id)
) STRICT;

CREATE TABLE component (              -- versioned: also subcomponents and phases: parent_key
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  key INTEGER NOT NULL,
  parent_key INTEGER,
  catalogue_code TEXT,                -- part of the instrument it was recognised as
  ord INTEGER NOT NULL,
  code TEXT NOT NULL,                 -- as the document numbers it: '4', '3'
  name TEXT NOT NULL,
  raw TEXT NOT NULL,                  -- as the document says it: 'Componente 4: Servicio al ciudadano'
  ext_title TEXT,                     -- delegated to another document: 'Ver documento anexo …'
  ext_url TEXT,                       -- where that document stands
  ext_on TEXT,                        -- its date
  ext_document_id INTEGER,            -- the entity's own document (0012-documents.sql), when it keeps it here
  objective TEXT,
  PRIMARY KEY (entity_id, version_id, key),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE activity (               -- versioned
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  key INTEGER NOT NULL,
  component_key INTEGER NOT NULL,
  subcomponent_key INTEGER,
  ord INTEGER NOT NULL,               -- position in the plan, from 1
  address TEXT NOT NULL,              -- '4.3.4' (component.code) or '4.f12'; given once, kept with its key
  code TEXT,                          -- as written, trimmed: '3.4'; absent when the document gives none
  description TEXT NOT NULL,
  product TEXT,
  goal_raw TEXT,
  schedule_raw TEXT,
  schedule_kind TEXT NOT NULL CHECK (schedule_kind IN ('point', 'points', 'window', 'windows', 'recurring', 'permanent', 'fiscal_year', 'external', 'none')),
  fold TEXT NOT NULL,                 -- to search: description, product and goal, folded
  weight_u6 INTEGER,                  -- what it weighs in the weighted mean (M3), of 100 in the whole plan; absent: nothing was said
  PRIMARY KEY (entity_id, version_id, key),
  UNIQUE (entity_id, version_id, address),
  FOREIGN KEY (entity_id, version_id, component_key) REFERENCES component (entity_id, version_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE tramite_detail (         -- versioned: what the SUIT format says of the trámite that an activity improves, as written
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  activity_key INTEGER NOT NULL,
  code TEXT,                          -- its number in the SUIT: '63892'
  name TEXT,
  current TEXT,                       -- its state or situation today
  improvement TEXT,
  benefit TEXT,                       -- to the citizen
  kind TEXT,                          -- of rationalization: 'Normativa' 'Administrativa' 'Tecnológica'
  action TEXT,
  PRIMARY KEY (entity_id, version_id, activity_key),
  FOREIGN KEY (entity_id, version_id, activity_key) REFERENCES activity (entity_id, version_id, key)
) STRICT;

CREATE TABLE indicator (              -- versioned: of an activity, of a component, or of the whole plan: both keys absent
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  key INTEGER NOT NULL,
  activity_key INTEGER,
  component_key INTEGER,
  ord INTEGER NOT NULL,               -- among those of its activity or of its component, from 1
  name TEXT NOT NULL,
  formula TEXT,                       -- as written, without markup
  unit_kind TEXT NOT NULL CHECK (unit_kind IN ('percent', 'count', 'boolean-product', 'none')),
  lower_better INTEGER NOT NULL,      -- 'a lo sumo …', '0 %'
  formula_kind TEXT CHECK (formula_kind IN ('razon', 'conteo', 'entregable')), -- what a report is asked for: two figures, one, or done; absent: only the formula as written
  numerator TEXT,                     -- of a 'razon': what is counted
  denominator TEXT,                   -- of a 'razon': out of what
  accumulates INTEGER,                -- 1: what is reported of each period adds up; 0: the last one stands; absent: nothing was said
  schedule_raw TEXT,                  -- of an indicator that stands in a matrix without activity
  responsible_raw TEXT,
  PRIMARY KEY (entity_id, version_id, key),
  CHECK (activity_key IS NULL OR component_key IS NULL),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id),
  FOREIGN KEY (entity_id, version_id, activity_key) REFERENCES activity (entity_id, version_id, key),
  FOREIGN KEY (entity_id, version_id, component_key) REFERENCES component (entity_id, version_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX indicator_activity ON indicator (entity_id, version_id, activity_key);

CREATE TABLE target (                 -- versioned
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  key INTEGER NOT NULL,
  indicator_key INTEGER NOT NULL,
  raw TEXT NOT NULL,
  qty_u6 INTEGER,                     -- absent: no number in the text
  comparator TEXT NOT NULL CHECK (comparator IN ('=', '>=', '<=')),
  condition TEXT,                     -- 'en caso de materialización': due only if it happened
  per_label TEXT,                     -- the quantity is asked of each: 'sede', 'mes'
  per_n INTEGER,                      -- how many they are, when it is said or is of the calendar
  coverage TEXT,                      -- 'todas las dependencias'
  PRIMARY KEY (entity_id, version_id, indicator_key, key),
  UNIQUE (entity_id, version_id, key),
  FOREIGN KEY (entity_id, version_id, indicator_key) REFERENCES indicator (entity_id, version_id, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE window_ (                -- versioned
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  key INTEGER NOT NULL,
  activity_key INTEGER NOT NULL,
  ord INTEGER NOT NULL,               -- from 1 inside its activity
  from_on TEXT,
  due_on TEXT,                        -- absent with `problem`: 31/04/2022
  granularity TEXT NOT NULL CHECK (granularity IN ('day', 'month', 'year')),
  raw TEXT NOT NULL,                  -- the cells as written, '01/05/2022 · 15/05/2022'
  problem TEXT,                       -- code of the finding that explains why a date is missing
  supposed TEXT,                      -- why these dates are a supposition of the reading, in words; absent: they are written
  is_shifted INTEGER NOT NULL,        -- moved here from the plan of another year, and nobody has looked at it yet
  PRIMARY KEY (entity_id, version_id, activity_key, ord),
  UNIQUE (entity_id, version_id, key),
  FOREIGN KEY (entity_id, version_id, activity_key) REFERENCES activity (entity_id, version_id, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX window_due ON window_ (entity_id, version_id, due_on);

CREATE TABLE responsible (            -- versioned
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  activity_key INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  raw TEXT NOT NULL,
  is_lead INTEGER NOT NULL,
  PRIMARY KEY (entity_id, version_id, activity_key, ord),
  FOREIGN KEY (entity_id, version_id, activity_key) REFERENCES activity (entity_id, version_id, key),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX responsible_one_lead ON responsible (entity_id, version_id, activity_key) WHERE is_lead = 1;

CREATE TABLE import_batch (            -- kept when it is undone, with its file, cells and findings
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- among the entity's batches, from 1: «pasto/7»
  kind TEXT NOT NULL CHECK (kind IN ('plan')),
  attachment_id INTEGER NOT NULL,     -- the original file, kept
  reader TEXT NOT NULL,               -- program version and format: '0.1.0 docx'
  plan_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,        -- its rows are gone when it is undone
  version_no INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('importado', 'deshecho')),
  at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, no),
  FOREIGN KEY (entity_id, attachment_id) REFERENCES attachment (entity_id, id),
  FOREIGN KEY (entity_id, plan_id) REFERENCES plan (entity_id, id)
) STRICT;
CREATE INDEX import_batch_version ON import_batch (entity_id, version_id);

CREATE TABLE source_table (            -- each table or sheet of the file, and what it was taken for
  entity_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  table_no INTEGER NOT NULL,
  sheet TEXT,                         -- absent in documents and in CSV
  rows_n INTEGER NOT NULL,
  cols_n INTEGER NOT NULL,
  taken_for TEXT NOT NULL CHECK (taken_for IN ('plan', 'plan-sigue', 'seguimiento', 'indicadores', 'otra')),
  why TEXT NOT NULL,
  activities INTEGER NOT NULL,
  indicators INTEGER NOT NULL,
  PRIMARY KEY (entity_id, import_id, table_no),
  FOREIGN KEY (entity_id, import_id) REFERENCES import_batch (entity_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_cell (            -- where each value was read; places count from 1 as a person counts them
  entity_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  table_no INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  col_no INTEGER NOT NULL,
  part INTEGER NOT NULL,              -- line of the cell, from 1, when it holds several values; else 0
  raw TEXT NOT NULL,
  activity_key INTEGER,
  field TEXT NOT NULL,                -- 'activity' 'product' 'goal' 'responsible' 'start' 'end' 'tramite_name' 'header' 'none' …: plan_field_name()
  reading TEXT,                       -- canonical reading: ISO date, unit name; absent when not read
  status TEXT NOT NULL CHECK (status IN ('leido', 'supuesto', 'ambiguo', 'corregido', 'sin_usar')),
  rows_n INTEGER NOT NULL,            -- how many the cell spans, from 1
  cols_n INTEGER NOT NULL,
  whole TEXT,                         -- text of the whole cell, with its first value; absent: raw is the whole
  PRIMARY KEY (entity_id, import_id, table_no, row_no, col_no, part),
  FOREIGN KEY (entity_id, import_id) REFERENCES import_batch (entity_id, id)
) STRICT;
CREATE INDEX source_cell_activity ON source_cell (entity_id, activity_key);

CREATE TABLE source_line (             -- outside of the matrices, and read all the same: titles of components, notes that send to another document, dates
  entity_id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  line_no INTEGER NOT NULL,           -- in the order of the file, from 1
  after_table INTEGER NOT NULL,       -- it stands behind, or in, this table of the file; 0: before all
  raw TEXT NOT NULL,
  PRIMARY KEY (entity_id, import_id, line_no),
  FOREIGN KEY (entity_id, import_id) REFERENCES import_batch (entity_id, id)
) STRICT;

CREATE TABLE finding (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  import_id INTEGER NOT NULL,
  code TEXT NOT NULL,                 -- VD-P012: law/findings.csv
  severity TEXT NOT NULL CHECK (severity IN ('error', 'aviso', 'nota')),
  table_no INTEGER NOT NULL,
  row_no INTEGER NOT NULL,
  col_no INTEGER NOT NULL,
  activity_key INTEGER,
  read_text TEXT NOT NULL,            -- what the cell says
  proposal TEXT,                      -- what Veedor proposes; a person decides
  state TEXT NOT NULL CHECK (state IN ('abierto', 'corregido', 'aceptado')),
  reason TEXT,                        -- why a person lets it stand; absent: it is open
  person_id INTEGER,                  -- of entity 0: who said so
  PRIMARY KEY (entity_id, import_id, id),
  FOREIGN KEY (entity_id, import_id) REFERENCES import_batch (entity_id, id)
) STRICT, WITHOUT ROWID;
CREATE INDEX finding_activity ON finding (entity_id, activity_key);
