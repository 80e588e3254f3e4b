-- SPDX-License-Identifier: Apache-2.0
-- The record: entities, their chain of events, files by content, units. One text for both engines (docs/how-to/add-a-table.md).
-- "volatile" columns are moved by the record itself and checked against the chain; "operational" tables stand outside it.

CREATE TABLE entity (                 -- entity 0 is the installation
  entity_id INTEGER NOT NULL,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_fold TEXT NOT NULL,
  sort_key BLOB NOT NULL,
  created_at INTEGER NOT NULL,
  seq INTEGER NOT NULL,               -- volatile: number of the last event
  head BLOB NOT NULL,                 -- volatile: hash of the last event (32 zero bytes before the first)
  next_id INTEGER NOT NULL,           -- volatile: next free id of this entity
  public_version INTEGER NOT NULL,    -- volatile: moves with every event of a public kind
  PRIMARY KEY (entity_id)
) STRICT;

CREATE INDEX entity_name ON entity (sort_key, entity_id);

CREATE TABLE event (                  -- operational: it is the chain itself
  entity_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  at INTEGER NOT NULL,
  actor_kind TEXT NOT NULL CHECK (actor_kind IN ('persona', 'sistema', 'ciudadano', 'cli')),
  actor_id INTEGER NOT NULL,
  rule INTEGER NOT NULL,              -- number of the rule when the system acts by itself, else 0
  kind TEXT NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  seal_salt BLOB NOT NULL,            -- who acted and on which row is public only as a salted hash
  detail_hash BLOB NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL,
  PRIMARY KEY (entity_id, seq),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE INDEX event_subject ON event (entity_id, subject_kind, subject_id, seq);
CREATE INDEX event_at ON event (at, entity_id, seq);

CREATE TABLE event_detail (           -- operational: erasable; its hash stands in the event
  entity_id INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  salt BLOB NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (entity_id, seq),
  FOREIGN KEY (entity_id, seq) REFERENCES event (entity_id, seq)
) STRICT;

CREATE TABLE idem (                   -- operational: results of write jobs by idempotency key
  entity_id INTEGER NOT NULL,
  key BLOB NOT NULL,
  body_hash BLOB NOT NULL,            -- the same key with another body is refused
  seq INTEGER NOT NULL,
  result TEXT NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, key)
) STRICT;
CREATE INDEX idem_expires ON idem (expires_at);

CREATE TABLE file_blob (
  entity_id INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  size INTEGER NOT NULL,
  mime TEXT NOT NULL,
  stored_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, sha256),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE TABLE attachment (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  subject_kind TEXT NOT NULL,
  subject_id INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  name TEXT NOT NULL,
  kind TEXT,                          -- what its bytes are: a code of law/file-kinds.csv; absent: an original that a reader judged
  classification TEXT NOT NULL CHECK (classification IN ('publica', 'clasificada', 'reservada')),
  added_at INTEGER NOT NULL,
  added_by INTEGER,                   -- person of entity 0; absent: a citizen, the system or the command line
  retain_until TEXT,                  -- last day that it must be kept; absent: for ever
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, sha256) REFERENCES file_blob (entity_id, sha256)
) STRICT;
CREATE INDEX attachment_subject ON attachment (entity_id, subject_kind, subject_id);
CREATE INDEX attachment_sha256 ON attachment (entity_id, sha256);

CREATE TABLE unit (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  name TEXT NOT NULL,
  abbrev TEXT,
  is_group INTEGER NOT NULL,          -- "Todas las dependencias"
  slug TEXT NOT NULL,                 -- its word in addresses: given once, whatever its name becomes
  parent_id INTEGER,                  -- the unit it belongs to
  line INTEGER CHECK (line BETWEEN 1 AND 3), -- of defence, MECI
  valid_from TEXT,                    -- first and last day; absent: always was, still is
  valid_to TEXT,
  merged_into INTEGER,                -- the unit that took its rows: only its word in addresses is left of it
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, slug),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE unit_alias (             -- one alias may point to two units: then a person decides
  entity_id INTEGER NOT NULL,
  fold TEXT NOT NULL,
  unit_id INTEGER NOT NULL,
  origin TEXT NOT NULL CHECK (origin IN ('import', 'persona')),
  PRIMARY KEY (entity_id, fold, unit_id),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id)
) STRICT;
