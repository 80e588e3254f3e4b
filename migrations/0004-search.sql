-- SPDX-License-Identifier: Apache-2.0
-- The index of the public search: copied from the rows that are shown, made again from them, outside the chain
-- (docs/adr/0016). `at` is the place of a document in the order of the answers, `place` its upper part: features/search/search.h.

CREATE TABLE search_state (           -- operational: what of each entity the index holds
  entity_id INTEGER NOT NULL,
  public_version INTEGER NOT NULL,    -- of the entity and of the installation together, when it was indexed
  rules INTEGER NOT NULL,             -- SEARCH_RULES of that day: other rules make it old
  PRIMARY KEY (entity_id),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE TABLE search_doc (             -- operational: what an answer shows
  entity_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  path TEXT NOT NULL,                 -- its page, percent-encoded
  PRIMARY KEY (entity_id, at),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE TABLE search_posting (         -- operational: which documents of a plan have a word
  entity_id INTEGER NOT NULL,
  word BLOB NOT NULL,                 -- folded, without plural: bytes, whose order is that of both engines
  place INTEGER NOT NULL,
  docs BLOB NOT NULL,                 -- the lower parts of their `at`, ascending, two bytes each, high byte first
  marks BLOB NOT NULL,                -- where it stands in them, for phrases: six bytes each time, search_put.c
  PRIMARY KEY (entity_id, word, place),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;
CREATE INDEX search_posting_word ON search_posting (word, place, docs); -- answers from the index alone: a quarter of the time
