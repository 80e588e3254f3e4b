-- SPDX-License-Identifier: Apache-2.0
-- Sessions of the committee that approves plans: who attended, what was on the agenda, what was decided.

CREATE TABLE committee_rule (         -- how many must attend; an entity without a row: half of the members plus one
  entity_id INTEGER NOT NULL,
  share_n INTEGER NOT NULL,           -- 1 of 2: half, rounded down
  share_of INTEGER NOT NULL CHECK (share_of > 0),
  more INTEGER NOT NULL,              -- and so many more
  act TEXT NOT NULL,                  -- that says so: 'Resolución 012 de 2026'
  PRIMARY KEY (entity_id),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE TABLE committee_session (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  held_on TEXT NOT NULL,
  place TEXT NOT NULL,
  minutes_no TEXT NOT NULL,           -- of its acta, as the entity numbers them
  members_n INTEGER NOT NULL,         -- who were members that day
  quorum_n INTEGER NOT NULL,          -- how many of them had to attend
  attachment_id INTEGER,              -- the acta; absent: not brought yet
  recorded_by INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, held_on, minutes_no),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id),
  FOREIGN KEY (entity_id, attachment_id) REFERENCES attachment (entity_id, id)
) STRICT;

CREATE TABLE committee_attendance (
  entity_id INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,         -- of entity 0
  role TEXT NOT NULL CHECK (role IN ('comite', 'jefe')),
  PRIMARY KEY (entity_id, session_id, person_id),
  FOREIGN KEY (entity_id, session_id) REFERENCES committee_session (entity_id, id)
) STRICT;

CREATE TABLE committee_item (         -- of the agenda: a version that waits for approval
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  session_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  step_no INTEGER NOT NULL,           -- of the step that submitted it: a version that is returned and comes again is another item
  decision TEXT CHECK (decision IN ('aprobar', 'devolver', 'rechazar')), -- absent: none yet
  decided_by INTEGER,
  decided_at INTEGER,
  reason TEXT,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, session_id, version_id),
  FOREIGN KEY (entity_id, session_id) REFERENCES committee_session (entity_id, id),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id)
) STRICT;
CREATE INDEX committee_item_version ON committee_item (entity_id, version_id);
