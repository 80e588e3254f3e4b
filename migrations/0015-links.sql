-- SPDX-License-Identifier: Apache-2.0
-- What was found when a published link was asked for. Which links there are is read from what is published.

CREATE TABLE link_check (             -- operational: the latest answer, no act of anybody
  entity_id INTEGER NOT NULL,
  url TEXT NOT NULL,
  checked_at INTEGER NOT NULL,
  works INTEGER NOT NULL,
  status INTEGER NOT NULL,            -- of HTTP; 0: there was no answer
  why TEXT,                           -- of one that does not work, in Spanish
  since INTEGER NOT NULL,             -- when it was first found to work, or not to
  PRIMARY KEY (entity_id, url),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;
