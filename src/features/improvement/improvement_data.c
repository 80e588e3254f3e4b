/* SPDX-License-Identifier: Apache-2.0 */
/* The list as data, a row an action: at work also what is proposed and findings without any; for the public what is public. No person's name. */
#include "features/improvement/improvement_filter.h"

struct action_row {
    int64_t finding, round;
    struct vd_str title, source, document, criterion, unit, process, state, efficacy, plan, activity, what, doer, measure, standing, verdict;
    struct vd_oint action, target, achieved, percent;
    struct vd_date document_on, cut_on, from, due, reached, registered;
    bool late;
};
static const struct vd_field action_fields[] = {
    VD_FIELD(struct action_row, finding, VD_F_INT, "finding", "Hallazgo", "Número del hallazgo en la entidad"),
    VD_FIELD(struct action_row, title, VD_F_TEXT, "title", "Qué se encontró", "El hallazgo, en una frase"),
    VD_FIELD(struct action_row, source, VD_F_TEXT, "source", "Fuente", "De dónde viene: seguimiento, auditoría, quejas u otra"),
    VD_FIELD(struct action_row, document, VD_F_TEXT, "document", "Documento", "Documento que lo dice"),
    VD_FIELD(struct action_row, document_on, VD_F_DATE, "document_on", "Fecha del documento", "Día del documento"),
    VD_FIELD(struct action_row, criterion, VD_F_TEXT, "criterion", "Norma o compromiso", "Lo que no se cumple"),
    VD_FIELD(struct action_row, plan, VD_F_TEXT, "plan", "Plan", "Plan de cuyo seguimiento viene; vacío si de ninguno"),
    VD_FIELD(struct action_row, cut_on, VD_F_DATE, "cut_on", "Corte", "Corte del seguimiento del que viene"),
    VD_FIELD(struct action_row, activity, VD_F_TEXT, "activity", "Actividad", "Actividad del seguimiento de la que viene"),
    VD_FIELD(struct action_row, unit, VD_F_TEXT, "unit", "Dependencia", "Dependencia que responde por el hallazgo"),
    VD_FIELD(struct action_row, process, VD_F_TEXT, "process", "Proceso", "Proceso en el que se encontró; vacío si no se dijo"),
    VD_FIELD_CODE(struct action_row, state, improvement_states, "state", "Estado", "Cómo va el hallazgo"),
    VD_FIELD(struct action_row, round, VD_F_INT, "round", "Vuelta", "1, y una más cada vez que lo hecho no fue eficaz"),
    VD_FIELD_CODE(struct action_row, efficacy, improvement_efficacies, "efficacy", "Eficacia", "Lo último que dijo Control Interno; vacío si aún nada"),
    VD_FIELD(struct action_row, action, VD_F_OINT, "action", "Acción", "Número de la acción en su hallazgo"),
    VD_FIELD(struct action_row, what, VD_F_TEXT, "what", "Qué se hace", "La acción"),
    VD_FIELD(struct action_row, doer, VD_F_TEXT, "action_unit", "Responsable", "Dependencia que hace la acción"),
    VD_FIELD(struct action_row, target, VD_F_QTY, "target", "Meta", "Cuánto se debe hacer"),
    VD_FIELD(struct action_row, measure, VD_F_TEXT, "measure", "Unidad", "De qué"),
    VD_FIELD(struct action_row, from, VD_F_DATE, "from", "Empieza", "Primer día de la acción"),
    VD_FIELD(struct action_row, due, VD_F_DATE, "due", "Termina", "Último día de la acción"),
    VD_FIELD(struct action_row, achieved, VD_F_QTY, "achieved", "Hecho", "Lo último que reportó la dependencia; vacío sin reporte"),
    VD_FIELD(struct action_row, percent, VD_F_QTY, "percent", "Avance", "Hecho sobre meta, en porcentaje, hasta 100"),
    VD_FIELD(struct action_row, reached, VD_F_DATE, "reached", "Se cumplió", "Día en que se alcanzó la meta, según la dependencia"),
    VD_FIELD(struct action_row, registered, VD_F_DATE, "registered", "Se registró", "Día en que se reportó aquí que se alcanzó: decide si fue tarde"),
    VD_FIELD_CODE(struct action_row, standing, improvement_standings, "standing", "Cómo va la acción", "Según la fecha de hoy y lo que evaluó Control Interno"),
    VD_FIELD(struct action_row, late, VD_F_BOOL, "late", "Tarde", "Pasó su último día sin cumplirse, o se cumplió después"),
    VD_FIELD(struct action_row, verdict, VD_F_TEXT, "verdict", "Evaluación", "Lo que dijo Control Interno de la acción"),
};
static const struct vd_dataset actions_set = VD_DATASET(action_row, action_fields, "mejora", "Planes de mejoramiento");

static struct action_row finding_of(struct vd_req *rq, const struct improvement_found_row *f)
{
    return (struct action_row){.finding = f->no, .round = f->round, .title = f->title, .source = improvement_source_name(f->source), .document = f->document,
        .document_on = improvement_day(f->document_on), .criterion = f->criterion, .unit = f->unit, .process = f->process, .state = f->state, .efficacy = improvement_efficacy(f), .activity = f->activity,
        .plan = f->plan.n ? vd_str_printf(rq->arena, "%.*s %" PRId64, VD_SARG(f->plan), f->vigencia.v) : (struct vd_str){0}, .cut_on = improvement_day(f->cut_on)};
}

static void put_action(const struct vd_req *rq, const struct improvement_act_row *a, struct action_row *row)
{
    const enum improvement_standing standing = improvement_act_stands(a, rq->today);
    const struct vd_oint percent = improvement_percent(a->achieved_u6, a->target_u6);
    row->action = vd_some(a->no);
    row->what = a->what;
    row->doer = a->unit;
    row->target = vd_some(a->target_u6);
    row->measure = a->measure;
    row->from = improvement_day(a->from_on);
    row->due = improvement_day(a->due_on);
    row->achieved = a->achieved_u6;
    row->percent = percent.has ? vd_some(percent.v * 10000) : (struct vd_oint){0};
    row->reached = improvement_day(a->reached_on);
    row->registered = improvement_registered(a);
    row->standing = improvement_standing_code(standing);
    row->late = improvement_is_late(standing);
    row->verdict = a->verdict;
}

static enum vd_err open_entity(struct vd_req *rq, const struct improvement_filter *in, bool is_public, struct vd_entity *ret)
{
    if (is_public)
        return site_entity(rq, in->entidad, ret);
    *ret = staff_who(rq)->entity;
    return VD_OK;
}

static enum vd_err list(struct vd_req *rq, struct site_list *ret)
{
    const struct improvement_filter *in = rq->input;
    const bool is_public = rq->route->access == VD_ACCESS_PUBLIC;
    struct improvement_asked asked = improvement_filter_read(rq, in);
    struct vd_entity entity;
    struct vd_chain_head head;
    improvement_list findings = {0};
    improvement_acts among = {0};
    VD_LIST(struct action_row) rows = {0};
    asked.public_only = is_public;
    asked.most = IMPROVEMENT_WHOLE;
    VD_TRY(open_entity(rq, in, is_public, &entity));
    VD_TRY(vd_record_head(rq->db, rq->arena, entity.id, &head));
    VD_TRY(improvement_list_of(rq->db, rq->arena, entity.id, &asked, &findings));
    VD_TRY(improvement_acts_among(rq->db, rq->arena, entity.id, &findings, is_public, &among));
    size_t at = 0;
    VD_EACH(f, &findings) {
        const improvement_acts acts = improvement_acts_next(&among, f, &at);
        VD_EACH(a, &acts) {
            struct action_row *row = VD_PUSH(rq->arena, &rows);
            *row = finding_of(rq, f);
            put_action(rq, a, row);
        }
        if (!acts.n)
            *VD_PUSH(rq->arena, &rows) = finding_of(rq, f);
    }
    *ret = (struct site_list){.rows = vd_rows_of(rq->arena, rows.v, rows.n), .at = head.at, .name = vd_str_printf(rq->arena, "%.*s-mejora", VD_SARG(entity.slug))};
    return VD_OK;
}

const struct site_data improvement_data = {.set = &actions_set, .list = list, .about = "Cada acción de un plan de mejoramiento, con el hallazgo que la pide, su avance y lo que evaluó Control Interno"};
