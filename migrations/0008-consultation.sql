-- SPDX-License-Identifier: Apache-2.0
-- The consultation of a frozen draft with the citizens, what they contributed, and what was answered to each.

CREATE TABLE consultation (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  opens_on TEXT NOT NULL,             -- first day, from 00:00 in Bogotá
  closes_on TEXT NOT NULL,            -- last day, to 23:59:59
  channel TEXT NOT NULL,              -- where else one may contribute or ask
  note TEXT,
  document_hash BLOB NOT NULL,        -- of the draft that was consulted: life_freeze_hash()
  opened_at INTEGER NOT NULL,
  closed_at INTEGER,                  -- every contribution was answered, and the plan went on
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id)
) STRICT;
CREATE INDEX consultation_version ON consultation (entity_id, version_id, id);

CREATE TABLE contribution (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  consultation_id INTEGER NOT NULL,
  year INTEGER NOT NULL,              -- in which it came; with the number: 'APO-2027-0001'
  no INTEGER NOT NULL,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('ciudadano', 'veeduria', 'organizacion', 'servidor')),
  text TEXT NOT NULL,
  activity_key INTEGER,               -- absent: about the whole draft
  activity_address TEXT,              -- as it was when the contribution came, with its words: the draft changes afterwards
  activity_text TEXT,
  publish_name INTEGER NOT NULL,      -- its author wants the name to be seen
  code_hash BLOB NOT NULL,            -- of the code that shows the answer to its author
  held TEXT CHECK (held IN ('enlaces', 'seguidos', 'rapido')), -- why a person had to look at it first; absent: nobody had to
  state TEXT NOT NULL CHECK (state IN ('retenido', 'recibido', 'respondido', 'descartado')),
  answer TEXT CHECK (answer IN ('aceptado', 'parcial', 'rechazado')),
  reason TEXT,                        -- of the answer, or why it is no contribution
  change_address TEXT,                -- activity in which the answer shows
  answered_by INTEGER,                -- person
  answered_at INTEGER,
  rev INTEGER NOT NULL,               -- grows with each answer: two who answer at once do not overwrite each other
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, year, no),
  FOREIGN KEY (entity_id, consultation_id) REFERENCES consultation (entity_id, id)
) STRICT;
CREATE INDEX contribution_consultation ON contribution (entity_id, consultation_id, year, no);

CREATE TABLE contribution_author (    -- personal data, apart so that they can be erased (Ley 1581 de 2012, art. 8)
  entity_id INTEGER NOT NULL,
  contribution_id INTEGER NOT NULL,
  name TEXT,
  email TEXT,
  PRIMARY KEY (entity_id, contribution_id),
  FOREIGN KEY (entity_id, contribution_id) REFERENCES contribution (entity_id, id)
) STRICT;
