-- SPDX-License-Identifier: Apache-2.0
-- Steps in the life of a plan's version: from which state to which, when, by whom and by which act (law/plan-transitions.csv).

CREATE TABLE plan_step (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- among the steps of its version, from 1
  from_state TEXT,                    -- absent: its first
  to_state TEXT NOT NULL,
  event TEXT NOT NULL,
  at INTEGER NOT NULL,
  person_id INTEGER,                  -- absent: the system, or the command line
  reason TEXT,
  act_kind TEXT CHECK (act_kind IN ('acta', 'resolucion', 'decreto')),
  act_no TEXT,
  act_on TEXT,
  act_signers TEXT,                   -- who signed it, one a line
  attachment_id INTEGER,              -- the act, or what was published
  document_hash BLOB,                 -- of the version's rows, frozen by this step or before it
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, version_id, no),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id),
  FOREIGN KEY (entity_id, attachment_id) REFERENCES attachment (entity_id, id)
) STRICT;

CREATE TABLE plan_version_writer (    -- who changed rows or texts of a version with the editor, their own unit's too: they do not approve it
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,        -- stays when an import is undone and the version is gone
  person_id INTEGER NOT NULL,
  PRIMARY KEY (entity_id, version_id, person_id),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT, WITHOUT ROWID;
