-- SPDX-License-Identifier: Apache-2.0
-- A file that a person brought, before it becomes a version of a plan: what it was read as is read again from the file each time, with
-- the decisions of people about its cells and findings.

CREATE TABLE intake (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- among the entity's, from 1: its address
  attachment_id INTEGER NOT NULL,     -- the file, kept
  instrument TEXT NOT NULL,
  vigencia INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('leido', 'confirmado', 'descartado')),
  rev INTEGER NOT NULL,               -- moves with each decision: who decides or confirms saw this one
  person_id INTEGER NOT NULL,         -- of entity 0: who brought it
  at INTEGER NOT NULL,
  batch_no INTEGER,                   -- confirmed: the batch it became
  document_id INTEGER,                -- the document whose file it is (0012-documents.sql); absent: a person brought it
  document_no INTEGER,                -- and its version
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, no),
  FOREIGN KEY (entity_id, attachment_id) REFERENCES attachment (entity_id, id)
) STRICT;

CREATE TABLE intake_decision (
  entity_id INTEGER NOT NULL,
  intake_id INTEGER NOT NULL,
  table_no INTEGER NOT NULL,          -- the place, counted as in source_cell; zeros: the whole document
  row_no INTEGER NOT NULL,
  col_no INTEGER NOT NULL,
  code TEXT NOT NULL,                 -- of the finding that is accepted; empty: the cell is read as `said`
  said TEXT NOT NULL,                 -- the text the cell is read as, or the reason
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, intake_id, table_no, row_no, col_no, code),
  FOREIGN KEY (entity_id, intake_id) REFERENCES intake (entity_id, id)
) STRICT;
