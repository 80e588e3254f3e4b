-- SPDX-License-Identifier: Apache-2.0
-- What stands before the matrix of a plan: introduction, glossary, objectives, legal frame.

CREATE TABLE plan_text (              -- versioned
  entity_id INTEGER NOT NULL,
  version_id INTEGER NOT NULL,
  key INTEGER NOT NULL,
  ord INTEGER NOT NULL,               -- among the texts of its version
  kind TEXT NOT NULL CHECK (kind IN ('introduccion', 'glosario', 'objetivo', 'objetivos_especificos', 'alcance', 'marco_legal', 'mision', 'vision', 'valores', 'otro')),
  title TEXT NOT NULL,
  body TEXT NOT NULL,                 -- Markdown, at most 16 KiB
  PRIMARY KEY (entity_id, version_id, key),
  FOREIGN KEY (entity_id, version_id) REFERENCES plan_version (entity_id, id)
) STRICT;
