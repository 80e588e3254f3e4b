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
