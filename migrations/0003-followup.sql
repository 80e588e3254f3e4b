-- SPDX-License-Identifier: Apache-2.0
-- Follow-up of a plan at a cut-off. A sheet that was imported is closed: it keeps the date it bears and belongs to the official
-- cut-off, which decides what is due. One of this program is opened by Control Interno with the reports as they stood, frozen when it
-- is done, and published. Values of an activity on each basis stand apart; none replaces another.

CREATE TABLE cutoff (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,        -- the version whose activities it follows
  import_id INTEGER,                  -- the batch that brought it; absent: made here
  no INTEGER,                         -- of one made here, among those of its calendar, from 1
  cut_on TEXT NOT NULL,               -- official: 2017-12-31
  sheet_on TEXT,                      -- as the sheet bears it: 2017-12-30; absent: it bears none
  state TEXT NOT NULL CHECK (state IN ('importado', 'abierto', 'congelado', 'publicado')),
  printed_mean_u6 INTEGER,            -- the mean that the sheet prints, in percent points; absent: none
  reports_until TEXT,                 -- last day on which a report enters it
  publish_by TEXT,                    -- last day to publish it, as the law said when it was opened
  opened_at INTEGER,
  frozen_at INTEGER,
  frozen_head BLOB,                   -- of the entity's chain just before it was frozen
  published_at INTEGER,
  published_on TEXT,                  -- the real day of its publication
  published_proof TEXT,               -- of a day before that of published_at: address or number that proves where it was published then
  published_file INTEGER,             -- attachment: the report, kept for ever
  unverified_reason TEXT,             -- why rows that were due stayed without verification when it was frozen; absent: none did
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, version_id, cut_on),
  FOREIGN KEY (entity_id, plan_id) REFERENCES plan (entity_id, id),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id),
  FOREIGN KEY (entity_id, import_id) REFERENCES import_batch (entity_id, id),
  FOREIGN KEY (entity_id, published_file) REFERENCES attachment (entity_id, id)
) STRICT;
CREATE INDEX cutoff_plan ON cutoff (entity_id, plan_id, cut_on);

CREATE TABLE cutoff_row (
  entity_id INTEGER NOT NULL,
  cutoff_id INTEGER NOT NULL,
  activity_key INTEGER NOT NULL,
  version_id INTEGER,                 -- of a row that was withdrawn before: the last version that had it; absent: the cut-off's
  counted TEXT NOT NULL CHECK (counted IN ('si', 'no_vencida', 'no_aplica', 'retirada')),
  declared_u6 INTEGER,                -- percent points: as the sheet or the first line declares them
  reviewed_u6 INTEGER,                -- as planning reviewed them
  verified_u6 INTEGER,                -- as Control Interno verified them
  achieved_u6 INTEGER,                -- achieved and target in one unit: their quotient is the recomputed value
  target_u6 INTEGER,                  -- as printed in the sheet; of a cut-off made here, whole: periods and ended say what of it was asked
  periods INTEGER NOT NULL,           -- of a count that adds up over periods, how many they are; else 0
  ended INTEGER NOT NULL,             -- of them, how many had ended at the cut-off
  weight_u6 INTEGER,                  -- as the plan gives it
  lower_better INTEGER NOT NULL,      -- the target is a ceiling
  reading TEXT NOT NULL CHECK (reading IN ('leido', 'supuesto', 'ambiguo')), -- of the achieved value
  achieved_raw TEXT,                  -- as written; absent with declared_raw: «Sin reporte»
  declared_raw TEXT,
  remarks TEXT,
  report_id INTEGER,                  -- the report that it stands on
  lacks_evidence INTEGER NOT NULL,    -- evidence is asked and none was accepted: not fulfilled in the official count
  verdict TEXT CHECK (verdict IN ('cumplida', 'cumplida_tarde', 'en_ejecucion', 'incumplida', 'no_aplica')), -- of Control Interno
  nonconformity TEXT,                 -- what does not conform; absent: nothing
  difference_reason TEXT,             -- why what was verified is not what was declared
  verified_by INTEGER,                -- person
  verified_at INTEGER,
  PRIMARY KEY (entity_id, cutoff_id, activity_key),
  FOREIGN KEY (entity_id, cutoff_id) REFERENCES cutoff (entity_id, id)
) STRICT, WITHOUT ROWID;

-- What the rows of a closed cut-off give, worked out when it closes, so that a country is compared without reading its rows. A
-- figure that cannot be had has no row. Inside the chain like the rows it comes from; `veedor verify` works it out again.
CREATE TABLE cutoff_figure (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  cutoff_id INTEGER NOT NULL,
  method TEXT NOT NULL CHECK (method IN ('M1', 'M2', 'M3', 'M4')),
  basis TEXT NOT NULL CHECK (basis IN ('declared', 'reviewed', 'verified', 'recomputed')),
  percent_u6 INTEGER NOT NULL,        -- as it is printed: two decimals, half up
  numerator TEXT NOT NULL,            -- exact: '3564', '2533/3'
  denominator TEXT NOT NULL,
  zone TEXT NOT NULL CHECK (zone IN ('baja', 'media', 'alta')), -- of the unrounded value
  counted INTEGER NOT NULL,           -- rows
  left_out INTEGER NOT NULL,
  unreported INTEGER NOT NULL,        -- of those counted, with 0
  supposed INTEGER NOT NULL,          -- of those counted, read by what fits
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, cutoff_id, method, basis),
  FOREIGN KEY (entity_id, cutoff_id) REFERENCES cutoff (entity_id, id)
) STRICT;
