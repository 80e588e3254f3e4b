-- SPDX-License-Identifier: Apache-2.0
-- The committee: its members, its sessions and what each decided.

-- Who may attend on a day. A person with both posts attends once, as head of the entity.
-- query: committee_member
-- in: entity int, on date
-- out: person_id int, name text, role text
SELECT p.id, p.name, max(a.role) FROM appointment a JOIN person p ON p.entity_id = 0 AND p.id = a.person_id
WHERE a.entity_id = $1 AND a.role IN ('comite', 'jefe') AND a.valid_from <= $2 AND (a.valid_to IS NULL OR a.valid_to >= $2) AND p.state = 'activa'
GROUP BY p.id, p.name, p.sort_key ORDER BY p.sort_key, p.id;

-- session 0: of any.
-- query: committee_held
-- in: entity int, session int
-- out: id int, held_on date, place text, minutes_no text, members_n int, quorum_n int, present int, items int, attachment_id int?, file text?, recorder text?, recorded_at time, withdrawn_at int?, withdrawn_why text?, withdrawer text?
SELECT s.id, s.held_on, s.place, s.minutes_no, s.members_n, s.quorum_n,
  (SELECT count(*) FROM committee_attendance t WHERE t.entity_id = s.entity_id AND t.session_id = s.id),
  (SELECT count(*) FROM committee_item i WHERE i.entity_id = s.entity_id AND i.session_id = s.id),
  s.attachment_id, f.name, p.name, s.recorded_at, s.withdrawn_at, s.withdrawn_why, w.name
FROM committee_session s
LEFT JOIN attachment f ON f.entity_id = s.entity_id AND f.id = s.attachment_id
LEFT JOIN person p ON p.entity_id = 0 AND p.id = s.recorded_by
LEFT JOIN person w ON w.entity_id = 0 AND w.id = s.withdrawn_by
WHERE s.entity_id = $1 AND ($2 = 0 OR s.id = $2)
ORDER BY s.held_on DESC, s.id DESC;

-- query: committee_present
-- in: entity int, session int
-- out: person_id int, name text, role text
SELECT t.person_id, p.name, t.role FROM committee_attendance t JOIN person p ON p.entity_id = 0 AND p.id = t.person_id
WHERE t.entity_id = $1 AND t.session_id = $2 ORDER BY p.sort_key, p.id;

-- session 0, version 0, item 0: of any. Of a session that was withdrawn only where that session is asked for.
-- query: committee_agenda
-- in: entity int, session int, version int, item int
-- out: id int, session_id int, version_id int, step_no int, decision text?, decider text?, decided_at int?, reason text?, held_on date, minutes_no text, quorum_n int, present int, attachment_id int?, short_name text, path_word text, vigencia int, no int, state text
SELECT i.id, i.session_id, i.version_id, i.step_no, i.decision, p.name, i.decided_at, i.reason, s.held_on, s.minutes_no, s.quorum_n,
  (SELECT count(*) FROM committee_attendance t WHERE t.entity_id = s.entity_id AND t.session_id = s.id), s.attachment_id,
  n.short_name, n.path_word, l.vigencia, v.no, v.state
FROM committee_item i
JOIN committee_session s ON s.entity_id = i.entity_id AND s.id = i.session_id
JOIN plan_version v ON v.entity_id = i.entity_id AND v.id = i.version_id
JOIN plan l ON l.entity_id = v.entity_id AND l.id = v.plan_id
JOIN instrument n ON n.entity_id = 0 AND n.code = l.instrument
LEFT JOIN person p ON p.entity_id = 0 AND p.id = i.decided_by
WHERE i.entity_id = $1 AND ($2 = 0 OR i.session_id = $2) AND ($3 = 0 OR i.version_id = $3) AND ($4 = 0 OR i.id = $4) AND ($2 <> 0 OR s.withdrawn_at IS NULL)
ORDER BY s.held_on DESC, s.id DESC, i.ord;

-- What a person did to formulate a version: steps, the requests that it took in, what they wrote in it, the file that it came from and the
-- decisions about its cells.
-- query: committee_formulated
-- in: entity int, version int, person int
-- out: n int
SELECT (SELECT count(*) FROM plan_step WHERE entity_id = $1 AND version_id = $2 AND person_id = $3
    AND event IN ('crear', 'importar', 'enviar_a_dependencias', 'someter', 'pedir_modificacion'))
  + (SELECT count(*) FROM change_request WHERE entity_id = $1 AND applied_to = $2 AND (asked_by = $3 OR answered_by = $3))
  + (SELECT count(*) FROM plan_version_writer WHERE entity_id = $1 AND version_id = $2 AND person_id = $3)
  + (SELECT count(*) FROM import_batch b JOIN intake k ON k.entity_id = b.entity_id AND k.batch_no = b.no
    WHERE b.entity_id = $1 AND b.version_id = $2 AND (k.person_id = $3
      OR EXISTS (SELECT 1 FROM intake_decision d WHERE d.entity_id = k.entity_id AND d.intake_id = k.id AND d.person_id = $3)));
