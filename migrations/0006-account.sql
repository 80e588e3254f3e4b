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
