-- SPDX-License-Identifier: Apache-2.0
-- Files that were found not to be what was stored; the entity's documents with their versions and acts; the files of a published plan.

CREATE TABLE file_damage (            -- operational: noted when a file was asked for; `veedor doctor` looks again and says it
  entity_id INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  seen_at INTEGER NOT NULL,
  is_gone INTEGER NOT NULL,           -- not there; else: other bytes
  PRIMARY KEY (entity_id, sha256),
  FOREIGN KEY (entity_id, sha256) REFERENCES file_blob (entity_id, sha256)
) STRICT;

CREATE TABLE document (               -- a policy, a manual, an annex …: what stands is in its versions
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  slug TEXT NOT NULL,                 -- its word in addresses: given once, whatever its title becomes
  kind TEXT NOT NULL,                 -- a code of law/document-kinds.csv
  title TEXT NOT NULL,
  about TEXT,
  review_on TEXT,                     -- when it must be looked at again; absent: nobody said
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL,        -- of entity 0
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, slug),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE TABLE document_version (
  entity_id INTEGER NOT NULL,
  document_id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- from 1
  attachment_id INTEGER NOT NULL,
  changes TEXT,                       -- what is new in it
  act_kind TEXT CHECK (act_kind IN ('resolucion', 'decreto', 'acta', 'acuerdo', 'circular', 'otro')), -- absent: no act adopts it
  act_no TEXT,
  act_on TEXT,
  act_signers TEXT,                   -- one a line
  added_at INTEGER NOT NULL,
  added_by INTEGER NOT NULL,
  published_at INTEGER,               -- absent: it is not public
  published_by INTEGER,
  PRIMARY KEY (entity_id, document_id, no),
  FOREIGN KEY (entity_id, document_id) REFERENCES document (entity_id, id),
  FOREIGN KEY (entity_id, attachment_id) REFERENCES attachment (entity_id, id)
) STRICT;
CREATE INDEX document_version_file ON document_version (entity_id, attachment_id);

CREATE TABLE plan_document (          -- a version of a plan as it was published, in each form: kept for ever
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  form TEXT NOT NULL,                 -- a code of law/file-kinds.csv: 'xlsx' 'docx' 'pdf'
  attachment_id INTEGER NOT NULL,
  PRIMARY KEY (entity_id, version_id, form),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id),
  FOREIGN KEY (entity_id, attachment_id) REFERENCES attachment (entity_id, id)
) STRICT, WITHOUT ROWID;
