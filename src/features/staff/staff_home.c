/* SPDX-License-Identifier: Apache-2.0 */
/* The start of the work: what waits for the person, or which entity to work in. */
#include <stdlib.h>
#include "features/staff/staff.h"
#include "features/staff/staff_choose.tpl.h"
#include "features/staff/staff_home.tpl.h"
#include "features/staff/staff_views.h"

struct home_input { struct vd_str entidad; struct vd_oint hecho; };

/* With one entity there is nothing to choose. */
static enum vd_err choose_page(struct vd_req *rq)
{
    struct staff_choose_view view = {0};
    vd_entities entities = {0};
    VD_TRY(vd_person_entities(rq->db, rq->arena, staff_who(rq)->person_id, rq->today, &entities));
    if (entities.n == 1)
        return staff_go(rq, vd_url_path(rq->arena, vd_str_c(rq->arena, entities.v[0].slug), "trabajo", NULL), 0);
    VD_TRY(staff_page(rq, VD_S("Dónde trabaja"), &view.page));
    VD_EACH(e, &entities)
        *VD_PUSH(rq->arena, &view.entities) = (struct vd_link){e->name, vd_url_path(rq->arena, vd_str_c(rq->arena, e->slug), "trabajo", NULL)};
    tpl_staff_choose(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- what waits */

static bool has_day(struct vd_date d) { return d.year != 0; }
static int64_t days_left(const struct staff_task *t, struct vd_date today) { return vd_date_days(t->due) - vd_date_days(today); }

enum { SHOWN = 25, GOINGS_SHOWN = 8 };
enum group { NOW, MONTH, LATER, ANSWERED, GROUPS };
static enum group group_of(const struct staff_task *t, struct vd_date today)
{
    if (t->is_answer)
        return ANSWERED;
    if (!has_day(t->due) || days_left(t, today) <= STAFF_TASK_SOON)
        return NOW;
    return t->due.year == today.year && t->due.month == today.month ? MONTH : LATER;
}

static struct vd_str title_of(struct vd_arena *arena, enum group group, struct vd_date today)
{
    if (group == MONTH)
        return vd_str_printf(arena, "Hasta el %d de %s", vd_date_last_day(today.year, today.month), vd_es_month(today.month));
    return group == NOW ? VD_S("Primero esto") : group == LATER ? VD_S("Después") : VD_S("Le respondieron");
}

static struct vd_sem sem_of(struct vd_arena *arena, const struct staff_task *t, struct vd_date today)
{
    if (!has_day(t->due) || t->is_answer)
        return t->sem;
    int64_t left = days_left(t, today);
    const char *days = left == 1 || left == -1 ? "día" : "días";
    if (left < 0)
        return (struct vd_sem){"bad", vd_str_printf(arena, "Vencida hace %" PRId64 " %s", -left, days).p};
    if (left == 0)
        return (struct vd_sem){"near", "Vence hoy"};
    return left > STAFF_TASK_SOON ? t->sem : (struct vd_sem){"near", vd_str_printf(arena, "%s %" PRId64 " %s", left == 1 ? "Queda" : "Quedan", left, days).p};
}

/* Terms first, the earliest before; of what has none, what waits longest. */
static int compare(const void *a, const void *b)
{
    const struct staff_task *x = a, *y = b;
    if (has_day(x->due) != has_day(y->due))
        return has_day(x->due) ? -1 : 1;
    int64_t by = has_day(x->due) ? vd_date_days(x->due) - vd_date_days(y->due) : vd_date_days(x->since) - vd_date_days(y->since);
    return by ? (by < 0 ? -1 : 1) : vd_str_cmp(x->title, y->title);
}

static void count(const struct staff_task *t, struct vd_date today, struct staff_home_view *view)
{
    if (t->is_answer)
        return;
    view->waiting++;
    view->late += has_day(t->due) && days_left(t, today) < 0;
    view->month += has_day(t->due) && days_left(t, today) >= 0 && t->due.year == today.year && t->due.month == today.month;
}

static struct staff_task_line line_of_task(struct vd_arena *arena, const struct staff_task *t, struct vd_date today)
{
    struct vd_date day = has_day(t->due) ? t->due : t->since;
    struct staff_task_line line = {.title = t->title, .about = t->about, .sem = sem_of(arena, t, today), .button = t->button, .url = t->url, .since = !has_day(t->due)};
    if (has_day(day))
        line.iso = vd_date_iso(arena, day), line.day = day.day, line.month = vd_es_month_short(day.month);
    return line;
}

static enum vd_err fill_tasks(struct vd_req *rq, struct staff_home_view *view)
{
    staff_tasks all = {0};
    for (const struct staff_task_source *source = staff_task_sources; source->tasks; source++)
        VD_TRY(source->tasks(rq->db, rq->arena, staff_who(rq), rq->today, &all));
    if (all.n)
        qsort(all.v, all.n, sizeof *all.v, compare);
    for (enum group g = 0; g < GROUPS; g++) {
        struct staff_task_group group = {.title = title_of(rq->arena, g, rq->today)};
        VD_EACH(t, &all)
            if (group_of(t, rq->today) == g)
                *VD_PUSH(rq->arena, group.tasks.n < SHOWN ? &group.tasks : &group.others) = line_of_task(rq->arena, t, rq->today);
        group.one = group.others.n == 1;
        if (group.tasks.n)
            *VD_PUSH(rq->arena, &view->groups) = group;
    }
    VD_EACH(t, &all)
        count(t, rq->today, view);
    return VD_OK;
}

static struct staff_going_line line_of_going(struct vd_arena *arena, const struct staff_going *g)
{
    const struct vd_stack_part parts[] = {{g->done - g->late, "ok"}, {g->late, "mid"}, {g->expected - g->done, "none"}};
    return (struct staff_going_line){.title = g->title, .url = g->url, .svg = vd_stack_svg(arena, parts, VD_COUNT(parts)),
        .said = vd_str_printf(arena, "%" PRId64 " de %" PRId64, g->done, g->expected)};
}

static enum vd_err fill_goings(struct vd_req *rq, struct staff_home_view *view)
{
    for (const struct staff_going_source *source = staff_going_sources; source->goings; source++) {
        staff_goings all = {0};
        struct staff_going_group group = {.title = source->title, .all = staff_url(rq, source->place, NULL)};
        VD_TRY(source->goings(rq->db, rq->arena, staff_who(rq), rq->today, &all));
        for (size_t i = 0; i < all.n && i < GOINGS_SHOWN; i++)
            *VD_PUSH(rq->arena, &group.lines) = line_of_going(rq->arena, &all.v[i]);
        if (group.lines.n)
            *VD_PUSH(rq->arena, &view->goings) = group;
    }
    return VD_OK;
}

static enum vd_err home_page(struct vd_req *rq)
{
    const struct home_input *in = rq->input;
    const struct vd_who *who = staff_who(rq);
    struct staff_home_view view = {.today = vd_es_date_long(rq->arena, rq->today)};
    VD_TRY(staff_page(rq, VD_S("Inicio"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    view.name = who->name;
    VD_EACH(post, &who->posts) {
        struct staff_post *p = VD_PUSH(rq->arena, &view.posts);
        p->role = post->role->name;
        p->line = post->role->short_line;
        p->about = post->role->about;
        if (post->unit_id.has)
            VD_TRY(vd_unit_name(rq->db, rq->arena, who->entity.id, post->unit_id.v, &p->unit));
    }
    view.plans = vd_who_may(who, "plan.ver_borrador") ? staff_url(rq, "planes", NULL) : (struct vd_url){{NULL, 0}};
    view.notices = staff_url(rq, "avisos", NULL);
    VD_TRY(fill_tasks(rq, &view));
    VD_TRY(fill_goings(rq, &view));
    tpl_staff_home(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static const struct vd_param of_entity[] = {
    VD_PARAM_ENTITY(home_input), STAFF_DONE(home_input), {.name = NULL}};

const struct vd_route staff_routes[] = {
    {.method = VD_GET, .path = "/trabajo", .access = VD_ACCESS_PERSON, .handler = choose_page, .summary = "entities in which the person works; with one, leads to it"},
    STAFF_PAGE(home_input, "/{entidad}/trabajo", of_entity, "trabajo.entrar", home_page, "home of the work in an entity"),
    {.path = NULL},
};
