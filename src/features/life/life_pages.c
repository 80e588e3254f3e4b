/* SPDX-License-Identifier: Apache-2.0 */
/* The plans of an entity at work, and beginning one. */
#include "features/life/life_list.tpl.h"
#include "features/life/life_new.tpl.h"
#include "features/life/life_pages.h"
#include "features/life/life_views.h"
#include "features/plan/plan.h"

struct list_input { struct vd_str entidad; struct vd_oint hecho; };
struct new_input { struct vd_str entidad, vigencia, instrumento, origen; };

struct vd_url life_url(struct vd_req *rq, const struct life_version_row *version)
{
    char year[24], no[24];
    snprintf(year, sizeof year, "%" PRId64, version->vigencia);
    snprintf(no, sizeof no, "%" PRId64, version->no);
    return staff_url(rq, "planes", vd_str_c(rq->arena, version->path_word), year, no, NULL);
}

struct vd_str life_title(struct vd_arena *arena, const struct life_version_row *version)
{
    return vd_str_printf(arena, "%.*s %" PRId64 ", versión %" PRId64, VD_SARG(version->short_name), version->vigencia, version->no);
}

enum vd_err life_page_below(struct vd_req *rq, const struct life_version_row *version, struct vd_str title, struct vd_staff_page *ret)
{
    VD_TRY(staff_page(rq, title, ret));
    staff_crumb(rq, ret, VD_S("Planes"), staff_url(rq, "planes", NULL));
    staff_crumb(rq, ret, life_title(rq->arena, version), life_url(rq, version));
    return VD_OK;
}

enum vd_err life_open(struct vd_req *rq, struct vd_str path_word, int64_t vigencia, int64_t no, struct life_version_row *ret)
{
    enum vd_err err = life_find(rq->db, rq->arena, staff_who(rq)->entity.id, path_word, vigencia, no, ret);
    if (err == VD_NOT_FOUND) {
        rq->problem = vd_str_printf(rq->arena, "No hay una versión %" PRId64 " del %s de %" PRId64 ".", no, plan_family_words_of(path_word).one, vigencia);
        rq->way_out = staff_url(rq, "planes", NULL).s;
    }
    return err;
}

/* ---- the list */

/* "Planeación o el comité": who has the right, in the words of the roles. */
struct vd_str life_who(struct vd_arena *arena, struct vd_str right)
{
    struct vd_str who = {0};
    if (!right.n)
        return VD_S("El sistema, por sí mismo");
    for (size_t i = 0; i < vd_law_roles_n; i++)
        if (vd_role_may(vd_law_roles[i].code, right))
            who = who.n ? vd_str_printf(arena, "%.*s, %.*s", VD_SARG(who), VD_SARG(vd_law_roles[i].name)) : vd_law_roles[i].name;
    return who;
}

const struct life_way *life_way_on(const life_ways *ways)
{
    const struct life_way *first = NULL;
    VD_EACH(way, ways) {
        if (!way->rule->right.n || vd_str_eq(way->rule->from, way->rule->to) || vd_str_find(way->rule->guard, VD_S("con_razones")) >= 0)
            continue;
        if (way->ready)
            return way;
        first = first ? first : way;
    }
    return first;
}

static enum vd_err say_next(struct vd_req *rq, const struct life_version_row *version, struct vd_str *ret)
{
    life_ways ways = {0};
    int64_t missing = 0;
    if (!life_is_live(version->state))
        return VD_OK;
    VD_TRY(life_next(rq->db, rq->arena, staff_who(rq), version, rq->now, &ways));
    const struct life_way *way = life_way_on(&ways);
    if (!way)
        return VD_OK;
    VD_EACH(met, &way->guards)
        missing += !met->met;
    struct vd_str who = life_who(rq->arena, way->rule->right);
    *ret = vd_str_printf(rq->arena, "%.*s: %.*s", VD_SARG(way->rule->text), VD_SARG(who));
    if (missing)
        *ret = vd_str_printf(rq->arena, "%.*s. %s %" PRId64 " %s", VD_SARG(*ret), missing == 1 ? "Falta" : "Faltan", missing, missing == 1 ? "condición" : "condiciones");
    return VD_OK;
}

static enum vd_err put_line(struct vd_req *rq, const struct life_version_row *version, struct life_year *year)
{
    struct life_line line = {.title = vd_str_printf(rq->arena, "%.*s %" PRId64, VD_SARG(version->short_name), version->vigencia), .version = version->no,
        .state = life_state_sem(version->state), .url = life_url(rq, version), .due = life_due_of(rq->arena, version, rq->today),
        .published = plan_published_text(rq->arena, version->published_on, version->due_on)};
    VD_TRY(say_next(rq, version, &line.next));
    *VD_PUSH(rq->arena, &year->lines) = line;
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    const struct list_input *in = rq->input;
    struct life_list_view view = {.may_start = vd_who_may(staff_who(rq), "plan.crear"), .start = staff_url(rq, "planes", "nuevo", NULL), .bring = staff_url(rq, "traer", NULL)};
    life_versions versions = {0};
    VD_TRY(life_list(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_TRY(staff_page(rq, VD_S("Planes"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    view.unbegun = life_due_unbegun(rq->arena, &versions, rq->today);
    VD_EACH(version, &versions) {
        if (!view.years.n || view.years.v[view.years.n - 1].vigencia != version->vigencia)
            VD_PUSH(rq->arena, &view.years)->vigencia = version->vigencia;
        VD_TRY(put_line(rq, version, &view.years.v[view.years.n - 1]));
    }
    tpl_life_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- beginning one */

static void fill_instruments(struct vd_req *rq, struct vd_str chosen, struct vd_choices *ret)
{
    *ret = (struct vd_choices){.name = "instrumento", .label = VD_S("Clase de plan"), .error = staff_wrong_of(rq, "instrumento")};
    for (size_t i = 0; i < law_instruments_n; i++) {
        const struct law_instruments *one = &law_instruments[i];
        if (one->valid_to.n) /* of years that passed: they are brought from their files */
            continue;
        *VD_PUSH(rq->arena, &ret->of) = (struct vd_choice){.value = one->code, .text = one->name, .hint = one->norm, .chosen = vd_str_eq(chosen, one->code)};
    }
}

static struct vd_str origin_of(struct vd_arena *arena, const struct life_version_row *v)
{
    return vd_str_printf(arena, "%.*s-%" PRId64 "-%" PRId64, VD_SARG(v->path_word), v->vigencia, v->no);
}

static void fill_origins(struct vd_req *rq, const life_versions *versions, struct vd_str chosen, struct vd_choices *ret)
{
    *ret = (struct vd_choices){.name = "origen", .label = VD_S("Con qué empieza"), .error = staff_wrong_of(rq, "origen"),
        .hint = VD_S("Al copiar, las fechas pasan al año nuevo y quedan marcadas hasta que alguien las revise."), .as_list = true};
    *VD_PUSH(rq->arena, &ret->of) = (struct vd_choice){.value = VD_S("plantilla"), .text = VD_S("Con las partes que pide la norma, sin actividades"), .chosen = vd_str_is(chosen, "plantilla")};
    VD_EACH(v, versions) {
        struct vd_str value = origin_of(rq->arena, v);
        if (v->activities && !life_is_live(v->state))
            *VD_PUSH(rq->arena, &ret->of) = (struct vd_choice){.value = value, .chosen = vd_str_eq(chosen, value),
                .text = vd_str_printf(rq->arena, "Con una copia del %.*s (%" PRId64 " actividades)", VD_SARG(life_title(rq->arena, v)), v->activities)};
    }
}

static enum vd_err show_new(struct vd_req *rq, const struct new_input *in)
{
    struct life_new_view view = {.token = vd_form_token(rq, "/{entidad}/trabajo/planes/nuevo"), .action = staff_url(rq, "planes", "nuevo", NULL), .bring = staff_url(rq, "traer", NULL),
        .wrongs = staff_wrongs(rq), .vigencia = staff_input(rq, "vigencia", VD_S("Vigencia"), in->vigencia)};
    life_versions versions = {0};
    VD_TRY(life_list(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_TRY(staff_page(rq, VD_S("Empezar un plan"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Planes"), staff_url(rq, "planes", NULL));
    view.vigencia.width = "w-s";
    view.vigencia.inputmode = "numeric";
    view.vigencia.hint = VD_S("El año del plan, por ejemplo 2027.");
    fill_instruments(rq, in->instrumento, &view.instrument);
    fill_origins(rq, &versions, in->origen, &view.origin);
    tpl_life_new(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq) { return show_new(rq, &(struct new_input){0}); }

struct starting { struct life_start start; struct life_stepped done; };

static enum vd_err start(struct vd_change *change, struct staff_write *write)
{
    struct starting *s = write->arg;
    enum vd_err err = life_start(change, &s->start, &s->done);
    if (err != VD_OK)
        return staff_refuse(write, err, "%.*s", VD_SARG(s->done.problem));
    const struct life_version_row *v = &s->done.version;
    vd_change_result_set(change, vd_str_printf(vd_change_arena(change), "%" PRId64, v->no));
    return VD_OK;
}

static enum vd_err started(struct vd_req *rq, struct staff_write *write)
{
    const struct new_input *in = rq->input;
    const struct starting *s = write->arg;
    struct life_version_row version = {.path_word = plan_law_instrument(s->start.begin.instrument)->path_word, .vigencia = s->start.begin.vigencia};
    if (write->err == VD_CONFLICT && write->problem.n) {
        vd_req_wrong(rq, "vigencia", "%.*s", VD_SARG(write->problem));
        return show_new(rq, in);
    }
    if (write->err != VD_OK || !vd_str_i64(write->result, &version.no))
        return staff_failed(rq, write);
    return staff_go(rq, life_url(rq, &version), write->seq);
}

static enum vd_err read_origin(struct vd_req *rq, struct vd_str origin, int64_t vigencia, struct vd_oint *ret)
{
    life_versions versions = {0};
    if (vd_str_is(origin, "plantilla"))
        return VD_OK;
    VD_TRY(life_list(rq->db, rq->arena, staff_who(rq)->entity.id, &versions));
    VD_EACH(v, &versions)
        if (vd_str_eq(origin_of(rq->arena, v), origin) && !life_is_live(v->state))
            *ret = vd_some(v->vigencia == vigencia ? 0 : v->id);
    if (ret->has && !ret->v)
        vd_req_wrong(rq, "origen", "Ese plan es de la misma vigencia: un cambio de ese plan es una modificación, no un plan nuevo");
    else if (!ret->has && !staff_wrong_of(rq, "origen").p)
        vd_req_wrong(rq, "origen", "Elija de la lista con qué empieza");
    return VD_OK;
}

static enum vd_err new_post(struct vd_req *rq)
{
    enum { FIRST = 2012, YEARS_AHEAD = 5 };
    const struct new_input *in = rq->input;
    struct starting *s = VD_NEW(rq->arena, struct starting);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    s->start.begin = (struct life_beginning){.instrument = in->instrumento, .person_id = staff_who(rq)->person_id};
    if (!staff_wrong_of(rq, "vigencia").p && (!vd_str_i64(in->vigencia, &s->start.begin.vigencia) || s->start.begin.vigencia < FIRST || s->start.begin.vigencia > rq->today.year + YEARS_AHEAD))
        vd_req_wrong(rq, "vigencia", "Escriba el año con cuatro cifras, de %d a %d", FIRST, rq->today.year + YEARS_AHEAD);
    if (!staff_wrong_of(rq, "instrumento").p && !plan_law_instrument(in->instrumento))
        vd_req_wrong(rq, "instrumento", "Elija una clase de plan de la lista");
    VD_TRY(read_origin(rq, in->origen, s->start.begin.vigencia, &s->start.copy_id));
    if (rq->wrong.n)
        return show_new(rq, in);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "plan.empezado", .apply = start, .then = started, .arg = s};
    return staff_write(rq, write);
}

/* ---- routes */

#define TYPED(member, what, meaning) \
    VD_PARAM(new_input, member, VD_FROM_FORM, VD_P_TEXT, .max = 80, .required = true, .label = (what), .about = (meaning))
static const struct vd_param of_list[] = {VD_PARAM_ENTITY(list_input), STAFF_DONE(list_input), {.name = NULL}};
static const struct vd_param of_new[] = {VD_PARAM_ENTITY(new_input), {.name = NULL}};
static const struct vd_param of_new_form[] = {VD_PARAM_ENTITY(new_input), TYPED(vigencia, "Vigencia", "year of the plan"), TYPED(instrumento, "Clase de plan", "code of the instrument"),
    TYPED(origen, "Con qué empieza", "plantilla, or the version that is copied: plan-2026-1"), {.name = NULL}};

const struct vd_route life_routes[] = {
    STAFF_PAGE(list_input, "/{entidad}/trabajo/planes", of_list, "plan.ver_borrador", list_page, "plans at work: their versions, states and what comes next"),
    STAFF_PAGE(new_input, "/{entidad}/trabajo/planes/nuevo", of_new, "plan.crear", new_page, "form that begins a plan"),
    STAFF_POST(new_input, "/{entidad}/trabajo/planes/nuevo", of_new_form, "plan.crear", new_post, "begin a plan from a template or a copy"),
    {.path = NULL},
};
