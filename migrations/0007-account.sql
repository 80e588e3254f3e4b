-- SPDX-License-Identifier: Apache-2.0
-- The account: which roles need a second factor, what was mailed, and what a person is told at work.

CREATE TABLE second_factor_role (     -- who has such a role in the entity opens its pages of work with a second factor only
  entity_id INTEGER NOT NULL,
  role TEXT NOT NULL,                 -- a code of law/roles.csv
  PRIMARY KEY (entity_id, role),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE TABLE code_use (               -- operational: a code of the second factor is good once
  entity_id INTEGER NOT NULL,         -- 0
  person_id INTEGER NOT NULL,
  step INTEGER NOT NULL,              -- the last one that was used: thirty seconds each, since 1970
  PRIMARY KEY (entity_id, person_id)
) STRICT;

CREATE TABLE outbox (                 -- operational: mail on its way, and what became of it, for ninety days
  entity_id INTEGER NOT NULL,         -- whose administrator sees it
  id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('invitacion', 'clave', 'avisos')),
  to_address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body BLOB,                          -- sealed: it may hold a link that works; absent once it was sent or given up
  state TEXT NOT NULL CHECK (state IN ('pendiente', 'enviado', 'fallido')),
  created_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,           -- not before; while one tries, when another may
  tries INTEGER NOT NULL,
  sent_at INTEGER,
  error TEXT,                         -- of the last try, in words
  PRIMARY KEY (entity_id, id)
) STRICT;
CREATE INDEX outbox_due ON outbox (state, next_at);

CREATE TABLE notice (                 -- operational: what a person is told at work
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  said TEXT NOT NULL,                 -- a sentence
  path TEXT NOT NULL,                 -- where it leads, of this server
  created_at INTEGER NOT NULL,
  read_at INTEGER,
  mailed_at INTEGER,                  -- in the mail of a morning
  PRIMARY KEY (entity_id, id)
) STRICT;
CREATE INDEX notice_person ON notice (entity_id, person_id, created_at);
CREATE INDEX notice_mail ON notice (mailed_at, created_at);

CREATE TABLE notice_choice (          -- of who chose; whoever did not gets them by mail too
  entity_id INTEGER NOT NULL,         -- 0
  person_id INTEGER NOT NULL,
  by_mail INTEGER NOT NULL,           -- the notices of a morning go by mail; 0: they wait in the menu only
  PRIMARY KEY (entity_id, person_id),
  FOREIGN KEY (entity_id, person_id) REFERENCES person (entity_id, id)
) STRICT;

CREATE TABLE process (                -- of the entity's map of processes
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  unit_id INTEGER NOT NULL,           -- who leads it
  valid_from TEXT,
  valid_to TEXT,
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id)
) STRICT;
