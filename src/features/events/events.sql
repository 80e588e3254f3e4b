-- SPDX-License-Identifier: Apache-2.0
-- Spaces of participation and pieces of communication. Who may see what is not public asks with public_only 0.

-- Newest day first. id 0, no 0, family empty, vigencia 0, kind, state, unit_slug empty: of any. before_on empty: from the
-- first. attended: without the differential counts, which count the same people again.
-- query: event_found
-- in: entity int, no int, family text, vigencia int, kind text, state text, unit_slug text, public_only bool, before_on text, before_no int, most int
-- out: id int, no int, kind text, title text, family text?, vigencia int?, held_on date, from_time text, to_time text?, mode text, place text?, link text?, channel text, unit_id int, unit text, unit_slug text, minutes text?, state text, is_public bool, rev int, attended int, proposals int, undecided int, evidence int
SELECT e.id, e.no, e.kind, e.title, e.family, e.vigencia, e.held_on, e.from_time, e.to_time, e.mode, e.place, e.link, e.channel, e.unit_id, u.name, u.slug, e.minutes, e.state, e.is_public, e.rev,
  (SELECT CAST(COALESCE(sum(c.n), 0) AS BIGINT) FROM participation_count c WHERE c.entity_id = e.entity_id AND c.event_id = e.id AND c.is_extra = 0),
  (SELECT count(*) FROM participation_proposal p WHERE p.entity_id = e.entity_id AND p.event_id = e.id),
  (SELECT count(*) FROM participation_proposal p WHERE p.entity_id = e.entity_id AND p.event_id = e.id AND p.state = 'por_decidir'),
  (SELECT count(*) FROM attachment f WHERE f.entity_id = e.entity_id AND f.subject_kind = 'participation_event' AND f.subject_id = e.id)
FROM participation_event e
JOIN unit u ON u.entity_id = e.entity_id AND u.id = e.unit_id
WHERE e.entity_id = $1 AND ($2 = 0 OR e.no = $2) AND ($3 = '' OR e.family = $3) AND ($4 = 0 OR e.vigencia = $4)
  AND ($5 = '' OR e.kind = $5) AND ($6 = '' OR e.state = $6) AND ($7 = '' OR u.slug = $7)
  AND ($8 = 0 OR (e.is_public = 1 AND e.state <> 'retirado'))
  AND ($9 = '' OR e.held_on < $9 OR (e.held_on = $9 AND e.no < $10))
ORDER BY e.held_on DESC, e.no DESC LIMIT CASE WHEN $11 < 0 THEN 0 ELSE $11 END;

-- event 0: of all of the entity.
-- query: event_count
-- in: entity int, event int
-- out: event_id int, group_code text, is_extra bool, n int
SELECT event_id, group_code, is_extra, n FROM participation_count WHERE entity_id = $1 AND ($2 = 0 OR event_id = $2) ORDER BY event_id, group_code;

-- In the order they were made. event 0, no 0, activity 0, family empty, vigencia 0: of any. activity: in the newest version that has it;
-- public_activity: in the newest that the public sees.
-- query: event_proposal
-- in: entity int, event int, no int, activity int, family text, vigencia int, public_only bool
-- out: id int, event_id int, event_no int, event_title text, event_kind text, event_state text, held_on date, family text?, vigencia int?, no int, text text, by_kind text, unit_id int?, unit text?, unit_slug text?, group_code text?, state text, reason text?, activity_key int?, activity text?, activity_text text?, public_activity text?, decider text?, decided_at int?, rev int
SELECT p.id, p.event_id, e.no, e.title, e.kind, e.state, e.held_on, e.family, e.vigencia, p.no, p.text, p.by_kind, p.unit_id, u.name, u.slug, p.group_code, p.state, p.reason, p.activity_key,
  (SELECT a.address FROM plan_version v JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id AND a.key = p.activity_key
    WHERE v.entity_id = p.entity_id AND v.state NOT IN ('retirado', 'rechazado') ORDER BY v.no DESC LIMIT 1),
  (SELECT a.description FROM plan_version v JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id AND a.key = p.activity_key
    WHERE v.entity_id = p.entity_id AND v.state NOT IN ('retirado', 'rechazado') ORDER BY v.no DESC LIMIT 1),
  (SELECT a.address FROM plan_version v JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id AND a.key = p.activity_key
    WHERE v.entity_id = p.entity_id AND v.state IN ('publicado', 'cerrado', 'historico') ORDER BY v.no DESC LIMIT 1),
  h.name, p.decided_at, p.rev
FROM participation_proposal p
JOIN participation_event e ON e.entity_id = p.entity_id AND e.id = p.event_id
LEFT JOIN unit u ON u.entity_id = p.entity_id AND u.id = p.unit_id
LEFT JOIN person h ON h.entity_id = 0 AND h.id = p.decided_by
WHERE p.entity_id = $1 AND ($2 = 0 OR p.event_id = $2) AND ($3 = 0 OR p.no = $3) AND ($4 = 0 OR p.activity_key = $4)
  AND ($5 = '' OR e.family = $5) AND ($6 = 0 OR e.vigencia = $6) AND ($7 = 0 OR (e.is_public = 1 AND e.state <> 'retirado'))
ORDER BY e.held_on DESC, e.no DESC, p.no;

-- As event_found.
-- query: event_piece
-- in: entity int, no int, family text, vigencia int, channel text, state text, public_only bool, before_on text, before_no int, most int
-- out: id int, no int, title text, channel text, issued_on date, audience text, link text?, family text?, vigencia int?, version_no int?, unit_id int, unit text, unit_slug text, state text, is_public bool, rev int, evidence int
SELECT o.id, o.no, o.title, o.channel, o.issued_on, o.audience, o.link, o.family, o.vigencia, o.version_no, o.unit_id, u.name, u.slug, o.state, o.is_public, o.rev,
  (SELECT count(*) FROM attachment f WHERE f.entity_id = o.entity_id AND f.subject_kind = 'outreach_piece' AND f.subject_id = o.id)
FROM outreach_piece o
JOIN unit u ON u.entity_id = o.entity_id AND u.id = o.unit_id
WHERE o.entity_id = $1 AND ($2 = 0 OR o.no = $2) AND ($3 = '' OR o.family = $3) AND ($4 = 0 OR o.vigencia = $4)
  AND ($5 = '' OR o.channel = $5) AND ($6 = '' OR o.state = $6) AND ($7 = 0 OR (o.is_public = 1 AND o.state <> 'retirada'))
  AND ($8 = '' OR o.issued_on < $8 OR (o.issued_on = $8 AND o.no < $9))
ORDER BY o.issued_on DESC, o.no DESC LIMIT CASE WHEN $10 < 0 THEN 0 ELSE $10 END;

-- What a file of one of them hangs on: what the public may see.
-- query: event_public
-- in: entity int, subject int
-- out: event bool, piece bool
SELECT CASE WHEN EXISTS (SELECT 1 FROM participation_event e WHERE e.entity_id = $1 AND e.id = $2 AND e.is_public = 1 AND e.state <> 'retirado') THEN 1 ELSE 0 END,
  CASE WHEN EXISTS (SELECT 1 FROM outreach_piece o WHERE o.entity_id = $1 AND o.id = $2 AND o.is_public = 1 AND o.state <> 'retirada') THEN 1 ELSE 0 END;

-- query: event_file
-- in: entity int, subject int, attachment int
-- out: classification text, unit_id int?
SELECT f.classification, COALESCE((SELECT e.unit_id FROM participation_event e WHERE e.entity_id = $1 AND e.id = $2), (SELECT o.unit_id FROM outreach_piece o WHERE o.entity_id = $1 AND o.id = $2))
FROM attachment f WHERE f.entity_id = $1 AND f.id = $3;

-- query: event_step
-- in: entity int, subject int
-- out: no int, what text, proposal_no int?, reason text?, person text?, at time
SELECT s.no, s.what, s.proposal_no, s.reason, h.name, s.at
FROM participation_step s LEFT JOIN person h ON h.entity_id = 0 AND h.id = s.person_id
WHERE s.entity_id = $1 AND s.subject_id = $2 ORDER BY s.no DESC;

-- Greatest numbers: of an event, of a piece, of a proposal of an event, of a step of either.
-- query: event_last
-- in: entity int, subject int
-- out: event_no int, piece_no int, proposal_no int, step_no int
SELECT (SELECT COALESCE(max(e.no), 0) FROM participation_event e WHERE e.entity_id = $1), (SELECT COALESCE(max(o.no), 0) FROM outreach_piece o WHERE o.entity_id = $1),
  (SELECT COALESCE(max(p.no), 0) FROM participation_proposal p WHERE p.entity_id = $1 AND p.event_id = $2),
  (SELECT COALESCE(max(s.no), 0) FROM participation_step s WHERE s.entity_id = $1 AND s.subject_id = $2);

-- Activities of a plan, of its newest version that was not withdrawn; with public_only of the one that the public sees.
-- query: event_activity
-- in: entity int, family text, vigencia int, public_only bool
-- out: key int, address text, description text, version_no int
SELECT a.key, a.address, a.description, v.no
FROM plan p
JOIN instrument i ON i.entity_id = 0 AND i.code = p.instrument AND i.path_word = $2
JOIN plan_version v ON v.entity_id = p.entity_id AND v.plan_id = p.id
JOIN activity a ON a.entity_id = v.entity_id AND a.version_id = v.id
WHERE p.entity_id = $1 AND p.vigencia = $3
  AND (($4 = 0 AND v.state NOT IN ('retirado', 'rechazado')) OR v.state IN ('publicado', 'cerrado', 'historico'))
  AND NOT EXISTS (SELECT 1 FROM plan_version o WHERE o.entity_id = v.entity_id AND o.plan_id = v.plan_id AND o.no > v.no
    AND (($4 = 0 AND o.state NOT IN ('retirado', 'rechazado')) OR o.state IN ('publicado', 'cerrado', 'historico')))
ORDER BY a.ord;

-- Plans and years that have something, newest first.
-- query: event_plan
-- in: entity int, public_only bool
-- out: family text, vigencia int, events int, pieces int
SELECT t.family, t.vigencia, CAST(sum(t.e) AS BIGINT), CAST(sum(t.p) AS BIGINT) FROM (
  SELECT e.family AS family, e.vigencia AS vigencia, 1 AS e, 0 AS p FROM participation_event e
    WHERE e.entity_id = $1 AND e.family IS NOT NULL AND ($2 = 0 OR (e.is_public = 1 AND e.state <> 'retirado'))
  UNION ALL
  SELECT o.family, o.vigencia, 0, 1 FROM outreach_piece o
    WHERE o.entity_id = $1 AND o.family IS NOT NULL AND ($2 = 0 OR (o.is_public = 1 AND o.state <> 'retirada'))) t
GROUP BY t.family, t.vigencia ORDER BY t.vigencia DESC, t.family;
