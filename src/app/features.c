/* SPDX-License-Identifier: Apache-2.0 */
#include "app/app.h"
#include "features/access/access.h"
#include "features/agenda/agenda.h"
#include "features/amendment/amendment.h"
#include "features/committee/committee.h"
#include "features/consultation/consultation.h"
#include "features/documents/documents.h"
#include "features/editor/editor.h"
#include "features/entity/entity.h"
#include "features/events/events.h"
#include "features/followup/followup.h"
#include "features/help/help.h"
#include "features/improvement/improvement.h"
#include "features/intake/intake.h"
#include "features/life/life.h"
#include "features/links/links.h"
#include "features/mail/mail.h"
#include "features/monitoring/monitoring.h"
#include "features/official/official.h"
#include "features/opendata/opendata.h"
#include "features/people/people.h"
#include "features/plan/plan.h"
#include "features/plan/plan_understand.h"
#include "features/portal/portal.h"
#include "features/progress/progress.h"
#include "features/search/search.h"
#include "features/trust/trust.h"
#include "features/units/units.h"
#include "features/verification/verification.h"
#include "features/staff/staff.h"

const struct vd_route *const app_routes[] = {
    portal_routes,
    plan_routes,
    plan_calendar_routes,
    plan_unit_routes,
    plan_component_routes,
    plan_batch_routes,
    plan_docx_routes,
    plan_export_routes,
    followup_routes,
    followup_activity_routes,
    followup_compare_routes,
    followup_history_routes,
    followup_past_routes,
    followup_plan_routes,
    followup_method_routes,
    official_routes,
    help_routes,
    opendata_routes,
    search_routes,
    trust_routes,
    portal_data_routes,
    staff_routes,
    agenda_routes,
    agenda_delivery_routes,
    agenda_data_routes,
    agenda_feed_routes,
    people_sign_routes,
    people_link_routes,
    people_lost_routes,
    people_code_routes,
    people_factor_routes,
    people_account_routes,
    people_settings_routes,
    mail_routes,
    units_routes,
    units_join_routes,
    units_process_routes,
    people_change_routes,
    people_person_routes,
    people_entity_routes,
    access_routes,
    consultation_routes,
    consultation_form_routes,
    consultation_mine_routes,
    consultation_work_routes,
    consultation_answer_routes,
    life_routes,
    life_version_routes,
    links_routes,
    documents_file_routes,
    documents_work_routes,
    documents_public_routes,
    committee_routes,
    committee_new_routes,
    committee_approval_routes,
    committee_rule_routes,
    amendment_routes,
    amendment_log_routes,
    amendment_draft_routes,
    amendment_request_routes,
    amendment_notice_routes,
    intake_form_routes,
    intake_routes,
    intake_act_routes,
    intake_confirm_routes,
    intake_decisions_routes,
    intake_batch_routes,
    intake_annex_routes,
    editor_routes,
    editor_act_routes,
    editor_finding_routes,
    editor_request_routes,
    editor_form_routes,
    editor_part_routes,
    editor_text_routes,
    editor_read_routes,
    entity_routes,
    entity_shield_routes,
    events_routes,
    events_form_routes,
    events_result_routes,
    events_act_routes,
    events_file_routes,
    events_proposal_routes,
    events_piece_routes,
    events_piece_form_routes,
    events_version_routes,
    events_public_routes,
    improvement_routes,
    improvement_finding_routes,
    improvement_plan_routes,
    improvement_action_routes,
    improvement_progress_routes,
    improvement_act_routes,
    improvement_public_routes,
    monitoring_routes,
    monitoring_form_routes,
    monitoring_review_routes,
    monitoring_period_routes,
    verification_list_routes,
    verification_routes,
    verification_row_routes,
    verification_schedule_routes,
    verification_request_routes,
    verification_close_routes,
    progress_routes,
    NULL,
};

const struct vd_sandbox_step app_steps[] = {
    {PLAN_UNDERSTAND_STEP, plan_understand_inside, NULL},
    {OFFICIAL_PARTS_STEP, NULL, vd_parts_take},
    {NULL, NULL, NULL},
};

/* Whose files who may read. */
const struct documents_reader documents_readers[] = {
    {"document", "documentos.ver", documents_file_is_public, NULL},
    {"intake", "plan.crear", NULL, NULL},
    {"import_batch", "plan.ver_borrador", NULL, NULL},
    {"plan_version", "plan.ver_borrador", life_file_is_public, NULL},
    {"committee_session", "plan.ver_borrador", life_file_is_public, NULL},
    AGENDA_READER,
    EVENTS_READER,
    EVENTS_PIECE_READER,
    IMPROVEMENT_READER,
    MONITORING_READER,
    OFFICIAL_READER,
    {NULL, NULL, NULL, NULL},
};

const struct documents_place documents_places[] = {
    {"Traer como plan", "traer", "plan.crear"},
    {NULL, NULL, NULL},
};

/* What waits for a person at the start of the work. */
const struct staff_task_source staff_task_sources[] = {
    {agenda_tasks},
    {monitoring_tasks},
    {verification_tasks},
    {improvement_tasks},
    {life_tasks},
    {editor_tasks},
    {consultation_tasks},
    {amendment_tasks},
    {documents_tasks},
    {NULL},
};

const struct staff_going_source staff_going_sources[] = {
    {agenda_goings_of, "Entregas que se repiten", "entregas"},
    {NULL, NULL, NULL},
};

/* What a plan's life asks of the features around it: a condition of a step, a page of a version. */
const struct life_guard life_guards[] = {
    {"borrador_sin_errores", editor_guard_without_errors},
    {"consulta_preparada", consultation_prepared},
    {"aportes_respondidos", consultation_answered},
    {"sesion_decidida", committee_session_decided},
    {"informados", amendment_told_all},
    {"vigencia_terminada", verification_year_over},
    {"seguimientos_publicados", verification_all_published},
    {NULL, NULL},
};
const struct life_place life_places[] = {
    {"Actividades", "actividades", "plan.ver_borrador", NULL},
    {"Componentes", "componentes", "plan.ver_borrador", NULL},
    {"Textos", "textos", "plan.ver_borrador", NULL},
    {"Hallazgos", "hallazgos", "plan.ver_borrador", NULL},
    {"Pedidos", "pedidos", "plan.ver_borrador", "enviar_a_dependencias"},
    {"Lectura del archivo", "lectura", "plan.ver_borrador", NULL},
    {"Consulta ciudadana", "consulta", "plan.responder", "abrir_consulta cerrar_consulta"},
    COMMITTEE_PLACE,
    AMENDMENT_PLACE,
    EVENTS_PLACE,
    ACCESS_PLACE,
    {NULL, NULL, NULL, NULL},
};
