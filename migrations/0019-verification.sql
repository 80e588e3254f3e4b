-- SPDX-License-Identifier: Apache-2.0
-- What Control Interno asks, finds and corrects in a follow-up; the follow-up itself is cutoff and cutoff_row.

CREATE TABLE followup_day (            -- cut-offs that the entity set for an instrument and year, instead of those of law/followup-presets.csv
  entity_id INTEGER NOT NULL,
  instrument TEXT NOT NULL,
  vigencia INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- by day, from 1
  cut_on TEXT NOT NULL,
  reports_until TEXT NOT NULL,
  publish_by TEXT NOT NULL,
  norm TEXT NOT NULL,                 -- act or norm that sets them
  PRIMARY KEY (entity_id, instrument, vigencia, no),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cutoff_request (          -- «falta el soporte de …»: more is asked before a row is verified
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  cutoff_id INTEGER NOT NULL,
  activity_key INTEGER NOT NULL,
  asked TEXT NOT NULL,
  asked_by INTEGER NOT NULL,          -- person
  asked_at INTEGER NOT NULL,
  due_on TEXT NOT NULL,
  answer TEXT,                        -- absent: none yet
  answered_by INTEGER,
  answered_at INTEGER,
  report_id INTEGER,                  -- the report that answers it
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, cutoff_id) REFERENCES cutoff (entity_id, id)
) STRICT;
CREATE INDEX cutoff_request_row ON cutoff_request (entity_id, cutoff_id, activity_key);

CREATE TABLE cutoff_note (             -- a correction of what was frozen: appended, nothing is rewritten
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  cutoff_id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- from 1
  activity_key INTEGER,               -- absent: of the whole follow-up
  body TEXT NOT NULL,
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, cutoff_id, no),
  FOREIGN KEY (entity_id, cutoff_id) REFERENCES cutoff (entity_id, id)
) STRICT;

CREATE TABLE cutoff_evidence (         -- what was said of each piece when it was frozen: judged again later, a follow-up says what it said
  entity_id INTEGER NOT NULL,
  cutoff_id INTEGER NOT NULL,
  evidence_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('adjunta', 'aceptada', 'devuelta', 'verificada', 'no_conforme')),
  PRIMARY KEY (entity_id, cutoff_id, evidence_id),
  FOREIGN KEY (entity_id, cutoff_id) REFERENCES cutoff (entity_id, id),
  FOREIGN KEY (entity_id, evidence_id) REFERENCES evidence (entity_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cutoff_sign (             -- who signed the frozen follow-up, as what
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  cutoff_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  role TEXT NOT NULL,
  at INTEGER NOT NULL,
  head BLOB NOT NULL,                 -- of the entity's chain when it was signed
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, cutoff_id) REFERENCES cutoff (entity_id, id)
) STRICT;
