/* SPDX-License-Identifier: Apache-2.0 */
/* The cut-offs of a plan's year, chosen from the calendars of the law or written day by day. */
#include "features/verification/verification_say.h"
#include "features/verification/verification_schedule.tpl.h"

enum { MOST_DAYS = 6, DAYS_MOST = 600, NORM_MOST = 400, PUBLISH_WITHIN = 60 /* calendar days after the cut-off: the law's calendars give 30 */ };
static const char OWN[] = "propio";

/* ---- the page */

static struct vd_str days_written(struct vd_arena *arena, const agenda_cuts *cuts)
{
    struct vd_str out = VD_S("");
    VD_EACH(cut, cuts)
        out = vd_str_printf(arena, "%.*s%.*s %.*s %.*s\n", VD_SARG(out), VD_SARG(vd_date_dmy(arena, cut->cut_on)), VD_SARG(vd_date_dmy(arena, cut->reports_until)), VD_SARG(vd_date_dmy(arena, cut->publish_by)));
    return out;
}

/* "30/04, 31/08, 31/12" */
static struct vd_str cuts_said(struct vd_arena *arena, struct vd_str code)
{
    struct vd_str out = VD_S("");
    for (size_t i = 0; i < agenda_followup_calendars_n; i++) {
        const struct agenda_followup_calendars *law = &agenda_followup_calendars[i];
        if (vd_str_eq(law->code, code))
            out = vd_str_printf(arena, "%.*s%s%.*s/%.*s", VD_SARG(out), out.n ? ", " : "", VD_SARG(vd_str_sub(law->cut_on, 3, 5)), VD_SARG(vd_str_sub(law->cut_on, 0, 2)));
    }
    return out;
}

static void fill_calendars(struct vd_req *rq, struct vd_str chosen, struct vd_choices *choices)
{
    *choices = (struct vd_choices){.name = "calendario", .label = VD_S("Cortes"), .error = staff_wrong_of(rq, "calendario")};
    for (size_t i = 0; i < agenda_followup_calendars_n; i++) {
        const struct agenda_followup_calendars *law = &agenda_followup_calendars[i];
        if (vd_str_is(law->no, "1"))
            *VD_PUSH(rq->arena, &choices->of) = (struct vd_choice){law->code, vd_str_printf(rq->arena, "Cortes del %.*s", VD_SARG(cuts_said(rq->arena, law->code))), law->norm, vd_str_eq(law->code, chosen)};
    }
    *VD_PUSH(rq->arena, &choices->of) = (struct vd_choice){VD_S("propio"), VD_S("Los que escribo abajo"), {0}, vd_str_is(chosen, OWN)};
}

static enum vd_err show(struct vd_req *rq, const struct life_version_row *v, const struct verification_input *in)
{
    agenda_cuts cuts = {0};
    verification_day_rows own = {0};
    struct verification_schedule_view view = {.wrongs = staff_wrongs(rq), .plan = verification_plan_said(rq->arena, v), .token = vd_form_token(rq, "/{entidad}/trabajo/seguimientos/{familia}/{vigencia}/cortes"),
        .back = staff_url(rq, "seguimientos", NULL)};
    view.action = staff_url(rq, "seguimientos", vd_str_c(rq->arena, v->path_word), vd_str_printf(rq->arena, "%" PRId64, v->vigencia).p, "cortes", NULL);
    VD_TRY(verification_day_all(rq->db, rq->arena, v->entity_id, v->instrument, v->vigencia, &own));
    enum vd_err err = agenda_cuts_for(rq->db, rq->arena, v->entity_id, v->instrument, v->vigencia, &cuts);
    if (err != VD_OK && err != VD_NOT_FOUND && err != VD_INVALID)
        return err;
    view.said = own.n ? vd_str_printf(rq->arena, "La entidad fijó los suyos: %.*s.", VD_SARG(own.v[0].norm)) : VD_S("Rigen los de su clase de plan.");
    fill_calendars(rq, in->calendario.n ? in->calendario : own.n ? VD_S("propio") : agenda_calendar_of(v->instrument), &view.calendar);
    view.days = staff_input(rq, "dias", VD_S("Cortes propios"), in->calendario.n ? in->dias : days_written(rq->arena, &cuts));
    view.days.hint = VD_S("Uno por línea: día del corte, último día para reportar y último día para publicar, como 30/06/2027 08/07/2027 30/07/2027.");
    view.days.rows = 4;
    view.days.optional = true;
    view.norm = staff_input(rq, "norma", VD_S("Acto o norma que los fija"), in->calendario.n ? in->norma : own.n ? own.v[0].norm : (struct vd_str){0});
    view.norm.hint = VD_S("Obligatorio cuando no son los de su clase de plan.");
    view.norm.optional = true;
    VD_TRY(verification_page(rq, NULL, VD_S("Cortes de seguimiento"), &view.page));
    tpl_verification_schedule(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err open_plan(struct vd_req *rq, const struct verification_input *in, struct life_version_row *ret)
{
    rq->way_out = staff_url(rq, "seguimientos", NULL).s;
    enum vd_err err = verification_open_plan(rq, in, ret);
    bool closed = err == VD_OK && !vd_str_is(ret->state, "publicado");
    if (err == VD_NOT_FOUND || closed)
        rq->problem = VD_S("No hay un plan en firme de esa clase y vigencia.");
    return closed ? VD_NOT_FOUND : err;
}

static enum vd_err schedule_page(struct vd_req *rq)
{
    struct life_version_row v;
    VD_TRY(open_plan(rq, rq->input, &v));
    return show(rq, &v, rq->input);
}

/* ---- setting them */

static enum vd_err read_line(struct vd_req *rq, struct vd_str line, struct verification_day *ret)
{
    struct vd_date *const days[] = {&ret->cut_on, &ret->reports_until, &ret->publish_by};
    struct vd_str rest = vd_str_squeeze(rq->arena, line), word;
    size_t n = 0;
    while (vd_str_split(&rest, ' ', &word)) {
        if (n == VD_COUNT(days))
            return VD_INVALID;
        enum vd_err err = staff_date(rq, "dias", word, days[n++]);
        if (err != VD_OK)
            return err;
    }
    return n == VD_COUNT(days) ? VD_OK : VD_INVALID;
}

static const char *wrong_day(const verification_days *days, int64_t vigencia)
{
    const struct verification_day *last = &days->v[days->n - 1];
    if (days->n > MOST_DAYS)
        return "Son más de seis cortes";
    if (last->cut_on.year != vigencia)
        return "Los cortes son de la vigencia del plan";
    if (vd_date_days(last->reports_until) < vd_date_days(last->cut_on) || vd_date_days(last->publish_by) < vd_date_days(last->reports_until))
        return "En cada línea van primero el corte, después el plazo para reportar y después el de publicar";
    if (vd_date_days(last->publish_by) > vd_date_days(last->cut_on) + PUBLISH_WITHIN)
        return "El último día para publicar va como mucho 60 días después del corte";
    if (days->n > 1 && vd_date_days(last->cut_on) <= vd_date_days(last[-1].cut_on))
        return "Los cortes van del primero al último";
    return NULL;
}

static enum vd_err read_days(struct vd_req *rq, const struct verification_input *in, int64_t vigencia, verification_days *ret)
{
    struct vd_str rest = in->dias, line;
    while (!rq->wrong.n && vd_str_split(&rest, '\n', &line)) {
        if (!vd_str_trim(line).n)
            continue;
        enum vd_err err = read_line(rq, line, VD_PUSH(rq->arena, ret));
        if (err == VD_INVALID && !rq->wrong.n)
            vd_req_wrong(rq, "dias", "Cada línea tiene tres días separados por espacios");
        if (err != VD_OK && err != VD_INVALID)
            return err;
        const char *wrong = rq->wrong.n ? NULL : wrong_day(ret, vigencia);
        if (wrong)
            vd_req_wrong(rq, "dias", "%s", wrong);
    }
    if (!rq->wrong.n && !ret->n)
        vd_req_wrong(rq, "dias", "Escriba al menos un corte");
    return VD_OK;
}

/* A calendar of the law that is not the plan's own is written day by day too. */
static enum vd_err read_schedule(struct vd_req *rq, const struct life_version_row *v, const struct verification_input *in, struct verification_scheduling *of)
{
    agenda_cuts cuts = {0};
    bool preset = vd_str_eq(in->calendario, agenda_calendar_of(v->instrument));
    if (vd_str_is(in->calendario, OWN)) {
        VD_TRY(read_days(rq, in, v->vigencia, &of->days));
    } else {
        enum vd_err err = in->calendario.n ? agenda_cuts_of(rq->arena, in->calendario, (int)v->vigencia, &cuts) : VD_NOT_FOUND;
        if (err != VD_OK && err != VD_NOT_FOUND && err != VD_INVALID)
            return err;
        if (err != VD_OK)
            vd_req_wrong(rq, "calendario", "Elija los cortes");
        VD_EACH(cut, &cuts)
            if (!preset)
                *VD_PUSH(rq->arena, &of->days) = (struct verification_day){cut->cut_on, cut->reports_until, cut->publish_by};
    }
    if (!preset && !in->norma.n)
        vd_req_wrong(rq, "norma", "Escriba el acto o la norma que los fija");
    of->norm = in->norma;
    return VD_OK;
}

static enum vd_err scheduled(struct vd_req *rq, struct staff_write *write)
{
    struct life_version_row v;
    if (write->err != VD_INVALID || !write->problem.n)
        return verification_done_at(rq, write, staff_url(rq, "seguimientos", NULL));
    vd_req_wrong(rq, "dias", "%.*s", VD_SARG(write->problem));
    VD_TRY(open_plan(rq, rq->input, &v));
    return show(rq, &v, rq->input);
}

static enum vd_err schedule_post(struct vd_req *rq)
{
    const struct verification_input *in = rq->input;
    struct life_version_row v;
    struct verification_scheduling *of = VD_NEW(rq->arena, struct verification_scheduling);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(open_plan(rq, in, &v));
    *of = (struct verification_scheduling){.person_id = staff_who(rq)->person_id, .plan_id = v.plan_id};
    VD_TRY(read_schedule(rq, &v, in, of));
    if (rq->wrong.n)
        return show(rq, &v, in);
    *write = (struct staff_write){.entity_id = v.entity_id, .kind = "seguimiento.cortes", .apply = verification_schedule, .then = scheduled, .arg = of};
    return staff_write(rq, write);
}

#define PLAN_AT "/{entidad}/trabajo/seguimientos/{familia}/{vigencia}/cortes"
static const struct vd_param of_page[] = {VERIFICATION_OF(verification_input), {.name = NULL}};
static const struct vd_param of_post[] = {VERIFICATION_OF(verification_input),
    VD_PARAM(verification_input, calendario, VD_FROM_FORM, VD_P_TEXT, .max = 40, .label = "Cortes", .about = "code of law/followup-calendars.csv, or propio"),
    VD_PARAM(verification_input, dias, VD_FROM_FORM, VD_P_TEXT, .max = DAYS_MOST, .label = "Cortes propios", .about = "lines of three days: cut-off, reports until, publish by"),
    VD_PARAM(verification_input, norma, VD_FROM_FORM, VD_P_TEXT, .max = NORM_MOST, .label = "Acto o norma", .about = "act or norm that sets them"), {.name = NULL}};

const struct vd_route verification_schedule_routes[] = {
    STAFF_PAGE(verification_input, PLAN_AT, of_page, "seguimiento.verificar", schedule_page, "the cut-offs of a plan's year"),
    STAFF_POST(verification_input, PLAN_AT, of_post, "seguimiento.verificar", schedule_post, "set the cut-offs of a plan's year"),
    {.path = NULL},
};
