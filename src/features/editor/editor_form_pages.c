/* SPDX-License-Identifier: Apache-2.0 */
/* The form of one activity: as it stands, as it was typed and came back, and beside what somebody else saved meanwhile. */
#include "features/editor/editor_form.tpl.h"
#include "features/editor/editor_pages.h"

struct form_input {
    struct vd_str entidad;
    struct vd_str familia; struct vd_oint vigencia, version;
    struct vd_oint hecho;
    struct vd_str actividad, visto;
    struct editor_typed typed;
};

/* ---- choices */

static void choose(struct vd_req *rq, struct vd_choices *c, const char *value, const char *text, struct vd_str chosen)
{
    *VD_PUSH(rq->arena, &c->of) = (struct vd_choice){.value = vd_str_of(value), .text = vd_str_of(text), .chosen = vd_str_is(chosen, value)};
}

static struct vd_choices list(struct vd_req *rq, const char *name, struct vd_str label, struct vd_str hint, bool optional)
{
    return (struct vd_choices){.name = name, .label = label, .hint = hint, .error = staff_wrong_of(rq, name), .as_list = true, .optional = optional};
}

static void fill_parts(struct vd_req *rq, const struct editor_opened *opened, const struct editor_typed *typed, struct editor_form_view *view)
{
    view->part = list(rq, "parte", VD_S("Componente"), (struct vd_str){0}, false);
    VD_EACH(c, &opened->rows.components) {
        struct vd_str key = vd_str_printf(rq->arena, "%" PRId64, c->key);
        choose(rq, &view->part, key.p, editor_part_name(rq->arena, &opened->rows, c).p, typed->parte);
    }
}

static void fill_measure(struct vd_req *rq, const struct editor_typed *typed, struct editor_form_view *view)
{
    view->unit = list(rq, "unidad", VD_S("En qué se mide"), VD_S("Sin elegir: como lo dice la meta."), true);
    choose(rq, &view->unit, "percent", "Porcentaje", typed->unidad);
    choose(rq, &view->unit, "count", "Cantidad", typed->unidad);
    choose(rq, &view->unit, "boolean-product", "Un producto: se hizo o no", typed->unidad);
    view->sense = list(rq, "sentido", VD_S("Qué resultado es mejor"), VD_S("Sin elegir: como lo dice la meta."), true);
    choose(rq, &view->sense, "mayor", "Cuanto más, mejor", typed->sentido);
    choose(rq, &view->sense, "menor", "Cuanto menos, mejor", typed->sentido);
}

/* Who writes only the rows of a unit may lead with no other. */
static void fill_leads(struct vd_req *rq, const struct editor_opened *opened, const struct editor_typed *typed, struct editor_form_view *view)
{
    view->lead = list(rq, "lider", VD_S("Dependencia líder"), VD_S("La que responde por la actividad. Es una sola."), false);
    VD_EACH(u, &opened->units.all)
        if (editor_may_row(staff_who(rq), u->id))
            choose(rq, &view->lead, vd_str_c(rq->arena, u->slug), vd_str_c(rq->arena, u->name), typed->lider);
}

static struct vd_input text(struct vd_req *rq, const char *name, struct vd_str label, struct vd_str value, struct vd_str hint, int64_t rows)
{
    struct vd_input input = staff_input(rq, name, label, value);
    input.hint = hint;
    input.rows = rows;
    return input;
}

static void fill_texts(struct vd_req *rq, const struct life_version_row *version, const struct editor_typed *t, struct editor_form_view *view)
{
    view->code = text(rq, "codigo", VD_S("Número"), t->codigo, VD_S("Como la numera el plan, por ejemplo 2.3."), 0);
    view->code.width = "w-s";
    view->description = text(rq, "descripcion", VD_S("Actividad"), t->descripcion, VD_S("Qué se hará."), 3);
    view->product = text(rq, "producto", VD_S("Producto"), t->producto, (struct vd_str){0}, 2);
    struct vd_str said = editor_goal_said(rq->arena, t->meta, t->indicador);
    view->goal = text(rq, "meta", VD_S("Meta"), t->meta, said.n ? said : VD_S("Cuánto se espera, por ejemplo: 90 % de las peticiones respondidas a tiempo; 3 informes."), 2);
    view->indicator = text(rq, "indicador", VD_S("Indicador"), t->indicador, VD_S("Su nombre, por ejemplo: Porcentaje de peticiones respondidas a tiempo."), 0);
    view->formula = text(rq, "formula", VD_S("Fórmula"), t->formula, (struct vd_str){0}, 0);
    view->dates = text(rq, "fechas", VD_S("Fechas"), t->fechas,
                       vd_str_printf(rq->arena, "Una ventana en cada línea, por ejemplo: 01/02/%" PRId64 " a 31/03/%" PRId64 ".", version->vigencia, version->vigencia), 3);
    view->new_lead = text(rq, "lider_nuevo", VD_S("O una dependencia líder que no está en la lista"), t->lider_nuevo, VD_S("Se crea con este nombre."), 0);
    view->others = text(rq, "otros", VD_S("Otras dependencias que participan"), t->otros, VD_S("Una en cada línea."), 2);
    view->code.optional = view->product.optional = view->goal.optional = view->indicator.optional = view->formula.optional = view->new_lead.optional = view->others.optional = true;
}

/* ---- somebody else changed it */

static struct vd_str ago(struct vd_req *rq, vd_us at)
{
    int64_t minutes = (rq->now - at) / 60000000;
    if (minutes < 1)
        return VD_S("hace menos de un minuto");
    if (minutes < 60)
        return vd_str_printf(rq->arena, minutes == 1 ? "hace %" PRId64 " minuto" : "hace %" PRId64 " minutos", minutes);
    return vd_str_printf(rq->arena, "el %.*s", VD_SARG(vd_es_instant(rq->arena, at)));
}

static struct vd_str part_named(struct vd_req *rq, const struct editor_opened *opened, struct vd_str typed)
{
    int64_t key = 0;
    const struct row_component *c = vd_str_i64(typed, &key) ? editor_component(&opened->rows, key) : NULL;
    return c ? editor_part_name(rq->arena, &opened->rows, c) : typed;
}

static struct vd_str lead_named(const struct editor_opened *opened, const struct editor_typed *t)
{
    VD_EACH(u, &opened->units.all)
        if (vd_str_eq(u->slug, t->lider))
            return u->name;
    return t->lider_nuevo;
}

static void differ(struct vd_req *rq, struct editor_form_view *view, struct vd_str label, struct vd_str now, struct vd_str typed)
{
    *VD_PUSH(rq->arena, &view->differences) = (struct editor_difference){label, now, typed, !vd_str_eq(vd_str_squeeze(rq->arena, now), vd_str_squeeze(rq->arena, typed))};
}

static void compare(struct vd_req *rq, const struct editor_opened *opened, const struct editor_typed *now, const struct editor_typed *t, struct editor_form_view *view)
{
    differ(rq, view, VD_S("Componente"), part_named(rq, opened, now->parte), part_named(rq, opened, t->parte));
    differ(rq, view, VD_S("Número"), now->codigo, t->codigo);
    differ(rq, view, VD_S("Actividad"), now->descripcion, t->descripcion);
    differ(rq, view, VD_S("Producto"), now->producto, t->producto);
    differ(rq, view, VD_S("Meta"), now->meta, t->meta);
    differ(rq, view, VD_S("Indicador"), now->indicador, t->indicador);
    differ(rq, view, VD_S("Fórmula"), now->formula, t->formula);
    differ(rq, view, VD_S("Fechas"), now->fechas, t->fechas);
    differ(rq, view, VD_S("Dependencia líder"), lead_named(opened, now), lead_named(opened, t));
    differ(rq, view, VD_S("Otras dependencias"), now->otros, t->otros);
}

static enum vd_err fill_conflict(struct vd_req *rq, const struct editor_opened *opened, const struct editor_one *one, const struct editor_typed *typed, struct editor_form_view *view)
{
    struct editor_changed last;
    const struct editor_typed now = editor_typed_of(rq->arena, one, &opened->units.all);
    enum vd_err err = editor_last_change(rq->db, rq->arena, opened->version.entity_id, one->row.key, &last);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    view->conflict = err == VD_OK ? vd_str_printf(rq->arena, "%.*s cambió esta actividad %.*s", VD_SARG(last.person), VD_SARG(ago(rq, last.at))) :
                                    VD_S("Otra persona cambió esta actividad");
    compare(rq, opened, &now, typed, view);
    return VD_OK;
}

/* ---- the page */

struct shown {
    const struct editor_opened *opened;
    const struct editor_one *one;  /* key 0: it is to be added */
    const struct editor_typed *typed;
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

static enum vd_err show(struct vd_req *rq, const struct shown *s)
{
    const struct life_version_row *version = &s->opened->version;
    bool is_new = !s->one->row.key;
    struct vd_str address = is_new ? VD_S("nueva") : s->one->row.address;
    struct vd_str title = is_new ? VD_S("Agregar actividad") : vd_str_printf(rq->arena, "Actividad %.*s", VD_SARG(address));
    struct editor_form_view view = {.heading = title, .wrongs = staff_wrongs(rq), .seen = s->one->seen, .back = editor_url(rq, version, "actividades"),
        .token = vd_form_token(rq, is_new ? EDITOR_BASE "/actividades/nueva" : EDITOR_BASE "/actividades/{actividad}"), .may_all = editor_may_all(staff_who(rq)),
        .action = editor_url(rq, version, vd_str_printf(rq->arena, "actividades/%.*s", VD_SARG(address)).p)};
    if (!is_new)
        view.rights = vd_url_with(rq->arena, editor_url(rq, version, "derechos"), vd_str_printf(rq->arena, "?actividad=%.*s", VD_SARG(address)).p);
    VD_TRY(life_page_below(rq, version, title, &view.page));
    staff_crumb(rq, &view.page, VD_S("Actividades"), view.back);
    VD_TRY(staff_done(rq, s->done, &view.page));
    fill_parts(rq, s->opened, s->typed, &view);
    fill_texts(rq, version, s->typed, &view);
    fill_measure(rq, s->typed, &view);
    fill_leads(rq, s->opened, s->typed, &view);
    if (!is_new)
        VD_TRY(fill_findings(rq, s, &view));
    if (s->conflict) {
        VD_TRY(fill_conflict(rq, s->opened, s->one, s->typed, &view));
        rq->status = 409;
    }
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
    return show(rq, &(struct shown){&opened, &one, &typed, in->hecho, false});
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
        return staff_go(rq, editor_url(rq, &opened.version, "actividades"), write->seq);
    bool conflict = write->err == VD_CONFLICT && !write->problem.n && one.row.key && !vd_str_eq(one.seen, asking->seen);
    if (write->err == VD_CONFLICT && !conflict)
        return staff_failed(rq, write);
    if (write->err == VD_INVALID)
        vd_req_wrong(rq, "", "%.*s", VD_SARG(write->problem));
    return show(rq, &(struct shown){&opened, &one, &in->typed, {0}, conflict});
}

static enum vd_err form_post(struct vd_req *rq)
{
    const struct form_input *in = rq->input;
    struct editor_opened opened;
    struct editor_one one;
    struct editor_understood understood;
    VD_TRY(open_form(rq, &opened, &one));
    const struct editor_reading reading = {rq->arena, &opened.rows, &one, (int)opened.version.vigencia};
    editor_understand(&reading, &in->typed, &understood);
    VD_EACH(w, &understood.wrongs)
        if (!staff_wrong_of(rq, w->field).p)
            vd_req_wrong(rq, w->field, "%.*s", VD_SARG(w->said));
    if (rq->wrong.n) {
        if (in->visto.n)
            one.seen = in->visto; /* what came back is still a change of what was seen */
        return show(rq, &(struct shown){&opened, &one, &in->typed, {0}, false});
    }
    struct editor_asking *asking = VD_NEW(rq->arena, struct editor_asking);
    *asking = (struct editor_asking){.address = in->actividad, .seen = in->visto, .typed = in->typed};
    struct staff_write *write = editor_write_of(rq, &opened, in->actividad.n ? "plan.actividad_cambiada" : "plan.actividad_agregada", editor_save, asking);
    write->then = saved;
    return staff_write(rq, write);
}

/* ---- routes. A form with too much in a field comes back, so bounds of bytes are wide. */

#define TYPED(member, most, what, meaning) \
    {.name = #member, .from = VD_FROM_FORM, .kind = VD_P_TEXT, .offset = offsetof(struct form_input, typed.member), .max = (most), .label = (what), .about = (meaning)}
#define FORM VD_PARAM(form_input, visto, VD_FROM_FORM, VD_P_TEXT, .max = 64, .about = "hash of the activity as it was shown"), \
    TYPED(parte, 20, "Componente", "key of the component or of its part"), TYPED(codigo, EDITOR_CODE_MOST, "Número", "number as the plan gives it"), \
    TYPED(descripcion, EDITOR_TEXT_MOST, "Actividad", "what will be done"), TYPED(producto, EDITOR_TEXT_MOST, "Producto", "product"), \
    TYPED(meta, EDITOR_TEXT_MOST, "Meta", "goal, as people write it"), TYPED(indicador, EDITOR_NAME_MOST, "Indicador", "name of the indicator"), \
    TYPED(formula, EDITOR_TEXT_MOST, "Fórmula", "formula"), TYPED(unidad, 20, "En qué se mide", "percent, count or boolean-product; empty: as the goal says"), \
    TYPED(sentido, 10, "Qué resultado es mejor", "mayor or menor; empty: as the goal says"), TYPED(fechas, EDITOR_TEXT_MOST, "Fechas", "one window a line"), \
    TYPED(lider, 80, "Dependencia líder", "slug of the unit"), TYPED(lider_nuevo, EDITOR_NAME_MOST, "Dependencia líder nueva", "name of a unit that is not in the catalogue"), \
    TYPED(otros, EDITOR_TEXT_MOST, "Otras dependencias", "names, one a line")
#define ROW VD_PARAM(form_input, actividad, VD_FROM_PATH, VD_P_SLUG, .max = 80, .required = true, .about = "address of the activity, 4.3.4")
static const struct vd_param of_new[] = {LIFE_ADDRESS(form_input),
    {.name = "parte", .from = VD_FROM_QUERY, .kind = VD_P_TEXT, .offset = offsetof(struct form_input, typed.parte), .max = 20, .about = "component that is chosen already"}, {.name = NULL}};
static const struct vd_param of_edit[] = {LIFE_ADDRESS(form_input), ROW, STAFF_DONE(form_input), {.name = NULL}};
static const struct vd_param of_add[] = {LIFE_ADDRESS(form_input), FORM, {.name = NULL}};
static const struct vd_param of_save[] = {LIFE_ADDRESS(form_input), ROW, FORM, {.name = NULL}};

const struct vd_route editor_form_routes[] = {
    STAFF_PAGE(form_input, EDITOR_BASE "/actividades/nueva", of_new, "plan.ver_borrador", form_page, "form of a new activity"),
    STAFF_POST(form_input, EDITOR_BASE "/actividades/nueva", of_add, "plan.ver_borrador", form_post, "add an activity"),
    STAFF_PAGE(form_input, EDITOR_BASE "/actividades/{actividad}", of_edit, "plan.ver_borrador", form_page, "form of an activity"),
    STAFF_POST(form_input, EDITOR_BASE "/actividades/{actividad}", of_save, "plan.ver_borrador", form_post, "save an activity"),
    {.path = NULL},
};
