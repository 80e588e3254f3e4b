/* SPDX-License-Identifier: Apache-2.0 */
/* What the versions at work ask of a person. */
#include "features/life/life_pages.h"

struct vd_url life_task_url(struct vd_arena *arena, const struct vd_who *who, struct vd_str path_word, int64_t vigencia, int64_t no, const char *below)
{
    char year[24], number[24];
    snprintf(year, sizeof year, "%" PRId64, vigencia);
    snprintf(number, sizeof number, "%" PRId64, no);
    return vd_url_path(arena, vd_str_c(arena, who->entity.slug), "trabajo", "planes", vd_str_c(arena, path_word), year, number, below, NULL);
}

struct asking { struct vd_db *db; struct vd_arena *arena; const struct vd_who *who; struct vd_date today; staff_tasks *list; };

static struct vd_date day_of_last(const life_steps *history)
{
    return history->n ? vd_date_in_bogota(history->v[0].at) : (struct vd_date){0};
}

/* What is missing for the step, or that nothing is. *ret_mine: nothing keeps this one person from it. */
static struct vd_str missing_of(struct vd_arena *arena, const struct life_way *way, bool *ret_mine)
{
    struct vd_str first = {0};
    int64_t n = 0;
    *ret_mine = true;
    VD_EACH(met, &way->guards) {
        if (met->met)
            continue;
        *ret_mine = *ret_mine && !life_is_personal(met->said);
        first = n++ ? first : met->said;
    }
    if (!n)
        return vd_str_printf(arena, "Sigue: %.*s. No le falta nada.", VD_SARG(way->rule->text));
    return n == 1 ? vd_str_printf(arena, "Para «%.*s» falta: %.*s", VD_SARG(way->rule->text), VD_SARG(first))
                  : vd_str_printf(arena, "Para «%.*s» faltan %" PRId64 " condiciones. Primero: %.*s", VD_SARG(way->rule->text), n, VD_SARG(first));
}

static const struct life_way *way_by(const life_ways *ways, const char *event)
{
    VD_EACH(way, ways)
        if (way->may && vd_str_is(way->rule->event, event))
            return way;
    return NULL;
}

static void add_draft(struct asking *a, const struct life_version_row *v, const life_ways *ways, const life_steps *history, struct staff_task *t)
{
    bool mine, returned = history->n && vd_str_is(history->v[0].event, "devolver");
    const struct life_way *way = life_way_on(ways);
    if (!vd_who_may(a->who, "plan.escribir"))
        return;
    if (!life_is_modification(v))
        t->due = life_deadline_of(v->instrument, v->vigencia).due;
    t->about = way ? missing_of(a->arena, way, &mine) : (struct vd_str){0};
    t->button = v->activities ? "Continuar" : "Escribir";
    t->sem = (struct vd_sem){"info", life_state_word(v->state)};
    if (returned) {
        t->sem = (struct vd_sem){"near", "Devuelta"};
        t->about = vd_str_printf(a->arena, "La devolvieron: «%.*s»", VD_SARG(history->v[0].reason));
        t->button = "Corregir";
    } else if (v->open_errors) {
        t->about = vd_str_printf(a->arena, "%" PRId64 " %s por corregir", v->open_errors, v->open_errors == 1 ? "hallazgo" : "hallazgos");
        t->button = "Corregir";
        t->url = life_task_url(a->arena, a->who, v->path_word, v->vigencia, v->no, "hallazgos");
    }
    *VD_PUSH(a->arena, a->list) = *t;
}

static void add_decision(struct asking *a, const struct life_version_row *v, const life_ways *ways, struct staff_task *t)
{
    bool mine;
    const struct life_way *way = way_by(ways, "aprobar");
    if (!way)
        return;
    t->about = missing_of(a->arena, way, &mine);
    if (!mine)
        return;
    t->sem = (struct vd_sem){"near", "Espera su decisión"};
    t->button = "Decidir";
    t->url = life_task_url(a->arena, a->who, v->path_word, v->vigencia, v->no, "aprobacion");
    *VD_PUSH(a->arena, a->list) = *t;
}

static void add_publishing(struct asking *a, const struct life_version_row *v, const life_ways *ways, struct staff_task *t)
{
    bool mine;
    const struct life_way *way = way_by(ways, "publicar");
    if (!way)
        return;
    if (!life_is_modification(v))
        t->due = life_deadline_of(v->instrument, v->vigencia).due;
    t->about = missing_of(a->arena, way, &mine);
    t->sem = (struct vd_sem){"info", "Aprobado"};
    t->button = way->ready ? "Publicar" : "Completar";
    *VD_PUSH(a->arena, a->list) = *t;
}

static enum vd_err add_version(struct asking *a, const struct life_version_row *v)
{
    static const vd_us DAY = INT64_C(86400) * 1000000, BOGOTA = INT64_C(5) * 3600 * 1000000;
    struct staff_task t = {.title = life_title(a->arena, v), .url = life_task_url(a->arena, a->who, v->path_word, v->vigencia, v->no, NULL)};
    life_ways ways = {0};
    life_steps history = {0};
    VD_TRY(life_next(a->db, a->arena, a->who, v, vd_date_days(a->today) * DAY + BOGOTA, &ways));
    VD_TRY(life_history(a->db, a->arena, v->entity_id, v->id, &history));
    t.since = day_of_last(&history);
    if (life_may_write(v))
        add_draft(a, v, &ways, &history, &t);
    else if (vd_str_is(v->state, "en_aprobacion"))
        add_decision(a, v, &ways, &t);
    else if (vd_str_is(v->state, "aprobado"))
        add_publishing(a, v, &ways, &t);
    return VD_OK;
}

enum vd_err life_tasks(struct vd_db *db, struct vd_arena *arena, const struct vd_who *who, struct vd_date today, staff_tasks *list)
{
    struct asking a = {db, arena, who, today, list};
    life_versions all = {0};
    if (!vd_who_may(who, "plan.escribir") && !vd_who_may(who, "plan.aprobar") && !vd_who_may(who, "plan.publicar"))
        return VD_OK;
    VD_TRY(life_list(db, arena, who->entity.id, &all));
    VD_EACH(v, &all)
        if (life_is_live(v->state))
            VD_TRY(add_version(&a, v));
    struct life_due unbegun = life_due_unbegun(arena, &all, today);
    if ((unbegun.said.n || !all.n) && vd_who_may(who, "plan.crear"))
        *VD_PUSH(arena, list) = (struct staff_task){.title = VD_S("Empezar el plan contra la corrupción, o traerlo de un archivo"), .about = unbegun.said, .due = unbegun.due, .button = "Empezar",
            .sem = unbegun.sem.word ? unbegun.sem : (struct vd_sem){"none", "Sin empezar"}, .url = vd_url_path(arena, vd_str_c(arena, who->entity.slug), "trabajo", "planes", NULL)};
    return VD_OK;
}
