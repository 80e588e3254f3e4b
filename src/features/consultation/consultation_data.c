/* SPDX-License-Identifier: Apache-2.0 */
/* Rows come in pages, so that many contributions take the memory of some. */
#include "features/consultation/consultation_data.h"
#include "features/consultation/consultation_say.h"
#include "features/site/site.h"

enum { AT_ONCE = 200, PAGE_MEMORY = 16 << 20 };

struct contribution_row {
    struct vd_str plan, number, about, text, kind, state, answer, reason, change;
    int64_t vigencia;
    struct vd_date on;
};

static const struct vd_field fields[] = {
    VD_FIELD(struct contribution_row, plan, VD_F_TEXT, "plan", "Plan", "Plan cuyo borrador se consultó"),
    VD_FIELD(struct contribution_row, vigencia, VD_F_INT, "vigencia", "Vigencia", "Año del plan"),
    VD_FIELD(struct contribution_row, number, VD_F_TEXT, "number", "Número", "Número del aporte"),
    VD_FIELD(struct contribution_row, on, VD_F_DATE, "received_on", "Recibido", "Día en que llegó"),
    VD_FIELD_CODE(struct contribution_row, kind, contribution_kinds, "kind", "Aporta como", "Quién dijo ser quien aporta"),
    VD_FIELD(struct contribution_row, about, VD_F_TEXT, "activity", "Actividad", "Actividad del borrador sobre la que aporta; vacío si es sobre todo el borrador"),
    VD_FIELD(struct contribution_row, text, VD_F_TEXT, "text", "Aporte", "Lo que dice"),
    VD_FIELD_CODE(struct contribution_row, state, contribution_states, "state", "Estado", "Si ya se respondió"),
    VD_FIELD_CODE(struct contribution_row, answer, contribution_answers, "answer", "Respuesta", "Vacía hasta que la consulta se cierra"),
    VD_FIELD(struct contribution_row, reason, VD_F_TEXT, "reason", "Razón", "Por qué se respondió así; vacía hasta que la consulta se cierra"),
    VD_FIELD(struct contribution_row, change, VD_F_TEXT, "changed_activity", "Actividad que cambió", "Actividad en la que se refleja la respuesta"),
};
static const struct vd_dataset contributions_set = VD_DATASET(contribution_row, fields, "aportes", "Aportes a las consultas ciudadanas");

struct paging {
    struct vd_rows rows;
    struct vd_req *rq;
    struct vd_arena *page;
    int64_t entity_id;
    struct contribution_no after;
};

static bool is_shown(const struct contribution_found_row *row) { return vd_str_is(row->state, "recibido") || vd_str_is(row->state, "respondido"); }

static struct contribution_row row_of(struct vd_arena *arena, const struct contribution_found_row *of)
{
    struct contribution_row row = {.plan = of->title, .vigencia = of->vigencia, .number = contribution_no_said(arena, (struct contribution_no){of->year, of->no}),
        .on = vd_date_in_bogota(of->at), .kind = of->kind, .about = of->activity_address, .text = of->text, .state = of->state};
    if (of->closed_at.has) {
        row.answer = of->answer;
        row.reason = of->reason;
        row.change = of->change_address;
    }
    return row;
}

/* A page without any that is shown is not the end. */
static enum vd_err next_rows(struct vd_rows *rows, const void **ret_rows, size_t *ret_n)
{
    struct paging *at = (struct paging *)(void *)rows;
    VD_LIST(struct contribution_row) list = {0};
    contributions found = {0};
    vd_arena_reset(at->page);
    do {
        VD_TRY(contribution_list(at->rq->db, at->page, at->entity_id, 0, at->after, AT_ONCE, &found));
        VD_EACH(of, &found) {
            at->after = (struct contribution_no){of->year, of->no};
            if (is_shown(of))
                *VD_PUSH(at->page, &list) = row_of(at->page, of);
        }
    } while (found.n && !list.n);
    *ret_rows = list.v;
    *ret_n = list.n;
    return VD_OK;
}

static void free_page(void *page) { vd_arena_free(page); }

static enum vd_err contributions_list(struct vd_req *rq, struct site_list *ret)
{
    const struct consultation_input *in = rq->input;
    struct vd_entity entity;
    struct vd_chain_head head;
    struct paging *at = VD_NEW(rq->arena, struct paging);
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(vd_record_head(rq->db, rq->arena, entity.id, &head));
    *at = (struct paging){.rows = {.next = next_rows}, .rq = rq, .page = vd_arena_new(PAGE_MEMORY), .entity_id = entity.id};
    if (!at->page)
        return VD_NO_MEMORY;
    vd_arena_defer(rq->arena, free_page, at->page);
    *ret = (struct site_list){.rows = &at->rows, .at = head.at, .name = vd_str_printf(rq->arena, "%.*s-aportes", VD_SARG(entity.slug))};
    return VD_OK;
}

const struct site_data consultation_contributions = {.set = &contributions_set, .list = contributions_list,
    .about = "Cada aporte a una consulta, sin nombres ni correos; con la respuesta y su razón cuando la consulta se cerró"};

/* ---- the consultations */

struct consultation_row {
    struct vd_str plan, state, hash;
    int64_t vigencia, version, received, answered;
    struct vd_date opens, closes;
};

static const struct vd_field all_fields[] = {
    VD_FIELD(struct consultation_row, plan, VD_F_TEXT, "plan", "Plan", "Plan cuyo borrador se consulta"),
    VD_FIELD(struct consultation_row, vigencia, VD_F_INT, "vigencia", "Vigencia", "Año del plan"),
    VD_FIELD(struct consultation_row, version, VD_F_INT, "version", "Versión", "Versión del plan que se consultó"),
    VD_FIELD(struct consultation_row, opens, VD_F_DATE, "opens", "Se abre", "Primer día para aportar"),
    VD_FIELD(struct consultation_row, closes, VD_F_DATE, "closes", "Se cierra", "Último día para aportar"),
    VD_FIELD_CODE(struct consultation_row, state, consultation_states, "state", "Estado", "Si todavía recibe aportes"),
    VD_FIELD(struct consultation_row, received, VD_F_INT, "contributions", "Aportes", "Cuántos aportes recibió"),
    VD_FIELD(struct consultation_row, answered, VD_F_INT, "answered", "Respondidos", "Cuántos tienen respuesta"),
    VD_FIELD(struct consultation_row, hash, VD_F_TEXT, "draft_sha256", "Huella del borrador", "SHA-256 de las filas del borrador que se consultó"),
};
static const struct vd_dataset all_set = VD_DATASET(consultation_row, all_fields, "consultas", "Consultas ciudadanas");

static enum vd_err all_list(struct vd_req *rq, struct site_list *ret)
{
    const struct consultation_input *in = rq->input;
    struct vd_entity entity;
    struct vd_chain_head head;
    consultations list = {0};
    VD_LIST(struct consultation_row) rows = {0};
    VD_TRY(site_entity(rq, in->entidad, &entity));
    VD_TRY(vd_record_head(rq->db, rq->arena, entity.id, &head));
    VD_TRY(consultation_list(rq->db, rq->arena, entity.id, &list));
    VD_EACH(c, &list) {
        struct consultation_row *row = VD_PUSH(rq->arena, &rows);
        *row = (struct consultation_row){.plan = c->title, .vigencia = c->vigencia, .version = c->version_no, .received = c->received, .answered = c->answered,
            .state = vd_str_of(consultation_states[consultation_when_of(c, rq->now) - 1].value), .hash = consultation_hash_said(rq->arena, c->document_hash)};
        if (!vd_date_from_iso(c->opens_on, &row->opens) || !vd_date_from_iso(c->closes_on, &row->closes))
            return VD_CORRUPT;
    }
    *ret = (struct site_list){.rows = vd_rows_of(rq->arena, rows.v, rows.n), .at = head.at, .name = vd_str_printf(rq->arena, "%.*s-consultas", VD_SARG(entity.slug))};
    return VD_OK;
}

const struct site_data consultation_all = {.set = &all_set, .list = all_list, .about = "Cada consulta ciudadana del borrador de un plan, con sus días y sus aportes"};
