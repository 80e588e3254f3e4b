-- SPDX-License-Identifier: Apache-2.0
-- Spaces of participation (workshops, audiences, training …) with attendance, minutes and proposals, and pieces that make a plan known.
-- Who attended is only counted: names of people are personal data and stand in no column (Ley 1581 de 2012). A plan is named by its
-- family and year, because a workshop may come before the first version of the plan that it helps to build.

CREATE TABLE participation_event (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- among the entity's, from 1: its address
  kind TEXT NOT NULL,                 -- a code of law/event-kinds.csv
  title TEXT NOT NULL,
  family TEXT,                        -- the plan that it serves: 'plan' of 2027; absent: none
  vigencia INTEGER,
  held_on TEXT NOT NULL,              -- until it is held, the day it is planned for
  from_time TEXT NOT NULL,            -- '08:30', Bogotá's
  to_time TEXT,
  mode TEXT NOT NULL CHECK (mode IN ('presencial', 'virtual', 'mixta')),
  place TEXT,
  link TEXT,
  channel TEXT NOT NULL,              -- that convened it: a code of law/event-channels.csv
  unit_id INTEGER NOT NULL,           -- that leads it
  minutes TEXT,                       -- Markdown
  state TEXT NOT NULL CHECK (state IN ('programado', 'realizado', 'cancelado', 'retirado')),
  is_public INTEGER NOT NULL,
  rev INTEGER NOT NULL,               -- grows with each change: two people at once do not overwrite each other
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, no),
  CHECK ((family IS NULL) = (vigencia IS NULL)),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id)
) STRICT;
CREATE INDEX participation_event_plan ON participation_event (entity_id, family, vigencia);

CREATE TABLE participation_count (    -- how many attended
  entity_id INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  group_code TEXT NOT NULL,           -- of law/event-groups.csv
  is_extra INTEGER NOT NULL,          -- a differential count: of the same people again
  n INTEGER NOT NULL CHECK (n > 0),
  PRIMARY KEY (entity_id, event_id, group_code),
  FOREIGN KEY (entity_id, event_id) REFERENCES participation_event (entity_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE participation_proposal (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  event_id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- in its event, from 1
  text TEXT NOT NULL,
  by_kind TEXT NOT NULL CHECK (by_kind IN ('dependencia', 'grupo', 'ciudadania')),
  unit_id INTEGER,                    -- a unit's
  group_code TEXT,                    -- a group's
  state TEXT NOT NULL CHECK (state IN ('por_decidir', 'acogida', 'parcial', 'no_acogida')),
  reason TEXT,
  activity_key INTEGER,               -- of the plan, in whatever version: the one it gave rise to
  decided_by INTEGER,                 -- person
  decided_at INTEGER,
  rev INTEGER NOT NULL,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, event_id, no),
  FOREIGN KEY (entity_id, event_id) REFERENCES participation_event (entity_id, id),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id)
) STRICT;
CREATE INDEX participation_proposal_activity ON participation_proposal (entity_id, activity_key);

CREATE TABLE outreach_piece (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  title TEXT NOT NULL,
  channel TEXT NOT NULL,              -- a code of law/event-channels.csv
  issued_on TEXT NOT NULL,
  audience TEXT NOT NULL,
  link TEXT,
  family TEXT,                        -- the plan that it makes known
  vigencia INTEGER,
  version_no INTEGER,
  unit_id INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('registrada', 'retirada')),
  is_public INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, no),
  CHECK ((family IS NULL) = (vigencia IS NULL)),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id)
) STRICT;
CREATE INDEX outreach_piece_plan ON outreach_piece (entity_id, family, vigencia);

CREATE TABLE participation_step (     -- what was done with one of them, by whom and why
  entity_id INTEGER NOT NULL,
  subject_id INTEGER NOT NULL,        -- an event, or a piece
  no INTEGER NOT NULL,                -- from 1
  what TEXT NOT NULL CHECK (what IN ('registrar', 'cambiar', 'resultado', 'realizar', 'cancelar', 'retirar', 'propuesta', 'decision', 'evidencia')),
  proposal_no INTEGER,                -- on which proposal
  reason TEXT,
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, subject_id, no)
) STRICT, WITHOUT ROWID;
