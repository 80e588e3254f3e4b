/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor calendar …`: holidays and terms of the law, with each day explained. It needs no data folder. The first line of
 * the text form is the answer alone, for programs; JSON has the same answer and the same explanation. */
#include "calendar/calendar.h"
#include "cli/commands.h"

enum { JSON_MOST = 64 * 1024 * 1024 };   /* a hundred years of days take a tenth of it */

static const char *kind_code(enum vd_day_kind kind)
{
    static const char *const codes[] = {"desconocido", "habil", "sabado", "domingo", "festivo"};
    return codes[kind];
}

/* ---- what was asked */

static bool read_date(struct vd_str text, struct vd_date *ret)
{
    struct vd_date_reading reading = vd_date_read_cell(text);
    if (vd_date_from_iso(text, ret))
        return true;
    if (reading.status == VD_DATE_READ)
        *ret = reading.date;
    return reading.status == VD_DATE_READ;
}

static int take_date(struct vd_str text, struct vd_date *ret)
{
    if (read_date(text, ret))
        return VD_EXIT_OK;
    return vd_cli_fail(VD_EXIT_INPUT, "«%.*s» no es una fecha que exista. Escríbala como 2026-03-27 o 27/03/2026", VD_SARG(text));
}

static int take_number(struct vd_str text, const char *what, int64_t *ret)
{
    if (vd_str_i64(text, ret) && *ret >= 1)
        return VD_EXIT_OK;
    return vd_cli_fail(VD_EXIT_INPUT, "«%.*s» no sirve como %s: escriba un número entero, de 1 en adelante", VD_SARG(text), what);
}

static int take_unit(const struct vd_cli *cli, struct vd_str *ret_name, enum vd_term_unit *ret)
{
    struct vd_str name = vd_cli_option(cli, "--unit");
    enum vd_term_unit unit = !name.p || vd_str_is(name, "habiles") ? VD_TERM_BUSINESS
                             : vd_str_is(name, "calendario")       ? VD_TERM_CALENDAR
                             : vd_str_is(name, "meses")            ? VD_TERM_MONTHS
                                                                   : 0;
    if (!unit)
        return vd_cli_fail(VD_EXIT_INPUT, "--unit es habiles, calendario o meses, no «%.*s»", VD_SARG(name));
    *ret_name = name.p ? name : VD_S("habiles");
    *ret = unit;
    return VD_EXIT_OK;
}

static int take_format(const struct vd_cli *cli, bool *ret_json)
{
    struct vd_str format = vd_cli_option(cli, "--format");
    if (format.p && !vd_str_is(format, "text") && !vd_str_is(format, "json"))
        return vd_cli_fail(VD_EXIT_INPUT, "--format es text o json, no «%.*s»", VD_SARG(format));
    *ret_json = format.p && vd_str_is(format, "json");
    return VD_EXIT_OK;
}

/* ---- how it is answered */

struct answer {
    struct vd_buf text;
    struct vd_json json;
};

static void json_open(struct answer *a)
{
    vd_buf_init(&a->text, JSON_MOST);
    vd_json_init(&a->json, &a->text);
    vd_json_object(&a->json);
}

static int json_close(struct answer *a)
{
    vd_json_object_end(&a->json);
    int code = vd_buf_ok(&a->text) == VD_OK ? VD_EXIT_OK : vd_cli_system_error(VD_NO_MEMORY, "escribir la respuesta", NULL);
    if (code == VD_EXIT_OK)
        printf("%.*s\n", VD_SARG(vd_buf_view(&a->text)));
    vd_buf_done(&a->text);
    return code;
}

static void json_date(struct vd_arena *arena, struct vd_json *j, const char *key, struct vd_date d) { VD_JSON_STR(j, key, vd_date_iso(arena, d)); }

static void json_day(struct vd_arena *arena, struct vd_json *j, const struct vd_term_day *day)
{
    vd_json_object(j);
    json_date(arena, j, "date", day->date);
    VD_JSON_STR(j, "weekday", vd_str_of(vd_weekday_name(day->date)));
    VD_JSON_STR(j, "kind", vd_str_of(kind_code(day->kind)));
    vd_json_key(j, "counted");
    vd_json_bool(j, day->number > 0);
    vd_json_key(j, "number");
    vd_json_oint(j, (struct vd_oint){day->number, day->number > 0});
    VD_JSON_STR(j, "why", day->why);
    vd_json_object_end(j);
}

static void json_explain(struct vd_arena *arena, struct vd_json *j, const struct vd_term *term)
{
    vd_json_key(j, "rules");
    vd_json_array(j);
    VD_EACH(rule, &term->rules) {
        vd_json_object(j);
        VD_JSON_STR(j, "text", rule->text);
        VD_JSON_STR(j, "norm", rule->norm);
        VD_JSON_STR(j, "mark", rule->mark);
        vd_json_object_end(j);
    }
    vd_json_array_end(j);
    vd_json_key(j, "days");
    vd_json_array(j);
    VD_EACH(day, &term->days)
        json_day(arena, j, day);
    vd_json_array_end(j);
}

static void print_explain(struct vd_arena *arena, const struct vd_term *term)
{
    VD_EACH(rule, &term->rules)
        printf("· %.*s (%.*s)\n", VD_SARG(rule->text), VD_SARG(rule->norm));
    VD_EACH(day, &term->days) {
        struct vd_str number = day->number ? vd_str_printf(arena, "%" PRId64, day->number) : VD_S("-");
        struct vd_str iso = vd_date_iso(arena, day->date);
        const char *weekday = vd_weekday_name(day->date);
        int pad = 9 + (strcmp(weekday, "miércoles") == 0 || strcmp(weekday, "sábado") == 0);   /* bytes: an accented letter takes two */
        printf("%5.*s  %.*s  %-*s  %.*s\n", VD_SARG(number), VD_SARG(iso), pad, weekday, VD_SARG(day->why));
    }
}

static const char *words(struct vd_arena *arena, struct vd_date d) { return vd_str_c(arena, vd_date_words(arena, d)); }

/* ---- the four orders */

/* Holidays come by date; *i is left behind those that share the day of the first. */
static struct vd_str names_of_day(struct vd_arena *arena, const struct vd_holidays *all, size_t *i)
{
    struct vd_str names = all->v[*i].name;
    int64_t day = vd_date_days(all->v[(*i)++].date);
    for (; *i < all->n && vd_date_days(all->v[*i].date) == day; (*i)++)
        names = vd_str_printf(arena, "%.*s; %.*s", VD_SARG(names), VD_SARG(all->v[*i].name));
    return names;
}

static void json_holiday(struct vd_arena *arena, struct vd_json *j, const struct vd_holidays *all, size_t *i)
{
    size_t first = *i;
    vd_json_object(j);
    json_date(arena, j, "date", all->v[first].date);
    VD_JSON_STR(j, "name", names_of_day(arena, all, i));
    VD_JSON_STR(j, "weekday", vd_str_of(vd_weekday_name(all->v[first].date)));
    vd_json_key(j, "feasts");
    vd_json_array(j);
    for (size_t k = first; k < *i; k++) {
        vd_json_object(j);
        VD_JSON_STR(j, "name", all->v[k].name);
        json_date(arena, j, "date", all->v[k].feast);
        VD_JSON_STR(j, "norm", all->v[k].norm);
        vd_json_object_end(j);
    }
    vd_json_array_end(j);
    vd_json_object_end(j);
}

static int holidays_as_json(struct vd_arena *arena, int64_t year, const struct vd_holidays *all)
{
    struct answer a;
    json_open(&a);
    VD_JSON_I64(&a.json, "year", year);
    vd_json_key(&a.json, "holidays");
    vd_json_array(&a.json);
    for (size_t i = 0; i < all->n;)
        json_holiday(arena, &a.json, all, &i);
    vd_json_array_end(&a.json);
    return json_close(&a);
}

int vd_cmd_calendar_holidays(struct vd_cli *cli)
{
    struct vd_holidays all;
    struct vd_str reason;
    int64_t year;
    bool json;
    int code = take_format(cli, &json);
    if (code)
        return code;
    if (cli->argument.n != 4 || !vd_str_i64(cli->argument, &year))
        return vd_cli_fail(VD_EXIT_INPUT, "«%.*s» no es un año. Escríbalo con cuatro cifras, como 2026", VD_SARG(cli->argument));
    if (vd_calendar_holidays(cli->arena, (int)year, &all, &reason) != VD_OK)
        return vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    if (json)
        return holidays_as_json(cli->arena, year, &all);
    for (size_t i = 0; i < all.n;) {
        struct vd_str date = vd_date_iso(cli->arena, all.v[i].date), names = names_of_day(cli->arena, &all, &i);
        printf("%.*s  %.*s\n", VD_SARG(date), VD_SARG(names));
    }
    return VD_EXIT_OK;
}

int vd_cmd_calendar_due(struct vd_cli *cli)
{
    struct vd_term term;
    struct vd_str reason, unit_name;
    struct vd_date from;
    enum vd_term_unit unit = VD_TERM_BUSINESS;
    int64_t n;
    bool json;
    int code = take_format(cli, &json);
    if (!code)
        code = take_unit(cli, &unit_name, &unit);
    if (!code)
        code = take_date(cli->arguments[0], &from);
    if (!code)
        code = take_number(cli->arguments[1], "número de días", &n);
    if (code)
        return code;
    if (vd_calendar_due(cli->arena, from, n, unit, &term, &reason) != VD_OK)
        return vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    if (json) {
        struct answer a;
        json_open(&a);
        json_date(cli->arena, &a.json, "due", term.date);
        json_date(cli->arena, &a.json, "from", from);
        VD_JSON_I64(&a.json, "number", n);
        VD_JSON_STR(&a.json, "unit", unit_name);
        json_explain(cli->arena, &a.json, &term);
        return json_close(&a);
    }
    static const char *const units[] = {"", "días hábiles", "días calendario", "meses"}, *const one[] = {"", "día hábil", "día calendario", "mes"};
    printf("%.*s\nEl término de %" PRId64 " %s que parte del %s termina el %s.\n", VD_SARG(vd_date_iso(cli->arena, term.date)), n,
           n == 1 ? one[unit] : units[unit], words(cli->arena, from), words(cli->arena, term.date));
    print_explain(cli->arena, &term);
    return VD_EXIT_OK;
}

int vd_cmd_calendar_between(struct vd_cli *cli)
{
    struct vd_term term;
    struct vd_str reason;
    struct vd_date from, to;
    bool json;
    int code = take_format(cli, &json);
    if (!code)
        code = take_date(cli->arguments[0], &from);
    if (!code)
        code = take_date(cli->arguments[1], &to);
    if (code)
        return code;
    if (vd_calendar_between(cli->arena, from, to, &term, &reason) != VD_OK)
        return vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    int64_t days = vd_date_days(to) - vd_date_days(from);
    if (json) {
        struct answer a;
        json_open(&a);
        json_date(cli->arena, &a.json, "from", from);
        json_date(cli->arena, &a.json, "to", to);
        VD_JSON_I64(&a.json, "business_days", term.number);
        VD_JSON_I64(&a.json, "calendar_days", days);
        json_explain(cli->arena, &a.json, &term);
        return json_close(&a);
    }
    printf("%" PRId64 "\nDías hábiles del %s al %s; días calendario: %" PRId64 ".%s\n", term.number, words(cli->arena, from),
           words(cli->arena, to), days, days < 0 ? " Negativo: la segunda fecha es anterior; se cuenta desde ella." : "");
    print_explain(cli->arena, &term);
    return VD_EXIT_OK;
}

int vd_cmd_calendar_nth(struct vd_cli *cli)
{
    struct vd_term term;
    struct vd_str reason, month = cli->arguments[0];
    struct vd_date first;
    int64_t n;
    bool json;
    int code = take_format(cli, &json);
    if (code)
        return code;
    if (!vd_date_from_iso(vd_str_printf(cli->arena, "%.*s-01", VD_SARG(month)), &first))
        return vd_cli_fail(VD_EXIT_INPUT, "«%.*s» no es un mes. Escríbalo como 2026-05", VD_SARG(month));
    code = take_number(cli->arguments[1], "número del día hábil", &n);
    if (code)
        return code;
    if (vd_calendar_nth(cli->arena, first.year, first.month, n, &term, &reason) != VD_OK)
        return vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    if (json) {
        struct answer a;
        json_open(&a);
        json_date(cli->arena, &a.json, "date", term.date);
        VD_JSON_STR(&a.json, "month", month);
        VD_JSON_I64(&a.json, "number", n);
        json_explain(cli->arena, &a.json, &term);
        return json_close(&a);
    }
    printf("%.*s\nEl día hábil %" PRId64 " del mes es el %s.\n", VD_SARG(vd_date_iso(cli->arena, term.date)), n, words(cli->arena, term.date));
    print_explain(cli->arena, &term);
    return VD_EXIT_OK;
}
