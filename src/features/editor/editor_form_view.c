/* SPDX-License-Identifier: Apache-2.0 */
/* Fills the form of an activity with what was typed. */
#include "features/editor/editor_form_view.h"

/* What the lists offer, field by field; the words also say what was chosen where two versions stand beside each other. */
static const struct { const char *field, *value, *text; } options[] = {
    {"unidad", "percent", "Porcentaje"}, {"unidad", "count", "Cantidad"}, {"unidad", "boolean-product", "Un producto: se hizo o no"},
    {"comparador", "igual", "Exactamente"}, {"comparador", "al_menos", "Al menos"}, {"comparador", "a_lo_sumo", "A lo sumo"},
    {"tipo", "razon", "Una división: numerador y denominador"}, {"tipo", "conteo", "Una cantidad"}, {"tipo", "entregable", "Si se entregó o no"},
    {"acumula", "si", "Sí: lo de cada período se suma"}, {"acumula", "no", "No: vale lo último que se reporte"},
    {"sentido", "mayor", "Cuanto más, mejor"}, {"sentido", "menor", "Cuanto menos, mejor"},
    {"repite", "1", "Cada mes"}, {"repite", "2", "Cada dos meses"}, {"repite", "3", "Cada tres meses"}, {"repite", "4", "Cada cuatro meses"}, {"repite", "6", "Cada seis meses"},
};

struct vd_str editor_option_text(const char *field, struct vd_str value)
{
    for (size_t i = 0; i < VD_COUNT(options); i++)
        if (strcmp(options[i].field, field) == 0 && vd_str_is(value, options[i].value))
            return vd_str_of(options[i].text);
    return value;
}

static struct vd_choices list(struct vd_req *rq, const char *name, const char *label, const char *hint, bool optional)
{
    return (struct vd_choices){.name = name, .label = vd_str_of(label), .hint = vd_str_of(hint), .error = staff_wrong_of(rq, name), .as_list = true, .optional = optional};
}

static struct vd_choices offered(struct vd_req *rq, const char *name, const char *label, const char *hint, struct vd_str chosen)
{
    struct vd_choices c = list(rq, name, label, hint, true);
    for (size_t i = 0; i < VD_COUNT(options); i++)
        if (strcmp(options[i].field, name) == 0)
            *VD_PUSH(rq->arena, &c.of) = (struct vd_choice){.value = vd_str_of(options[i].value), .text = vd_str_of(options[i].text), .chosen = vd_str_is(chosen, options[i].value)};
    return c;
}

static void fill_parts(struct vd_req *rq, const struct editor_opened *opened, const struct editor_typed *typed, struct editor_form_view *view)
{
    view->part = list(rq, "parte", "Componente", NULL, false);
    VD_EACH(c, &opened->rows.components) {
        struct vd_str key = vd_str_printf(rq->arena, "%" PRId64, c->key);
        *VD_PUSH(rq->arena, &view->part.of) = (struct vd_choice){.value = key, .text = editor_part_name(rq->arena, &opened->rows, c), .chosen = vd_str_eq(typed->parte, key)};
    }
}

/* Who writes only the rows of a unit may lead with no other. */
static void fill_leads(struct vd_req *rq, const struct editor_opened *opened, const struct editor_typed *typed, struct editor_form_view *view)
{
    view->lead = list(rq, "lider", "Dependencia líder", "La que responde por la actividad. Es una sola.", false);
    VD_EACH(u, &opened->units.all) {
        if (editor_may_row(staff_who(rq), u->id))
            *VD_PUSH(rq->arena, &view->lead.of) = (struct vd_choice){.value = u->slug, .text = u->name, .chosen = vd_str_eq(typed->lider, u->slug)};
        *VD_PUSH(rq->arena, &view->units) = u->name;
    }
}

static struct vd_input text(struct vd_req *rq, const char *name, const char *label, struct vd_str value, const char *hint, int64_t rows)
{
    struct vd_input input = staff_input(rq, name, vd_str_of(label), value);
    input.hint = vd_str_of(hint);
    input.rows = rows;
    input.optional = true;
    return input;
}

static struct vd_input figure(struct vd_req *rq, const char *name, const char *label, struct vd_str value, const char *hint)
{
    struct vd_input input = text(rq, name, label, value, hint, 0);
    input.width = "w-s";
    input.inputmode = "decimal";
    return input;
}

static void fill_what(struct vd_req *rq, const struct editor_typed *t, struct editor_form_view *view)
{
    view->code = text(rq, "codigo", "Número", t->codigo, "Como la numera el plan, por ejemplo 2.3.", 0);
    view->code.width = "w-s";
    view->description = text(rq, "descripcion", "Actividad", t->descripcion, "Qué se hará.", 3);
    view->description.optional = false;
    view->product = text(rq, "producto", "Producto", t->producto, NULL, 2);
    view->weight = figure(rq, "peso", "Peso", t->peso, "Cuánto pesa en el avance ponderado del plan. Entre todas las actividades suman 100.");
}

static void fill_goal(struct vd_req *rq, const struct editor_typed *t, struct vd_str said, struct editor_form_view *view)
{
    view->goal = text(rq, "meta", "Meta", t->meta, "Cuánto se espera, por ejemplo: 90 % de las peticiones respondidas a tiempo; 3 informes.", 2);
    if (said.n)
        view->goal.hint = said;
    view->quantity = figure(rq, "cantidad", "Cantidad", t->cantidad, NULL);
    view->unit = offered(rq, "unidad", "En qué se mide", NULL, t->unidad);
    view->comparator = offered(rq, "comparador", "Cómo se compara", NULL, t->comparador);
    view->per = text(rq, "por", "Por cada", t->por, "Si la cantidad se pide de cada una: sede, mes, comuna.", 0);
    view->per_n = figure(rq, "cuantos", "Cuántos son", t->cuantos, NULL);
    view->open_goal = t->cantidad.n || t->unidad.n || t->comparador.n || t->por.n || t->cuantos.n;
}

static void fill_indicator(struct vd_req *rq, const struct editor_typed *t, struct editor_form_view *view)
{
    view->indicator = text(rq, "indicador", "Indicador", t->indicador, "Su nombre, por ejemplo: Porcentaje de peticiones respondidas a tiempo.", 0);
    view->kind = offered(rq, "tipo", "Qué se reporta", NULL, t->tipo);
    view->numerator = text(rq, "numerador", "Numerador", t->numerador, "Por ejemplo: peticiones respondidas a tiempo.", 0);
    view->denominator = text(rq, "denominador", "Denominador", t->denominador, "Por ejemplo: peticiones recibidas.", 0);
    view->formula = text(rq, "formula", "Fórmula, como está escrita", t->formula, NULL, 0);
    view->accumulates = offered(rq, "acumula", "Lo que se reporta, ¿se acumula?", NULL, t->acumula);
    view->sense = offered(rq, "sentido", "Qué resultado es mejor", "Sin elegir: como lo dice la meta.", t->sentido);
    view->open_indicator = t->tipo.n || t->numerador.n || t->denominador.n || t->formula.n || t->acumula.n || t->sentido.n;
}

static void fill_dates(struct vd_req *rq, int64_t year, const struct editor_typed *t, const struct editor_helping *help, struct editor_form_view *view)
{
    view->dates = text(rq, "fechas", "Fechas", t->fechas, NULL, 4);
    view->dates.optional = false;
    view->dates.hint = vd_str_printf(rq->arena, "Una ventana en cada línea, por ejemplo: 01/02/%" PRId64 " a 31/03/%" PRId64 ".", year, year);
    view->every = offered(rq, "repite", "Se repite", NULL, help->repite);
    view->from = text(rq, "repite_desde", "Desde", help->repite_desde, NULL, 0);
    view->to = text(rq, "repite_hasta", "Hasta", help->repite_hasta, NULL, 0);
    view->from.width = view->to.width = "w-s";
    view->from.optional = view->to.optional = false;
    if (!view->from.value.n)
        view->from.value = vd_str_printf(rq->arena, "01/01/%" PRId64, year);
    if (!view->to.value.n)
        view->to.value = vd_str_printf(rq->arena, "31/12/%" PRId64, year);
    view->open_dates = help->repite.n > 0 || view->every.error.n || view->from.error.n || view->to.error.n;
}

static void fill_people(struct vd_req *rq, const struct editor_typed *t, const struct editor_helping *help, struct editor_form_view *view)
{
    view->new_lead = text(rq, "lider_nuevo", "O una dependencia líder que no está en la lista", t->lider_nuevo, "Se crea con este nombre.", 0);
    view->others = text(rq, "otros", "Otras dependencias que participan", t->otros, "Una en cada línea.", 2);
    view->more = help->otro;
    view->more_wrong = staff_wrong_of(rq, "otro");
}

static void fill_tramite(struct vd_req *rq, const struct editor_typed *t, struct editor_form_view *view)
{
    static const struct { const char *name, *label; int rows; } fields[] = {{"tramite_codigo", "Número en el SUIT", 0}, {"tramite_nombre", "Nombre", 0},
        {"tramite_actual", "Situación actual", 2}, {"tramite_mejora", "Mejora que se propone", 2}, {"tramite_beneficio", "Beneficio para la ciudadanía", 2},
        {"tramite_clase", "Tipo de racionalización", 0}, {"tramite_accion", "Acción de racionalización", 2}};
    struct editor_typed all = *t;
    for (const struct editor_field *f = editor_fields; f->name; f++)
        for (size_t i = 0; i < VD_COUNT(fields); i++)
            if (strcmp(f->name, fields[i].name) == 0) {
                *VD_PUSH(rq->arena, &view->tramite) = text(rq, f->name, fields[i].label, *editor_field_in(&all, f), NULL, fields[i].rows);
                view->open_tramite |= editor_field_in(&all, f)->n > 0;
            }
}

void editor_form_fill(struct vd_req *rq, const struct editor_opened *opened, const struct editor_one *one, const struct editor_typed *typed, const struct editor_helping *help,
                      struct editor_form_view *view)
{
    struct editor_understood u;
    editor_understand(&(struct editor_reading){rq->arena, &opened->rows, one, (int)opened->version.vigencia}, typed, &u);
    fill_parts(rq, opened, typed, view);
    fill_what(rq, typed, view);
    fill_goal(rq, typed, editor_goal_said(rq->arena, &u.target), view);
    fill_indicator(rq, typed, view);
    fill_dates(rq, opened->version.vigencia, typed, help, view);
    fill_leads(rq, opened, typed, view);
    fill_people(rq, typed, help, view);
    fill_tramite(rq, typed, view);
    view->trial_n = figure(rq, "prueba_numerador", "Arriba", help->prueba_numerador, NULL);
    view->trial_d = figure(rq, "prueba_denominador", "Abajo", help->prueba_denominador, NULL);
    if (vd_str_is(help->accion, "probar"))
        view->trial = editor_trial(rq->arena, &u, help->prueba_numerador, help->prueba_denominador);
    view->open_indicator |= view->trial.n > 0;
}

/* ---- for other features */

static void add(struct vd_req *rq, const struct vd_choices *choices, const struct vd_input *input, struct editor_fold *fold)
{
    fold->open |= (choices ? choices->error.n : input->error.n) > 0;
    *VD_PUSH(rq->arena, &fold->of) = choices ? (struct editor_widget){.name = choices->name, .chooses = true, .choices = *choices} : (struct editor_widget){.name = input->name, .input = *input};
}

/* Folded as the form of an activity is. */
static void add_folds(struct vd_req *rq, const struct editor_form_view *v, editor_folds *ret)
{
    enum { SHOWN, GOAL, NAMED, INDICATOR, DATES, TRAMITE, FOLDS };
    const struct { int fold; const struct vd_choices *choices; const struct vd_input *input; } all[] = {{SHOWN, &v->part, NULL}, {SHOWN, NULL, &v->code}, {SHOWN, NULL, &v->description},
        {SHOWN, NULL, &v->product}, {SHOWN, NULL, &v->goal}, {GOAL, &v->comparator, NULL}, {GOAL, NULL, &v->quantity}, {GOAL, &v->unit, NULL}, {GOAL, NULL, &v->per}, {GOAL, NULL, &v->per_n},
        {NAMED, NULL, &v->indicator}, {INDICATOR, &v->kind, NULL}, {INDICATOR, NULL, &v->numerator}, {INDICATOR, NULL, &v->denominator}, {INDICATOR, NULL, &v->formula},
        {INDICATOR, &v->accumulates, NULL}, {INDICATOR, &v->sense, NULL}, {DATES, NULL, &v->dates}, {DATES, &v->lead, NULL}, {DATES, NULL, &v->others}, {DATES, NULL, &v->weight}};
    const struct editor_fold folds[FOLDS] = {[GOAL] = {.summary = VD_S("Precisar la meta con cifras"), .open = v->open_goal},
        [INDICATOR] = {.summary = VD_S("Cómo se calcula el indicador"), .open = v->open_indicator}, [TRAMITE] = {.summary = VD_S("Si racionaliza un trámite"), .open = v->open_tramite}};
    for (int i = 0; i < FOLDS; i++) {
        struct editor_fold *fold = VD_PUSH(rq->arena, ret);
        *fold = folds[i];
        for (size_t k = 0; k < VD_COUNT(all); k++)
            if (all[k].fold == i)
                add(rq, all[k].choices, all[k].input, fold);
    }
    VD_EACH(input, &v->tramite)
        add(rq, NULL, input, &ret->v[TRAMITE]);
}

enum vd_err editor_widgets_of(struct vd_req *rq, const struct life_version_row *version, const struct editor_typed *typed, editor_folds *ret)
{
    static const struct editor_one none = {0};
    struct editor_opened opened = {.version = *version};
    struct editor_form_view v = {0};
    VD_TRY(editor_rows_read(rq->db, rq->arena, version->entity_id, version->id, &opened.rows));
    VD_TRY(editor_units_read(rq->db, rq->arena, version->entity_id, rq->today, &opened.units));
    editor_form_fill(rq, &opened, &none, typed, &(struct editor_helping){0}, &v);
    v.lead.of.n = 0;
    VD_EACH(u, &opened.units.all)
        *VD_PUSH(rq->arena, &v.lead.of) = (struct vd_choice){.value = u->slug, .text = u->name, .chosen = vd_str_eq(typed->lider, u->slug)};
    add_folds(rq, &v, ret);
    return VD_OK;
}
