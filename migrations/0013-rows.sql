-- SPDX-License-Identifier: Apache-2.0
-- Rows of a draft that planning sent to the unit that leads them, to be written by a day and handed back. At most one request of a
-- unit is open in a version: sending more rows adds them to it.

CREATE TABLE row_request (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  unit_id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- among those of its version, from 1: its address
  state TEXT NOT NULL CHECK (state IN ('pedida', 'devuelta', 'retirada')),
  due_on TEXT NOT NULL,               -- last day to hand it back
  said TEXT,                          -- what planning asks
  person_id INTEGER NOT NULL,         -- of entity 0: who sent it
  at INTEGER NOT NULL,                -- when it was sent, or last added to
  answered_by INTEGER,                -- of entity 0: who handed it back, or took it back
  answered_at INTEGER,
  answer TEXT,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, version_id, no),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id)
) STRICT;
CREATE UNIQUE INDEX row_request_open ON row_request (entity_id, version_id, unit_id) WHERE state = 'pedida';

CREATE TABLE row_request_activity (
  entity_id INTEGER NOT NULL,
  request_id INTEGER NOT NULL,
  activity_key INTEGER NOT NULL,      -- of an activity of the request's version; it may have been removed since
  seen TEXT NOT NULL,                 -- hash of the activity when it was sent, in hexadecimal: another one by now is an activity that was written
  PRIMARY KEY (entity_id, request_id, activity_key),
  FOREIGN KEY (entity_id, request_id) REFERENCES row_request (entity_id, id)
) STRICT;

-- What the rules find in a version and a person let stand, with a reason. It holds while the rule finds it there.
CREATE TABLE accepted_finding (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  code TEXT NOT NULL,                 -- law/findings.csv
  activity_key INTEGER,               -- of the version; absent: of the whole plan
  reason TEXT NOT NULL,
  person_id INTEGER NOT NULL,         -- of entity 0: who said so
  at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id)
) STRICT;
CREATE INDEX accepted_finding_version ON accepted_finding (entity_id, version_id);
