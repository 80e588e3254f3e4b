/* SPDX-License-Identifier: Apache-2.0 */
/* At the start of the work: cut-offs to open, verify and publish, with their last day; what Control Interno asked for. */
#include "features/agenda/agenda.h"
#include "features/verification/verification_say.h"

static struct vd_url cut_url(struct vd_arena *arena, const struct vd_who *who, struct vd_str path_word, int64_t vigencia, struct vd_str day, struct vd_str address, const char *word)
{
    const char *entity = vd_str_c(arena, who->entity.slug), *family = vd_str_c(arena, path_word), *year = vd_str_printf(arena, "%" PRId64, vigencia).p, *on = vd_str_c(arena, day);
    if (!address.n)
        return vd_url_path(arena, entity, "trabajo", "seguimientos", family, year, on, NULL);
    return vd_url_path(arena, entity, "trabajo", "seguimientos", family, year, on, "actividad", vd_str_c(arena, address), word, NULL);
}

struct tasks_of { struct vd_db *db; struct vd_arena *arena; const struct vd_who *who; struct vd_date today; staff_tasks *list; life_versions versions; };

static void add_cut(const struct tasks_of *t, const struct life_version_row *v, const struct agenda_cut *cut, const struct verification_cutoff *c)
{
    static const struct { const char *state; struct vd_sem sem; const char *button; const char *about; } steps[] = {
        {"", {"info", "Por abrir"}, "Abrir", "Abrirlo avisa a quienes reportan"}, {"abierto", {"info", "Abierto"}, "Verificar", "Verificar, congelar y firmar"},
        {"congelado", {"info", "Congelado"}, "Publicar", "Está firmado; falta publicarlo"}};
    for (size_t i = 0; i < VD_COUNT(steps); i++)
        if (vd_str_is(c ? c->state : VD_S(""), steps[i].state))
            *VD_PUSH(t->arena, t->list) = (struct staff_task){.due = cut->publish_by, .title = vd_str_printf(t->arena, "%.*s de %.*s %" PRId64, VD_SARG(cut->name), VD_SARG(v->short_name), v->vigencia),
                .about = vd_str_printf(t->arena, "%s. Corte del %.*s, reportes hasta el %.*s", steps[i].about, VD_SARG(vd_es_date_long(t->arena, cut->cut_on)), VD_SARG(vd_es_date_long(t->arena, cut->reports_until))),
                .sem = steps[i].sem, .button = steps[i].button, .url = cut_url(t->arena, t->who, v->path_word, v->vigencia, vd_date_iso(t->arena, cut->cut_on), (struct vd_str){0}, NULL)};
}

static enum vd_err add_plan(const struct tasks_of *t, const struct life_version_row *v)
{
    agenda_cuts cuts = {0};
    verification_cutoffs known = {0};
    enum vd_err err = agenda_cuts_for(t->db, t->arena, v->entity_id, v->instrument, v->vigencia, &cuts);
    if (err != VD_OK)
        return err == VD_NOT_FOUND || err == VD_INVALID ? VD_OK : err;
    VD_TRY(verification_cutoffs_of(t->db, t->arena, v->entity_id, v->plan_id, &known));
    VD_EACH(cut, &cuts) {
        const struct verification_cutoff *there = NULL;
        if (vd_date_days(t->today) <= vd_date_days(cut->cut_on))
            continue;
        VD_EACH(c, &known)
            if (vd_date_days(c->cut_on) == vd_date_days(cut->cut_on))
                there = c;
        if (verification_version_on(&t->versions, v->plan_id, cut->cut_on))
            add_cut(t, v, cut, there);
    }
    return VD_OK;
}

static enum vd_err answers_for(const struct tasks_of *t, const struct verification_waiting_row *q, bool *ret)
{
    verification_unit_rows units = {0};
    VD_TRY(verification_unit_all(t->db, t->arena, t->who->entity.id, q->version_id, q->activity_key, &units));
    *ret = false;
    VD_EACH(u, &units)
        *ret = *ret || vd_who_may_unit(t->who, "seguimiento.reportar", u->unit_id);
    return VD_OK;
}

static enum vd_err add_requests(const struct tasks_of *t)
{
    verification_waiting_rows waiting = {0};
    VD_TRY(verification_waiting_all(t->db, t->arena, t->who->entity.id, &waiting));
    VD_EACH(q, &waiting) {
        bool mine;
        struct vd_date due = {0};
        VD_TRY(answers_for(t, q, &mine));
        if (mine && vd_date_from_iso(q->due_on, &due))
            *VD_PUSH(t->arena, t->list) = (struct staff_task){.due = due, .title = vd_str_printf(t->arena, "%.*s %.*s", VD_SARG(q->address), VD_SARG(q->description)),
                .about = vd_str_printf(t->arena, "Control Interno pide: «%.*s»", VD_SARG(q->asked)), .sem = {"near", "Pedido"}, .button = "Responder",
                .url = cut_url(t->arena, t->who, q->path_word, q->vigencia, q->cut_on, q->address, "pedido")};
    }
    return VD_OK;
}

enum vd_err verification_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    struct tasks_of t = {.db = db, .arena = arena, .who = who, .today = today, .list = list};
    if (vd_who_may(who, "seguimiento.reportar"))
        VD_TRY(add_requests(&t));
    if (!vd_who_may(who, "seguimiento.verificar"))
        return VD_OK;
    VD_TRY(life_list(db, arena, who->entity.id, &t.versions));
    VD_EACH(v, &t.versions)
        if (vd_str_is(v->state, "publicado"))
            VD_TRY(add_plan(&t, v));
    return VD_OK;
}
