-- SPDX-License-Identifier: Apache-2.0
-- People, what they are appointed to, and how they sign in. People and credentials are rows of entity 0 (one person may serve several
-- entities); an appointment is a row of its entity. Sessions, links and failures are operational: they come and go with the day.

CREATE TABLE person (
  entity_id INTEGER NOT NULL,         -- 0
  id INTEGER NOT NULL,
  email TEXT NOT NULL,                -- lower case: what a person signs in with
  name TEXT NOT NULL,
  sort_key BLOB NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('activa', 'inactiva')),
  created_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, id),
  UNIQUE (entity_id, email),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id)
) STRICT;

CREATE TABLE credential (             -- of a person who set a password; never shown, never exported
  entity_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  password TEXT NOT NULL,             -- argon2id, with its salt and its cost
  changed_at INTEGER NOT NULL,
  totp BLOB,                          -- secret of the second factor, sealed with the key of the data folder; absent: none
  totp_since INTEGER,
  shown_in INTEGER,                   -- the entity whose administrator was shown the link it was set with; absent: mail, or the server's operator
  PRIMARY KEY (entity_id, person_id),
  FOREIGN KEY (entity_id, person_id) REFERENCES person (entity_id, id)
) STRICT;

CREATE TABLE recovery_code (          -- printed once, each good for one sign-in without the telephone
  entity_id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,
  no INTEGER NOT NULL,
  code_hash BLOB NOT NULL,
  used_at INTEGER,
  PRIMARY KEY (entity_id, person_id, no),
  FOREIGN KEY (entity_id, person_id) REFERENCES person (entity_id, id)
) STRICT;

CREATE TABLE appointment (            -- who answers for what, from when to when, by which act
  entity_id INTEGER NOT NULL,
  id INTEGER NOT NULL,
  person_id INTEGER NOT NULL,         -- of entity 0
  role TEXT NOT NULL,                 -- a code of law/roles.csv
  unit_id INTEGER,                    -- whose rows and processes; absent: of the whole entity
  valid_from TEXT NOT NULL,
  valid_to TEXT,                      -- last day; absent: until it is ended
  act TEXT,                           -- 'Resolución 034 de 2026'
  PRIMARY KEY (entity_id, id),
  FOREIGN KEY (entity_id) REFERENCES entity (entity_id),
  FOREIGN KEY (entity_id, unit_id) REFERENCES unit (entity_id, id)
) STRICT;
CREATE INDEX appointment_person ON appointment (person_id, entity_id);

CREATE TABLE session (                -- operational
  entity_id INTEGER NOT NULL,         -- 0
  token_hash BLOB NOT NULL,           -- of the cookie: who reads the database cannot take a session over
  person_id INTEGER NOT NULL,
  is_strong INTEGER NOT NULL,         -- the second factor was given; 0: it was not asked for
  is_pending INTEGER NOT NULL,        -- the password was right and the second factor is still to come: good for nothing else
  device TEXT NOT NULL,               -- 'Firefox en Linux', for the person's list
  created_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,           -- at most every five minutes
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, token_hash)
) STRICT;
CREATE INDEX session_person ON session (person_id, created_at);
CREATE INDEX session_expires ON session (expires_at);

CREATE TABLE one_time_link (          -- operational: to set a password, once
  entity_id INTEGER NOT NULL,         -- 0
  token_hash BLOB NOT NULL,
  person_id INTEGER NOT NULL,
  purpose TEXT NOT NULL CHECK (purpose IN ('invitacion', 'clave')),
  shown_in INTEGER,                   -- the entity whose administrator saw it; absent: it went by mail, or to the server's operator
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  PRIMARY KEY (entity_id, token_hash)
) STRICT;
CREATE INDEX one_time_link_person ON one_time_link (person_id);

CREATE TABLE sign_in (                -- operational: what a person sees of the use of the account
  entity_id INTEGER NOT NULL,         -- 0
  person_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('entro', 'clave_errada', 'codigo_errado', 'bloqueada', 'salio')),
  device TEXT NOT NULL,
  PRIMARY KEY (entity_id, person_id, at)
) STRICT;

CREATE TABLE sign_in_failure (        -- operational: also of addresses that nobody has, so that both look the same from outside
  entity_id INTEGER NOT NULL,         -- 0
  key_hash BLOB NOT NULL,             -- keyed: of the address, or of the person, and of the browser where it is known
  n INTEGER NOT NULL,                 -- wrong ones in a row
  last_at INTEGER NOT NULL,
  locked_until INTEGER,
  PRIMARY KEY (entity_id, key_hash)
) STRICT;
CREATE INDEX sign_in_failure_last ON sign_in_failure (last_at);

CREATE TABLE day_count (              -- operational: what may be done so often a day: invitations, links for a new password
  entity_id INTEGER NOT NULL,         -- 0
  key_hash BLOB NOT NULL,             -- keyed: of the address, or of the entity
  day TEXT NOT NULL,
  n INTEGER NOT NULL,
  PRIMARY KEY (entity_id, key_hash)
) STRICT;
