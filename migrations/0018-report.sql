-- SPDX-License-Identifier: Apache-2.0
-- Progress that the first line reports with its evidence, and what planning says of it. Hung on the key of the activity, so that a
-- modification of the plan orphans nothing.

CREATE TABLE report (                  -- of progress: a new row for each version, none is rewritten once it was sent
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  plan_id INTEGER NOT NULL,
  activity_key INTEGER NOT NULL,
  obligation_id INTEGER,              -- what it answers; absent: progress in between
  no INTEGER NOT NULL,                -- among the reports of its activity, from 1
  replaces_id INTEGER,                -- the report that this one corrects
  -- reemplazado: another corrects it, and planning had not sent it back; devuelto stays so when it is corrected
  state TEXT NOT NULL CHECK (state IN ('borrador', 'enviado', 'devuelto', 'aceptado', 'reemplazado')),
  is_accumulated INTEGER NOT NULL,    -- the value says how much there is in all, not what this period added
  numerator_u6 INTEGER,               -- achieved, in the unit of the indicator; of a ratio its numerator
  denominator_u6 INTEGER,             -- of a ratio
  not_applicable TEXT,                -- the condition did not happen: why
  done_on TEXT,                       -- when it was done
  narrative TEXT NOT NULL,
  difficulties TEXT,
  person_id INTEGER NOT NULL,         -- who reports
  sent_at INTEGER,
  reviewed_u6 INTEGER,                -- second line: value of planning, in percent points
  review_reason TEXT,
  reviewer_id INTEGER,
  reviewed_at INTEGER,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, plan_id, activity_key, no),
  FOREIGN KEY (entity_id, plan_id) REFERENCES plan (entity_id, id),
  FOREIGN KEY (entity_id, obligation_id) REFERENCES obligation (entity_id, id)
) STRICT;
CREATE INDEX report_obligation ON report (entity_id, obligation_id);
CREATE INDEX report_replaces ON report (entity_id, replaces_id);

CREATE TABLE evidence (                -- of a report; files of a delivery that was made hang on its obligation
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  report_id INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('archivo', 'enlace', 'acta')),
  title TEXT NOT NULL,
  dated_on TEXT,
  attachment_id INTEGER,
  url TEXT,
  classification TEXT NOT NULL CHECK (classification IN ('publica', 'clasificada', 'reservada')), -- who may see its title and, of a link, where it leads
  state TEXT NOT NULL CHECK (state IN ('adjunta', 'aceptada', 'devuelta', 'verificada', 'no_conforme')),
  reason TEXT,                        -- why it was sent back or does not conform
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id, report_id) REFERENCES report (entity_id, id),
  FOREIGN KEY (entity_id, attachment_id) REFERENCES attachment (entity_id, id)
) STRICT;
CREATE INDEX evidence_report ON evidence (entity_id, report_id, id);
CREATE INDEX evidence_attachment ON evidence (entity_id, attachment_id);
