/* SPDX-License-Identifier: Apache-2.0 */
/* What one text of a cell says to the rules of the reading; nothing is opened or stored. */
#include "base/json.h"
#include "cli/commands.h"
#include "features/plan/cells/plan_dates.h"
#include "features/plan/cells/plan_people.h"
#include "features/plan/cells/plan_targets.h"
#include "features/plan/read/plan_law.h"

enum { OUTPUT_MAX = 8 * 1024 * 1024, TEXT_MAX = 64 * 1024 };

struct output { struct vd_arena *arena; struct vd_buf *buf; struct vd_json json; bool as_json; };

static void str_or_null(struct output *o, const char *key, struct vd_str s) { VD_JSON_STR(&o->json, key, s.n ? s : (struct vd_str){0}); }

static void json_verdict(struct output *o, const struct plan_verdict *v)
{
    VD_JSON_STR(&o->json, "status", vd_str_of(plan_certainty_name(v->status)));
    vd_json_key(&o->json, "notes");
    vd_json_array(&o->json);
    VD_EACH(n, &v->notes) {
        vd_json_object(&o->json);
        VD_JSON_STR(&o->json, "code", vd_str_of(n->code));
        VD_JSON_STR(&o->json, "status", vd_str_of(plan_certainty_name(n->weight)));
        VD_JSON_STR(&o->json, "text", n->text);
        vd_json_object_end(&o->json);
    }
    vd_json_array_end(&o->json);
    vd_json_key(&o->json, "problems");
    vd_json_array(&o->json);
    VD_EACH(p, &v->problems) {
        vd_json_object(&o->json);
        VD_JSON_STR(&o->json, "code", vd_str_of(p->code));
        VD_JSON_STR(&o->json, "raw", p->read_text);
        str_or_null(o, "proposal", p->proposal);
        VD_JSON_STR(&o->json, "text", plan_finding_text(o->arena, vd_str_of(p->code), p->read_text, p->proposal));
        vd_json_object_end(&o->json);
    }
    vd_json_array_end(&o->json);
}

static void json_windows(struct output *o, const struct plan_schedule *s)
{
    static const char *const granularity[] = {"day", "month", "year"}, *const source[] = {NULL, "explicit", "vigencia"};
    vd_json_key(&o->json, "windows");
    vd_json_array(&o->json);
    VD_EACH(w, &s->windows) {
        vd_json_object(&o->json);
        VD_JSON_STR(&o->json, "from", vd_date_iso(o->arena, w->from));
        VD_JSON_STR(&o->json, "due", vd_date_iso(o->arena, w->due));
        VD_JSON_STR(&o->json, "granularity", vd_str_of(granularity[w->granularity]));
        VD_JSON_STR(&o->json, "year_source", vd_str_of(source[w->year_source]));
        VD_JSON_STR(&o->json, "status", vd_str_of(plan_certainty_name(w->status)));
        VD_JSON_STR(&o->json, "problem", vd_str_of(w->problem));
        str_or_null(o, "raw", w->raw);
        vd_json_object_end(&o->json);
    }
    vd_json_array_end(&o->json);
}

static void json_recurrence(struct output *o, const struct plan_schedule *s)
{
    static const char *const units[] = {NULL, "calendar", "business"};
    const struct plan_recurrence *c = &s->recurrence;
    vd_json_key(&o->json, "recurrence");
    if (!s->recurs) {
        vd_json_null(&o->json);
        return;
    }
    vd_json_object(&o->json);
    VD_JSON_I64(&o->json, "every_months", c->every_months);
    VD_JSON_I64(&o->json, "every_days", c->every_days);
    VD_JSON_I64(&o->json, "times", c->times);
    VD_JSON_I64(&o->json, "per_months", c->per_months);
    VD_JSON_I64(&o->json, "day_of_month", c->day_of_month);
    VD_JSON_I64(&o->json, "offset_days", c->offset_days);
    VD_JSON_STR(&o->json, "offset_unit", vd_str_of(units[c->offset_unit]));
    vd_json_key(&o->json, "offset_after");
    vd_json_bool(&o->json, c->offset_after);
    vd_json_key(&o->json, "offset_supposed");
    vd_json_bool(&o->json, c->offset_supposed);
    vd_json_object_end(&o->json);
}

static void date_json(struct output *o, const struct plan_schedule *s)
{
    VD_JSON_STR(&o->json, "raw", s->raw);
    VD_JSON_STR(&o->json, "kind", vd_str_of(s->kind));
    json_windows(o, s);
    json_recurrence(o, s);
    json_verdict(o, &s->verdict);
}

static void json_quantity(struct output *o, const char *key, struct vd_oint u6)
{
    vd_json_key(&o->json, key);
    if (u6.has)
        vd_json_u6(&o->json, u6.v);
    else
        vd_json_null(&o->json);
}

static void target_json(struct output *o, const struct plan_target *t)
{
    VD_JSON_STR(&o->json, "raw", t->raw);
    json_quantity(o, "qty", t->qty_u6);
    VD_JSON_STR(&o->json, "unit_kind", vd_str_of(t->unit_kind));
    VD_JSON_STR(&o->json, "comparator", vd_str_of(t->comparator));
    VD_JSON_STR(&o->json, "polarity", vd_str_of(t->polarity));
    str_or_null(o, "condition", t->condition);
    str_or_null(o, "per", t->per);
    vd_json_key(&o->json, "per_count");
    vd_json_oint(&o->json, t->per_count);
    str_or_null(o, "coverage", t->coverage);
    str_or_null(o, "reading", plan_target_reading(o->arena, t));
    json_verdict(o, &t->verdict);
}

static void people_json(struct output *o, const struct plan_people *people)
{
    VD_JSON_STR(&o->json, "raw", people->raw);
    vd_json_key(&o->json, "people");
    vd_json_array(&o->json);
    VD_EACH(p, &people->list) {
        vd_json_object(&o->json);
        VD_JSON_STR(&o->json, "raw", p->raw);
        VD_JSON_STR(&o->json, "name", p->name);
        str_or_null(o, "alias", p->alias);
        VD_JSON_STR(&o->json, "kind", vd_str_of(p->kind));
        vd_json_key(&o->json, "lead");
        vd_json_bool(&o->json, p->lead);
        VD_JSON_STR(&o->json, "status", vd_str_of(plan_certainty_name(p->status)));
        vd_json_object_end(&o->json);
    }
    vd_json_array_end(&o->json);
    json_verdict(o, &people->verdict);
}

/* ---- for people */

static const char *shown(enum plan_certainty c) { return c == PLAN_READ ? "leído" : c == PLAN_SUPPOSED ? "supuesto" : "ambiguo"; }

static void line(struct output *o, const char *name, struct vd_str value)
{
    if (value.n)
        vd_buf_printf(o->buf, "%s: %.*s\n", name, VD_SARG(value));
}

static void text_verdict(struct output *o, const struct plan_verdict *v)
{
    line(o, "Estado", vd_str_of(shown(v->status)));
    VD_EACH(n, &v->notes)
        vd_buf_printf(o->buf, "  %s: %.*s\n", shown(n->weight), VD_SARG(n->text));
    VD_EACH(p, &v->problems)
        vd_buf_printf(o->buf, "  %s: %.*s\n", p->code, VD_SARG(plan_finding_text(o->arena, vd_str_of(p->code), p->read_text, p->proposal)));
}

static void date_text(struct output *o, const struct plan_schedule *s)
{
    static const struct { const char *kind, *words; } kinds[] = {
        {"point", "una fecha"}, {"points", "varias fechas"}, {"window", "una ventana"}, {"windows", "varias ventanas"}, {"recurring", "se repite"},
        {"permanent", "permanente"}, {"fiscal_year", "toda la vigencia"}, {"external", "la fija otro"}, {"none", "sin fecha"},
    };
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        if (strcmp(kinds[i].kind, s->kind) == 0)
            line(o, "Clase", vd_str_of(kinds[i].words));
    VD_EACH(w, &s->windows) {
        struct vd_str from = vd_date_iso(o->arena, w->from), due = vd_date_iso(o->arena, w->due);
        vd_buf_printf(o->buf, "  %.*s%s%.*s (%s)\n", VD_SARG(from), from.n ? " a " : "", VD_SARG(due.n ? due : VD_S("sin fecha")), shown(w->status));
    }
    text_verdict(o, &s->verdict);
}

static void target_text(struct output *o, const struct plan_target *t)
{
    struct vd_str reading = plan_target_reading(o->arena, t);
    line(o, "Cantidad", reading.n ? reading : VD_S("ninguna"));
    line(o, "Condición", t->condition);
    line(o, "Por cada", t->per);
    line(o, "Alcance", t->coverage);
    line(o, "Sentido", vd_str_of(!t->polarity ? "" : *t->polarity == 'l' ? "menos es mejor" : "más es mejor"));
    text_verdict(o, &t->verdict);
}

static void people_text(struct output *o, const struct plan_people *people)
{
    static const struct { char first; const char *words; } kinds[] = {{'u', "dependencia"}, {'g', "grupo"}, {'r', "cargo"}, {'c', "depende del caso"}};
    VD_EACH(p, &people->list) {
        const char *kind = "";
        for (size_t i = 0; i < VD_COUNT(kinds); i++)
            kind = *p->kind == kinds[i].first ? kinds[i].words : kind;
        vd_buf_printf(o->buf, "  %.*s%s%.*s (%s%s; %s)\n", VD_SARG(p->name), p->alias.n ? " – " : "", VD_SARG(p->alias), kind,
                      p->lead ? ", responde" : "", shown(p->status));
    }
    if (people->list.n == 0)
        vd_buf_c(o->buf, "  No nombra a nadie.\n");
    text_verdict(o, &people->verdict);
}

/* ---- the command */

typedef void reader(struct output *o, struct vd_str text, int vigencia);

static void read_date(struct output *o, struct vd_str text, int vigencia)
{
    struct plan_schedule schedule;
    plan_dates_read(o->arena, text, vigencia, &schedule);
    (o->as_json ? date_json : date_text)(o, &schedule);
}

static void read_target(struct output *o, struct vd_str text, int vigencia)
{
    struct plan_target target;
    (void)vigencia;
    plan_target_read(o->arena, text, &target);
    (o->as_json ? target_json : target_text)(o, &target);
}

static void read_people(struct output *o, struct vd_str text, int vigencia)
{
    struct plan_people people;
    (void)vigencia;
    plan_people_read(o->arena, text, &people);
    (o->as_json ? people_json : people_text)(o, &people);
}

static int print(struct output *o, struct vd_str text, int vigencia, reader *read)
{
    vd_json_init(&o->json, o->buf);
    if (o->as_json)
        vd_json_object(&o->json);
    read(o, text, vigencia);
    if (o->as_json) {
        vd_json_object_end(&o->json);
        vd_buf_char(o->buf, '\n');
    }
    if (vd_buf_ok(o->buf) != VD_OK)
        return vd_cli_fail(VD_EXIT_SYSTEM, "la lectura no cabe en la memoria");
    if (o->as_json)
        fwrite(o->buf->p, 1, o->buf->n, stdout);
    else
        vd_cli_put(stdout, vd_buf_view(o->buf));
    return VD_EXIT_OK;
}

static int run(struct vd_cli *cli, reader *read)
{
    struct vd_str vigencia = vd_cli_option(cli, "--vigencia"), format = vd_cli_option(cli, "--format");
    int64_t year = 0;
    if (vigencia.p && (!vd_str_i64(vigencia, &year) || year < 2000 || year > 2099))
        return vd_cli_fail(VD_EXIT_INPUT, "la vigencia es un año, de 2000 a 2099, no «%.*s»", VD_SARG(vigencia));
    if (format.p && !vd_str_is(format, "json") && !vd_str_is(format, "text"))
        return vd_cli_fail(VD_EXIT_INPUT, "el formato es text o json, no «%.*s»", VD_SARG(format));
    if (cli->argument.n > TEXT_MAX)
        return vd_cli_fail(VD_EXIT_INPUT, "el texto de una casilla no pasa de 64 kB");
    VD_AUTO_BUF struct vd_buf buf;
    vd_buf_init(&buf, OUTPUT_MAX);
    struct output o = {.arena = cli->arena, .buf = &buf, .as_json = vd_str_is(format, "json")};
    return print(&o, cli->argument, (int)year, read);
}

int vd_cmd_read_date(struct vd_cli *cli) { return run(cli, read_date); }
int vd_cmd_read_target(struct vd_cli *cli) { return run(cli, read_target); }
int vd_cmd_read_people(struct vd_cli *cli) { return run(cli, read_people); }
