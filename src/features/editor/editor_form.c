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

/* ---- from the rows */

struct vd_str editor_indicator_name(const struct editor_one *one)
{
    const struct row_indicator *n = &one->indicator;
    bool own = n->key && !vd_str_eq(n->name, one->row.product) && !vd_str_eq(n->name, one->row.goal_raw) && !vd_str_eq(n->name, n->formula);
    return own ? n->name : (struct vd_str){0};
}

static const struct vd_unit *unit_at(const vd_units *units, int64_t id)
{
    VD_EACH(u, units)
        if (u->id == id)
            return u;
    return NULL;
}

static void fill_people(struct vd_arena *arena, const struct editor_one *one, const vd_units *units, struct editor_typed *typed)
{
    VD_EACH(r, &one->responsibles) {
        const struct vd_unit *unit = unit_at(units, r->unit_id);
        if (!unit)
            continue;
        if (r->is_lead)
            typed->lider = unit->slug;
        else
            typed->otros = vd_str_printf(arena, "%.*s%s%.*s", VD_SARG(typed->otros), typed->otros.n ? "\n" : "", VD_SARG(unit->name));
    }
}

static bool is_lower_better(const struct plan_target *target) { return target->polarity && strcmp(target->polarity, "lower-better") == 0; }

/* What differs from what the goal says was chosen by a person. */
static void fill_choices(struct vd_arena *arena, const struct editor_one *one, struct editor_typed *typed)
{
    struct plan_target target;
    if (!one->indicator.key)
        return;
    plan_target_read_under(arena, typed->meta, typed->indicador, &target);
    if (!vd_str_is(one->indicator.unit_kind, target.unit_kind))
        typed->unidad = one->indicator.unit_kind;
    if (one->indicator.lower_better != is_lower_better(&target))
        typed->sentido = one->indicator.lower_better ? VD_S("menor") : VD_S("mayor");
}

struct editor_typed editor_typed_of(struct vd_arena *arena, const struct editor_one *one, const vd_units *units)
{
    struct editor_typed typed = {.parte = vd_str_printf(arena, "%" PRId64, editor_part_of(&one->row)), .codigo = one->row.code,
        .descripcion = one->row.description, .producto = one->row.product, .meta = one->row.goal_raw, .indicador = editor_indicator_name(one),
        .formula = one->indicator.formula, .fechas = editor_dates_text(arena, one)};
    fill_people(arena, one, units, &typed);
    fill_choices(arena, one, &typed);
    return typed;
}

/* ---- from the form */

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

static void read_goal(const struct editor_reading *of, const struct editor_typed *typed, struct editor_understood *u)
{
    const struct plan_problem *contradiction;
    bool measured = vd_str_is(typed->unidad, "percent") || vd_str_is(typed->unidad, "count");
    plan_target_read_under(of->arena, typed->meta, typed->indicador, &u->target);
    u->has_goal = typed->meta.n > 0;
    u->unit_kind = typed->unidad.n ? vd_str_c(of->arena, typed->unidad) : u->target.unit_kind;
    u->lower_better = typed->sentido.n ? vd_str_is(typed->sentido, "menor") : is_lower_better(&u->target);
    u->indicator = typed->indicador.n ? typed->indicador : typed->producto.n && (typed->meta.n || typed->formula.n) ? typed->producto : typed->meta.n ? typed->meta : typed->formula;
    contradiction = problem_of(&u->target.verdict, "VD-P005");
    if (contradiction && !vd_str_eq(typed->meta, of->one->row.goal_raw))
        wrong(of, u, "meta", said_of(of->arena, contradiction));
    else if (measured && !u->target.qty_u6.has)
        wrong(of, u, "meta", u->has_goal ? vd_str_printf(of->arena, "«%.*s» no dice cuánto se espera: escriba la cantidad, por ejemplo «90 %%» o «3 informes»", VD_SARG(typed->meta)) :
                                           VD_S("Escriba la meta, por ejemplo «90 %» o «3 informes»"));
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
    read_part(of, typed, &u);
    if (vd_str_trim(typed->descripcion).n < LEAST_DESCRIPTION)
        wrong(of, &u, "descripcion", VD_S("Escriba qué se hará"));
    read_goal(of, typed, &u);
    read_dates(of, typed, &u);
    read_people(of, typed, &u);
    *ret = u;
}

/* ">= 90 %" -> "al menos 90 %" */
static struct vd_str in_words(struct vd_arena *arena, struct vd_str reading)
{
    bool least = vd_str_starts(reading, VD_S(">= ")), most = vd_str_starts(reading, VD_S("<= "));
    return least || most ? vd_str_printf(arena, "%s %.*s", least ? "al menos" : "a lo sumo", VD_SARG(vd_str_sub(reading, 3, reading.n))) : reading;
}

struct vd_str editor_goal_said(struct vd_arena *arena, struct vd_str goal, struct vd_str indicator)
{
    struct plan_target target;
    if (!goal.n)
        return (struct vd_str){0};
    plan_target_read_under(arena, goal, indicator, &target);
    struct vd_str said = target.qty_u6.has ? vd_str_printf(arena, "Se lee: %.*s.", VD_SARG(in_words(arena, plan_target_reading(arena, &target)))) : VD_S("No dice una cantidad.");
    if (target.condition.n)
        said = vd_str_printf(arena, "%.*s Solo se debe %.*s.", VD_SARG(said), VD_SARG(target.condition));
    VD_EACH(note, &target.verdict.notes)
        if (note->weight == PLAN_SUPPOSED)
            said = vd_str_printf(arena, "%.*s %.*s", VD_SARG(said), VD_SARG(note->text));
    return said;
}
