-- SPDX-License-Identifier: Apache-2.0
-- What falls due of a plan in force: windows of activities, permanent ones at each cut-off, and deliveries that come back. Hung on keys of
-- activities and windows, so that a modification of the plan orphans nothing.

CREATE TABLE delivery (                -- what must be delivered again and again: n of X by day d
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  plan_id INTEGER,                    -- of the plan whose activity promises it; absent: it stands alone
  activity_key INTEGER,
  title TEXT NOT NULL,
  unit_id INTEGER NOT NULL,           -- who delivers
  receiver_unit_id INTEGER,           -- who receives it
  cadence TEXT NOT NULL CHECK (cadence IN ('mensual', 'bimestral', 'trimestral', 'cuatrimestral', 'semestral', 'anual', 'fechas')), -- fechas: delivery_day says which
  due_kind TEXT NOT NULL CHECK (due_kind IN ('ultimo_dia', 'dia', 'habil', 'dia_siguiente', 'habil_siguiente')), -- in the last month of the period, or in the month after it
  due_n INTEGER NOT NULL,             -- which day; 0 for the last
  starts_on TEXT NOT NULL,
  ends_on TEXT NOT NULL,
  needs_evidence INTEGER NOT NULL,
  norm TEXT,
  inventory_row INTEGER,              -- of docs/inventory.csv, for those the examples promise
  ended_reason TEXT,                  -- present: it is asked no more
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, plan_id) REFERENCES plan (entity_id, id),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id),
  FOREIGN KEY (entity_id, receiver_unit_id) REFERENCES unit (entity_id, id)
) STRICT;
CREATE INDEX delivery_activity ON delivery (entity_id, plan_id, activity_key);

CREATE TABLE delivery_day (            -- of a delivery on days that someone chose
  entity_id INTEGER NOT NULL,
  delivery_id INTEGER NOT NULL,
  ord INTEGER NOT NULL,               -- from 1
  due_on TEXT NOT NULL,
  PRIMARY KEY (entity_id, delivery_id, ord),
  FOREIGN KEY (entity_id, delivery_id) REFERENCES delivery (entity_id, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE obligation (              -- one thing due on one day
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  plan_id INTEGER,                    -- of an activity of a plan
  activity_key INTEGER,
  window_key INTEGER,                 -- the window it comes from; absent: of a delivery, or of a permanent activity at a cut-off
  delivery_id INTEGER,
  period_no INTEGER NOT NULL,         -- among those of its window or delivery, from 1
  label TEXT,                         -- 'marzo de 2022', 'primer cuatrimestre'
  from_on TEXT,
  due_on TEXT NOT NULL,
  expected_u6 INTEGER,                -- what is asked for this period, in the unit of the indicator; absent: the thing itself
  delivered_on TEXT,                  -- of a delivery without activity; of an activity its reports say so (0018-report.sql)
  delivered_by INTEGER,               -- person of entity 0
  delivered_at INTEGER,               -- when they said so
  evidence TEXT,                      -- what proves it: an address, or the number of the document
  cancelled_seq INTEGER,              -- act that took it away: a modification, the end of a delivery
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, plan_id) REFERENCES plan (entity_id, id),
  FOREIGN KEY (entity_id, delivery_id) REFERENCES delivery (entity_id, id)
) STRICT;
CREATE UNIQUE INDEX obligation_window ON obligation (entity_id, plan_id, activity_key, window_key, period_no) WHERE window_key IS NOT NULL AND cancelled_seq IS NULL;
CREATE UNIQUE INDEX obligation_permanent ON obligation (entity_id, plan_id, activity_key, period_no) WHERE window_key IS NULL AND delivery_id IS NULL AND cancelled_seq IS NULL;
CREATE UNIQUE INDEX obligation_delivery ON obligation (entity_id, delivery_id, period_no) WHERE delivery_id IS NOT NULL;
CREATE INDEX obligation_activity ON obligation (entity_id, plan_id, activity_key);
CREATE INDEX obligation_due ON obligation (entity_id, due_on);

CREATE TABLE agenda_key (              -- operational: whoever has the key reads the person's calendar
  entity_id INTEGER NOT NULL,         -- 0
  person_id INTEGER NOT NULL,
  key_hash BLOB NOT NULL,             -- SHA-256 of the key
  created_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, person_id)
) STRICT;
CREATE UNIQUE INDEX agenda_key_hash ON agenda_key (key_hash);

CREATE TABLE agenda_reminded (         -- operational: up to which day an entity's people were reminded
  entity_id INTEGER NOT NULL,
  day TEXT NOT NULL,
  PRIMARY KEY (entity_id)
) STRICT;
