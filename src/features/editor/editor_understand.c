/* SPDX-License-Identifier: Apache-2.0 */
#include "features/editor/editor_form.h"

enum { LEAST_DESCRIPTION = 5 };

static void wrong(const struct editor_reading *of, struct editor_understood *u, const char *field, struct vd_str said)
{
    VD_EACH(w, &u->wrongs)
        if (strcmp(w->field, field) == 0)
            return;
    *VD_PUSH(of->arena, &u->wrongs) = (struct editor_wrong){field, said};
}

static void read_part(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *u)
{
    int64_t key = 0;
    const struct row_component *c = vd_str_i64(typed->parte, &key) ? editor_component(of->rows, key) : NULL;
    if (!c) {
        wrong(of, u, "parte", VD_S("Elija el componente en que va la actividad"));
        return;
    }
    u->component = c->parent_key.has ? editor_component(of->rows, c->parent_key.v) : c;
    u->part = c->parent_key.has ? c : NULL;
}

static struct vd_str said_of(struct vd_arena *arena, const struct plan_problem *problem)
{
    struct plan_finding_words words = plan_finding_words_of(arena, vd_str_of(problem->code), problem->read_text, problem->proposal);
    return words.proposal.n ? vd_str_printf(arena, "%.*s. Propuesta: %.*s", VD_SARG(words.fact), VD_SARG(words.proposal)) : words.fact;
}

static const struct plan_problem *problem_of(const struct plan_verdict *verdict, const char *code)
{
    VD_EACH(p, &verdict->problems)
        if (strcmp(p->code, code) == 0)
            return p;
    return NULL;
}

/* The figures that a person wrote beside the goal. What the text surely says otherwise is said, since the public reads the text. */
static void read_figures(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *u)
{
    struct plan_target *t = &u->target;
    int64_t n = 0;
    if (typed->cantidad.n && !editor_number(of->arena, typed->cantidad, &n)) {
        wrong(of, u, "cantidad", VD_S("Escriba un número, por ejemplo 90 o 2,5"));
    } else if (typed->cantidad.n && t->qty_u6.has && t->qty_u6.v != n && t->verdict.status == PLAN_READ) {
        wrong(of, u, "cantidad", vd_str_printf(of->arena, "La meta dice %.*s: corrija una de las dos", VD_SARG(plan_target_reading(of->arena, t))));
    } else if (typed->cantidad.n) {
        t->qty_u6 = vd_some(n);
    }
    const char *chosen = typed->comparador.n ? editor_comparator_stored(typed->comparador) : t->comparator;
    if (!chosen)
        wrong(of, u, "comparador", VD_S("Elija cómo se compara"));
    t->comparator = chosen ? chosen : "=";
    if (typed->por.n)
        t->per = typed->por;
    if (typed->cuantos.n && (!vd_str_i64(typed->cuantos, &n) || n < 1))
        wrong(of, u, "cuantos", VD_S("Escriba cuántos son, en números, por ejemplo 12"));
    else if (typed->cuantos.n)
        t->per_count = vd_some(n);
    if (t->per_count.has && !t->per.n)
        wrong(of, u, "por", VD_S("Diga por cada qué: sede, mes, comuna"));
}

/* "Al menos 90 %", "3 por cada sede": the text of a goal of which only the figures were written. */
static struct vd_str goal_text(const struct editor_reading *of, const struct editor_typed *typed, const struct editor_understood *u)
{
    struct vd_str qty = u->target.qty_u6.has ? vd_es_qty(of->arena, u->target.qty_u6) : (struct vd_str){0};
    const char *before = strcmp(u->target.comparator, ">=") == 0 ? "Al menos " : strcmp(u->target.comparator, "<=") == 0 ? "A lo sumo " : "";
    if (typed->meta.n || !qty.n)
        return typed->meta;
    return vd_str_printf(of->arena, "%s%.*s%s%s%.*s", before, VD_SARG(qty), strcmp(u->unit_kind, "percent") == 0 ? " %" : "", u->target.per.n ? " por cada " : "", VD_SARG(u->target.per));
}

static void name_indicator(const struct editor_typed *typed, struct editor_understood *u)
{
    bool measured = u->goal.n || typed->formula.n || typed->tipo.n;
    u->indicator = typed->indicador.n ? typed->indicador : typed->producto.n && measured ? typed->producto : u->goal.n ? u->goal :
                   typed->formula.n ? typed->formula : typed->numerador;
}

static bool is_one_of(struct vd_str value, const char *const *all)
{
    for (; *all; all++)
        if (vd_str_is(value, *all))
            return true;
    return !value.n;
}

/* What no list offers comes from no form of ours. */
static void read_choices(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *u)
{
    static const char *const units[] = {"percent", "count", "boolean-product", "none", NULL}, *const kinds[] = {"razon", "conteo", "entregable", NULL},
        *const senses[] = {"mayor", "menor", NULL}, *const answers[] = {"si", "no", NULL};
    const struct { const char *field; struct vd_str value; const char *const *all; } choices[] = {
        {"unidad", typed->unidad, units}, {"tipo", typed->tipo, kinds}, {"sentido", typed->sentido, senses}, {"acumula", typed->acumula, answers}};
    for (size_t i = 0; i < VD_COUNT(choices); i++)
        if (!is_one_of(choices[i].value, choices[i].all))
            wrong(of, u, choices[i].field, VD_S("Elija una de la lista"));
}

static void read_goal(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *u)
{
    const struct plan_problem *contradiction;
    bool measured = vd_str_is(typed->unidad, "percent") || vd_str_is(typed->unidad, "count");
    plan_target_read_under(of->arena, typed->meta, typed->indicador, &u->target);
    contradiction = problem_of(&u->target.verdict, "VD-P005");
    u->unit_kind = typed->unidad.n ? vd_str_c(of->arena, typed->unidad) : typed->cantidad.n && !typed->meta.n ? "count" : u->target.unit_kind;
    u->lower_better = typed->sentido.n ? vd_str_is(typed->sentido, "menor") : editor_lower_better(&u->target);
    read_figures(of, typed, u);
    if (contradiction && !vd_str_eq(typed->meta, of->one->row.goal_raw))
        wrong(of, u, "meta", said_of(of->arena, contradiction));
    else if (measured && !u->target.qty_u6.has)
        wrong(of, u, "meta", typed->meta.n ? vd_str_printf(of->arena, "«%.*s» no dice cuánto se espera: escriba la cantidad, por ejemplo «90 %%» o «3 informes»", VD_SARG(typed->meta)) :
                                             VD_S("Escriba la meta, por ejemplo «90 %» o «3 informes»"));
    u->goal = goal_text(of, typed, u);
    name_indicator(typed, u);
}

/* What a report of it will be asked for. */
static void read_formula(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *u)
{
    bool ratio = vd_str_is(typed->tipo, "razon");
    if (ratio && !typed->numerador.n)
        wrong(of, u, "numerador", VD_S("Diga qué se cuenta arriba, por ejemplo: peticiones respondidas a tiempo"));
    if (ratio && !typed->denominador.n)
        wrong(of, u, "denominador", VD_S("Diga sobre qué se divide, por ejemplo: peticiones recibidas"));
    if (!ratio && (typed->numerador.n || typed->denominador.n))
        wrong(of, u, "tipo", VD_S("Elija «Una división» o borre el numerador y el denominador"));
    if (ratio && strcmp(u->unit_kind, "percent") != 0)
        wrong(of, u, "tipo", VD_S("Una división da un porcentaje: escriba la meta en porcentaje o elija otra forma de reportar"));
    if (typed->acumula.n)
        u->accumulates = vd_some(vd_str_is(typed->acumula, "si"));
}

static void read_weight(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *u)
{
    int64_t weight = 0;
    if (!typed->peso.n)
        return;
    if (!editor_number(of->arena, typed->peso, &weight) || weight <= 0 || weight > INT64_C(100000000))
        wrong(of, u, "peso", VD_S("Escriba el peso como un número mayor que 0 y hasta 100, por ejemplo 2,5"));
    else
        u->weight_u6 = vd_some(weight);
}

static bool has_tramite(const struct editor_typed *t)
{
    return t->tramite_codigo.n || t->tramite_nombre.n || t->tramite_actual.n || t->tramite_mejora.n || t->tramite_beneficio.n || t->tramite_clase.n || t->tramite_accion.n;
}

/* ---- dates: a line is refused when it names no day that exists, or could name two */

static bool is_error(const struct plan_problem *problem)
{
    const struct law_findings *law = plan_law_finding(vd_str_of(problem->code));
    return law && vd_str_is(law->severity, "error");
}

static struct vd_str date_problem(const struct editor_reading *of, struct vd_str line, const struct plan_schedule *schedule)
{
    VD_EACH(p, &schedule->verdict.problems)
        if (is_error(p))
            return said_of(of->arena, p);
    VD_EACH(note, &schedule->verdict.notes)
        if (note->weight == PLAN_AMBIGUOUS)
            return vd_str_printf(of->arena, "«%.*s»: %.*s", VD_SARG(line), VD_SARG(note->text));
    if (strcmp(schedule->kind, "none") == 0)
        return vd_str_printf(of->arena, "«%.*s» no se pudo leer como fecha: escriba por ejemplo «01/02/%d a 31/03/%d»", VD_SARG(line), of->vigencia, of->vigencia);
    return (struct vd_str){0};
}

static const char *kind_of_many(const struct editor_understood *u, const char *last)
{
    bool ranges = false;
    if (u->windows.n < 2)
        return last;
    VD_EACH(w, &u->windows)
        ranges |= w->from.year != 0;
    return ranges ? "windows" : "points";
}

static void read_line(const struct editor_reading *of, struct vd_str line, size_t lines, struct editor_understood *u)
{
    struct plan_schedule schedule;
    plan_dates_read(of->arena, line, of->vigencia, &schedule);
    struct vd_str problem = date_problem(of, line, &schedule);
    if (problem.n) {
        wrong(of, u, "fechas", problem);
        return;
    }
    VD_EACH(w, &schedule.windows) {
        struct plan_window *one = VD_PUSH(of->arena, &u->windows);
        *one = *w;
        one->raw = w->raw.n ? w->raw : line;
    }
    if (schedule.supposed.n)
        u->supposed = u->supposed.n ? vd_str_printf(of->arena, "%.*s %.*s", VD_SARG(u->supposed), VD_SARG(schedule.supposed)) : schedule.supposed;
    u->schedule_kind = lines > 1 ? kind_of_many(u, schedule.kind) : schedule.kind;
    u->schedule = u->schedule.n ? vd_str_printf(of->arena, "%.*s\n%.*s", VD_SARG(u->schedule), VD_SARG(line)) : line;
}

static struct vd_str joined(struct vd_arena *arena, struct vd_str text)
{
    struct vd_str out = VD_S(""), line;
    while (vd_str_split(&text, '\n', &line)) {
        line = vd_str_squeeze(arena, line);
        if (line.n)
            out = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(out), out.n ? "\n" : "", VD_SARG(line));
    }
    return out;
}

static void read_dates(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *u)
{
    struct vd_str text = joined(of->arena, typed->fechas), line;
    u->schedule_kind = "none";
    u->keeps_dates = of->one->row.key && vd_str_eq(text, joined(of->arena, editor_dates_text(of->arena, of->one)));
    if (u->keeps_dates)
        return;
    if (!text.n) {
        wrong(of, u, "fechas", VD_S("Escriba cuándo se cumple: una ventana de fechas en cada línea"));
        return;
    }
    size_t lines = 1;
    for (size_t i = 0; i < text.n; i++)
        lines += text.p[i] == '\n';
    while (vd_str_split(&text, '\n', &line))
        read_line(of, line, lines, u);
    if (u->windows.n > PLAN_MAX_WINDOWS)
        wrong(of, u, "fechas", VD_S("Son demasiadas fechas para una actividad"));
}

static void read_people(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *u)
{
    struct vd_str rest = joined(of->arena, typed->otros), line;
    u->lead_slug = typed->lider;
    u->lead_name = vd_str_squeeze(of->arena, typed->lider_nuevo);
    if (u->lead_slug.n && u->lead_name.n)
        wrong(of, u, "lider_nuevo", VD_S("Elija la dependencia líder de la lista o escriba una nueva, no las dos"));
    else if (!u->lead_slug.n && !u->lead_name.n)
        wrong(of, u, "lider", VD_S("Diga qué dependencia lidera la actividad"));
    while (rest.n && vd_str_split(&rest, '\n', &line))
        *VD_PUSH(of->arena, &u->others) = line;
    if (u->others.n >= PLAN_MAX_RESPONSIBLES)
        wrong(of, u, "otros", VD_S("Son demasiados responsables para una actividad"));
}

void editor_understand(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *ret)
{
    struct editor_understood u = {0};
    read_choices(of, typed, &u);
    read_part(of, typed, &u);
    if (vd_str_trim(typed->descripcion).n < LEAST_DESCRIPTION)
        wrong(of, &u, "descripcion", VD_S("Escriba qué se hará"));
    read_goal(of, typed, &u);
    read_formula(of, typed, &u);
    read_weight(of, typed, &u);
    u.has_tramite = has_tramite(typed);
    read_dates(of, typed, &u);
    read_people(of, typed, &u);
    *ret = u;
}
