-- SPDX-License-Identifier: Apache-2.0

-- query: access_activity
-- in: entity int, version int, address text
-- out: key int, unit_id int?, unit text?
SELECT a.key, r.unit_id, u.name FROM activity a
LEFT JOIN responsible r ON r.entity_id = a.entity_id AND r.version_id = a.version_id AND r.activity_key = a.key AND r.is_lead = 1
LEFT JOIN unit u ON u.entity_id = a.entity_id AND u.id = r.unit_id
WHERE a.entity_id = $1 AND a.version_id = $2 AND a.address = $3;

-- query: access_contribution
-- in: entity int, version int, year int, no int
-- out: id int, state text, closed bool, publish_name bool
SELECT c.id, c.state, CASE WHEN k.closed_at IS NULL THEN 0 ELSE 1 END, c.publish_name
FROM contribution c JOIN consultation k ON k.entity_id = c.entity_id AND k.id = c.consultation_id
WHERE c.entity_id = $1 AND k.version_id = $2 AND c.year = $3 AND c.no = $4;
