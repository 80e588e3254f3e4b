-- SPDX-License-Identifier: Apache-2.0
-- Sessions of the committee that approves plans: who attended, what was on the agenda, what was decided. Requests to change a plan.

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
  withdrawn_by INTEGER,               -- registered by mistake: kept, decides nothing, its date and number are free again
  withdrawn_at INTEGER,
  withdrawn_why TEXT,
  PRIMARY KEY (entity_id, id),
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

-- Requests to change a version in force (Guía del PAAC, versión 2, cap. III.10), and who was told of the change before it was published.

CREATE TABLE change_request (
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  no INTEGER NOT NULL,                -- among the entity's requests, from 1
  version_id INTEGER NOT NULL,        -- in force when it was asked for
  kind TEXT NOT NULL,                 -- of law/plan-changes.csv
  activity_key INTEGER,               -- absent: one that is added, until it is
  motive TEXT NOT NULL,
  is_late INTEGER NOT NULL,           -- the window had ended: what was followed up stays overdue, the new date counts from the next cut-off on
  asked_by INTEGER NOT NULL,
  asked_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('pedido', 'aceptado', 'rechazado')),
  answer TEXT,
  answered_by INTEGER,
  answered_at INTEGER,
  applied_to INTEGER,                 -- version whose rows it changed
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, no),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id),
  FOREIGN KEY (entity_id, applied_to) REFERENCES plan_version (entity_id, id)
) STRICT;
CREATE INDEX change_request_version ON change_request (entity_id, applied_to);

CREATE TABLE change_request_field (
  entity_id INTEGER NOT NULL,
  request_id INTEGER NOT NULL,
  field TEXT NOT NULL,                -- of the form of an activity, as typed: 'meta', 'fechas', 'lider'
  old TEXT,
  new TEXT,
  PRIMARY KEY (entity_id, request_id, field),
  FOREIGN KEY (entity_id, request_id) REFERENCES change_request (entity_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE change_notice (
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  party TEXT NOT NULL CHECK (party IN ('control_interno', 'servidores', 'ciudadania')),
  channel TEXT NOT NULL,
  told_on TEXT NOT NULL,
  recorded_by INTEGER NOT NULL,
  PRIMARY KEY (entity_id, version_id, party),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id)
) STRICT, WITHOUT ROWID;
