-- SPDX-License-Identifier: Apache-2.0
-- What an entity says of itself: the foot of its pages (Resolución MinTIC 1519 de 2020, anexo 2), the cover and the head of its documents.

CREATE TABLE entity_profile (         -- an entity without a row has said nothing
  entity_id INTEGER NOT NULL,
  nit TEXT,                           -- '891280000-3': the digit after the stroke follows from the others
  dane_code TEXT,                     -- DIVIPOLA: '52001' a municipality, '52' a department
  level TEXT CHECK (level IN ('nacional', 'territorial')),
  category TEXT CHECK (category IN ('especial', '1', '2', '3', '4', '5', '6')), -- of a department or municipality (Ley 617 de 2000)
  department TEXT,                    -- its code: '52', law/departments.csv
  municipality TEXT,
  address TEXT,
  postal_code TEXT,                   -- six digits
  phones TEXT,
  anticorruption_line TEXT,           -- where corruption is denounced
  mail TEXT,
  judicial_mail TEXT,                 -- for notices of courts (Ley 1437 de 2011, art. 197)
  opening_hours TEXT,
  website TEXT,
  social TEXT,                        -- one address a line
  legal_representative TEXT,
  shield_file INTEGER,                -- attachment; absent: none
  shield_width INTEGER,               -- pixels
  shield_height INTEGER,
  PRIMARY KEY (entity_id),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id),
  FOREIGN KEY (entity_id, shield_file) REFERENCES attachment (entity_id, id)
) STRICT;
