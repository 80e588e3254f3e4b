/* SPDX-License-Identifier: Apache-2.0 */
/* The form of one activity: as it stands, as it was typed and came back, and beside what somebody else saved meanwhile. */
#include "features/editor/editor_form.tpl.h"
#include "features/editor/editor_form_view.h"

struct form_input {
    struct vd_str entidad;
    struct vd_str familia; struct vd_oint vigencia, version;
    struct vd_oint hecho, pedido; /* pedido: number of the request that led here */
    struct vd_str actividad, visto, elegir;
    struct editor_typed typed, chosen, before; /* chosen: of what was asked, which; before: as the form was opened */
    struct editor_helping help;
};

/* ---- the page */

/* To the request of the unit, or to the table. */
static struct vd_url way_back(struct vd_req *rq, const struct life_version_row *version)
{
    const struct form_input *in = rq->input;
    return editor_url(rq, version, in->pedido.has ? vd_str_printf(rq->arena, "pedidos/%" PRId64, in->pedido.v).p : "actividades");
}

struct shown {
    const struct editor_opened *opened;
    const struct editor_one *one;  /* key 0: it is to be added */
    const struct editor_typed *typed, *before; /* before NULL: it is to be added */
    const struct editor_helping *help;
    struct vd_oint done;
    bool conflict;
};

static enum vd_err fill_findings(struct vd_req *rq, const struct shown *s, struct editor_form_view *view)
{
    editor_findings findings = {0};
    VD_TRY(editor_findings_in(rq->arena, &s->opened->version, &s->opened->rows, &s->opened->units, &findings));
    VD_EACH(f, &findings)
        if (vd_str_eq(f->address, s->one->row.address))
            *VD_PUSH(rq->arena, &view->findings) = editor_finding_line_of(f);
    VD_EACH(w, &s->one->windows)
        if (w->is_shifted)
            view->shifted = VD_S("Estas fechas se corrieron del año anterior. Al guardar la actividad quedan como revisadas.");
    return VD_OK;
}

static enum vd_err show(struct vd_req *rq, struct shown *s)
{
    const struct life_version_row *version = &s->opened->version;
    bool is_new = !s->one->row.key;
    struct vd_str address = is_new ? VD_S("nueva") : s->one->row.address;
    struct vd_str title = is_new ? VD_S("Agregar actividad") : vd_str_printf(rq->arena, "Actividad %.*s", VD_SARG(editor_activity_name(rq->arena, &s->one->row)));
    struct editor_form_view view = {.heading = title, .wrongs = staff_wrongs(rq), .seen = s->one->seen, .back = way_back(rq, version), .request = ((const struct form_input *)rq->input)->pedido,
        .token = vd_form_token(rq, is_new ? EDITOR_BASE "/actividades/nueva" : EDITOR_BASE "/actividades/{actividad}"), .may_all = editor_may_all(staff_who(rq)),
        .action = editor_url(rq, version, vd_str_printf(rq->arena, "actividades/%.*s", VD_SARG(address)).p)};
    if (!is_new)
        view.rights = vd_url_with(rq->arena, editor_url(rq, version, "derechos"), vd_str_printf(rq->arena, "?actividad=%.*s", VD_SARG(address)).p);
    VD_TRY(life_page_below(rq, version, title, &view.page));
    staff_crumb(rq, &view.page, view.request.has ? VD_S("Pedido") : VD_S("Actividades"), view.back);
    VD_TRY(staff_done(rq, s->done, &view.page));
    if (s->conflict)
        VD_TRY(editor_conflict_fill(rq, &(struct editor_meeting){s->opened, s->one, &s->typed, &s->before, ((const struct form_input *)rq->input)->elegir}, &view));
    editor_form_fill(rq, s->opened, s->one, s->typed, s->help, &view);
    editor_origins(rq, s->opened, s->one->row.key, &view.origins);
    if (!is_new)
        VD_TRY(fill_findings(rq, s, &view));
    if (s->before)
        editor_before_fill(rq->arena, s->before, &view);
    tpl_editor_form(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err open_new(struct vd_req *rq, const struct editor_opened *opened)
{
    bool may = editor_may_all(staff_who(rq)) || vd_who_may(staff_who(rq), "plan.proponer");
    rq->way_out = editor_url(rq, &opened->version, "actividades").s;
    if (may && opened->may_write)
        return VD_OK;
    if (!may) {
        rq->problem = VD_S("Las actividades las agregan la oficina de planeación y las dependencias que las lideran.");
        return VD_DENIED;
    }
    rq->problem = VD_S("En el estado en que está esta versión del plan no se le agregan actividades.");
    return VD_CONFLICT;
}

static enum vd_err open_form(struct vd_req *rq, struct editor_opened *ret, struct editor_one *ret_one)
{
    const struct form_input *in = rq->input;
    *ret_one = (struct editor_one){0};
    VD_TRY(editor_open(rq, in->familia, in->vigencia.v, in->version.v, ret));
    return in->actividad.n ? editor_open_row(rq, ret, in->actividad, ret_one) : open_new(rq, ret);
}

static enum vd_err form_page(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct editor_opened opened;
    struct editor_one one;
    VD_TRY(open_form(rq, &opened, &one));
    struct editor_typed typed = in->actividad.n ? editor_typed_of(rq->arena, &one, &opened.units.all) : in->typed;
    return show(rq, &(struct shown){&opened, &one, &typed, in->actividad.n ? &typed : NULL, &in->help, in->hecho, false});
}

static enum vd_err saved(struct vd_req *rq, struct staff_write *write)
{
    const struct form_input *in = rq->input;
    const struct editor_asking *asking = write->arg;
    struct editor_opened opened;
    struct editor_one one;
    if (write->err != VD_OK && write->err != VD_INVALID && write->err != VD_CONFLICT)
        return staff_failed(rq, write);
    VD_TRY(open_form(rq, &opened, &one));
    if (write->err == VD_OK)
        return staff_go(rq, way_back(rq, &opened.version), write->seq);
    bool conflict = write->err == VD_CONFLICT && !write->problem.n && one.row.key && !vd_str_eq(one.seen, asking->seen);
    if (write->err == VD_CONFLICT && !conflict)
        return staff_failed(rq, write);
    if (write->err == VD_INVALID)
        vd_req_wrong(rq, "", "%.*s", VD_SARG(write->problem));
    return show(rq, &(struct shown){&opened, &one, &asking->typed, &in->before, &in->help, {0}, conflict});
}

/* ---- what fills the form without saving it */

static void add_line(struct vd_arena *arena, struct vd_str *text, struct vd_str line)
{
    *text = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(*text), text->n ? "\n" : "", VD_SARG(line));
}

static void add_dates(struct vd_req *rq, const struct editor_helping *help, struct editor_typed *typed)
{
    struct vd_date from, to;
    struct vd_str lines;
    int64_t months = 0;
    bool begins = staff_date(rq, "repite_desde", help->repite_desde, &from) == VD_OK && from.year;
    bool ends = staff_date(rq, "repite_hasta", help->repite_hasta, &to) == VD_OK && to.year;
    if (!vd_str_i64(help->repite, &months))
        vd_req_wrong(rq, "repite", "Elija cada cuánto se repite");
    else if (begins && ends && editor_repeat(rq->arena, (int)months, from, to, &lines) != VD_OK)
        vd_req_wrong(rq, "repite_hasta", "Entre esas fechas no cabe ninguna, o son más de dos años");
    if (!rq->wrong.n)
        add_line(rq->arena, &typed->fechas, lines);
}

static void add_unit(struct vd_req *rq, struct editor_helping *help, struct editor_typed *typed)
{
    struct vd_str name = vd_str_squeeze(rq->arena, help->otro);
    if (!name.n) {
        vd_req_wrong(rq, "otro", "Escriba el nombre de la dependencia");
        return;
    }
    add_line(rq->arena, &typed->otros, name);
    help->otro = (struct vd_str){0};
}

static enum vd_err help_with(struct vd_req *rq, const struct editor_opened *opened, struct editor_one *one, struct form_input *in)
{
    rq->wrong.n = 0; /* what is wrong with the activity is told when it is saved */
    if (vd_str_is(in->help.accion, "fechas"))
        add_dates(rq, &in->help, &in->typed);
    else if (vd_str_is(in->help.accion, "dependencia"))
        add_unit(rq, &in->help, &in->typed);
    if (in->visto.n)
        one->seen = in->visto;
    return show(rq, &(struct shown){opened, one, &in->typed, &in->before, &in->help, {0}, false});
}

/* ---- saving */

static void judge(struct vd_req *rq, const struct editor_opened *opened, const struct editor_one *one, const struct editor_typed *typed)
{
    struct editor_understood understood;
    editor_understand(&(struct editor_reading){rq->arena, &opened->rows, one, (int)opened->version.vigencia}, typed, &understood);
    VD_EACH(w, &understood.wrongs)
        if (!staff_wrong_of(rq, w->field).p)
            vd_req_wrong(rq, w->field, "%.*s", VD_SARG(w->said));
}

static enum vd_err form_post(struct vd_req *rq)
{
    struct form_input *in = VD_NEW(rq->arena, struct form_input);
    struct editor_opened opened;
    struct editor_one one;
    *in = *(const struct form_input *)rq->input;
    VD_TRY(open_form(rq, &opened, &one));
    if (in->help.accion.n)
        return help_with(rq, &opened, &one, in);
    if (one.row.key && in->elegir.n) {
        const struct editor_typed now = editor_typed_of(rq->arena, &one, &opened.units.all);
        if (!editor_conflict_choose(rq, &now, &in->chosen, in->elegir, &in->typed))
            return show(rq, &(struct shown){&opened, &one, &in->typed, &in->before, &in->help, {0}, true});
    }
    judge(rq, &opened, &one, &in->typed);
    if (rq->wrong.n) {
        if (in->visto.n)
            one.seen = in->visto; /* what came back is still a change of what was seen */
        return show(rq, &(struct shown){&opened, &one, &in->typed, &in->before, &in->help, {0}, false});
    }
    struct editor_asking *asking = VD_NEW(rq->arena, struct editor_asking);
    *asking = (struct editor_asking){.address = in->actividad, .seen = in->visto, .typed = in->typed};
    struct staff_write *write = editor_write_of(rq, &opened, in->actividad.n ? "plan.actividad_cambiada" : "plan.actividad_agregada", editor_save, asking);
    write->then = saved;
    return staff_write(rq, write);
}

/* ---- routes. A form with too much in a field comes back, so bounds of bytes are wide. */

#define TYPED(member, most, what, meaning) \
    {.name = #member, .from = VD_FROM_FORM, .kind = VD_P_TEXT, .offset = offsetof(struct form_input, typed.member), .max = (most), .label = (what), .about = (meaning)},
#define CHOSEN(member, most, what, meaning) \
    {.name = "de_" #member, .from = VD_FROM_FORM, .kind = VD_P_TEXT, .offset = offsetof(struct form_input, chosen.member), .max = 5, .label = (what), .about = "ahora or usted: " meaning " stays as it is stored, or as it was typed"},
#define BEFORE(member, most, what, meaning) \
    {.name = "antes_" #member, .from = VD_FROM_FORM, .kind = VD_P_TEXT, .offset = offsetof(struct form_input, before.member), .max = (most), .label = (what), .about = meaning " as the form was opened"},
#define HELPED(member, most, what, meaning) \
    {.name = #member, .from = VD_FROM_FORM, .kind = VD_P_TEXT, .offset = offsetof(struct form_input, help.member), .max = (most), .label = (what), .about = (meaning)}
#define FORM EDITOR_FIELDS(TYPED) VD_PARAM(form_input, visto, VD_FROM_FORM, VD_P_TEXT, .max = 64, .about = "hash of the activity as it was shown"), \
    {.name = "accion", .from = VD_FROM_FORM, .kind = VD_P_CHOICE, .offset = offsetof(struct form_input, help.accion), .choices = helps, .label = "Acción", .about = "fills the form without saving it"}, \
    HELPED(repite, 5, "Se repite", "months between two windows"), HELPED(repite_desde, 20, "Desde", "first day"), HELPED(repite_hasta, 20, "Hasta", "last day"), \
    HELPED(otro, EDITOR_NAME_MOST, "Agregar una dependencia", "a unit to add to the others"), \
    HELPED(prueba_numerador, 30, "Arriba", "numerator to try the indicator with"), HELPED(prueba_denominador, 30, "Abajo", "denominator to try the indicator with")
#define ROW VD_PARAM(form_input, actividad, VD_FROM_PATH, VD_P_SLUG, .max = 80, .required = true, .about = "address of the activity, 4.3.4")
#define REQUEST(where) VD_PARAM(form_input, pedido, where, VD_P_INT, .min = 1, .max = 1000000, .about = "number of the request that led here, to go back to")
static const char *const helps[] = {"fechas", "dependencia", "probar", NULL};
static const struct vd_param of_new[] = {LIFE_ADDRESS(form_input),
    {.name = "parte", .from = VD_FROM_QUERY, .kind = VD_P_TEXT, .offset = offsetof(struct form_input, typed.parte), .max = 20, .about = "component that is chosen already"}, {.name = NULL}};
static const struct vd_param of_edit[] = {LIFE_ADDRESS(form_input), ROW, STAFF_DONE(form_input), REQUEST(VD_FROM_QUERY), {.name = NULL}};
static const struct vd_param of_add[] = {LIFE_ADDRESS(form_input), FORM, {.name = NULL}};
static const struct vd_param of_save[] = {LIFE_ADDRESS(form_input), ROW, FORM,
    REQUEST(VD_FROM_FORM), VD_PARAM(form_input, elegir, VD_FROM_FORM, VD_P_TEXT, .max = 400, .about = "fields that two people changed and that are asked, with a comma behind each"),
    EDITOR_FIELDS(BEFORE) EDITOR_FIELDS(CHOSEN) {.name = NULL}};

const struct vd_route editor_form_routes[] = {
    STAFF_PAGE(form_input, EDITOR_BASE "/actividades/nueva", of_new, "plan.ver_borrador", form_page, "form of a new activity", .scripted = true),
    STAFF_POST(form_input, EDITOR_BASE "/actividades/nueva", of_add, "plan.ver_borrador", form_post, "add an activity", .scripted = true),
    STAFF_PAGE(form_input, EDITOR_BASE "/actividades/{actividad}", of_edit, "plan.ver_borrador", form_page, "form of an activity", .scripted = true),
    STAFF_POST(form_input, EDITOR_BASE "/actividades/{actividad}", of_save, "plan.ver_borrador", form_post, "save an activity", .scripted = true),
    {.path = NULL},
};
