-- SPDX-License-Identifier: Apache-2.0
-- Texts that are public and may hold links, and what was found of each link.

-- query: links_text
-- in: entity int
-- out: text text, about text, path_word text?, vigencia int?, slug text?
SELECT c.ext_url, c.name, i.path_word, p.vigencia, NULL FROM component c
JOIN plan_version v ON v.entity_id = c.entity_id AND v.id = c.version_id AND v.state IN ('publicado', 'cerrado', 'historico')
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
WHERE c.entity_id = $1 AND c.ext_url IS NOT NULL
UNION ALL
SELECT t.body, t.title, i.path_word, p.vigencia, NULL FROM plan_text t
JOIN plan_version v ON v.entity_id = t.entity_id AND v.id = t.version_id AND v.state IN ('publicado', 'cerrado', 'historico')
JOIN plan p ON p.entity_id = v.entity_id AND p.id = v.plan_id
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument
WHERE t.entity_id = $1
UNION ALL
SELECT d.about, d.title, NULL, NULL, d.slug FROM document d
WHERE d.entity_id = $1 AND d.about IS NOT NULL
  AND EXISTS (SELECT 1 FROM document_version n WHERE n.entity_id = d.entity_id AND n.document_id = d.id AND n.published_at IS NOT NULL)
UNION ALL
SELECT n.changes, d.title, NULL, NULL, d.slug FROM document_version n JOIN document d ON d.entity_id = n.entity_id AND d.id = n.document_id
WHERE n.entity_id = $1 AND n.changes IS NOT NULL AND n.published_at IS NOT NULL;

-- query: links_found
-- in: entity int
-- out: url text, checked_at time, works bool, status int, why text?, since time
SELECT url, checked_at, works, status, why, since FROM link_check WHERE entity_id = $1 ORDER BY url;

-- query: links_entities
-- out: entity int
SELECT entity_id FROM entity WHERE entity_id > 0 ORDER BY entity_id;
