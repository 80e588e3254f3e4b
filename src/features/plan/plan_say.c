/* SPDX-License-Identifier: Apache-2.0 */
/* How pages say a target and how many windows there are: the same words wherever a person reads them. */
#include "features/plan/plan.h"
#include "features/plan/plan_datasets.h"

struct vd_str plan_follow_word(const struct shown_plan_row *head)
{
    return head->followed_on.p ? VD_S("Con seguimiento") : VD_S("Sin seguimiento");
}

struct vd_str plan_reader_text(struct vd_arena *arena, struct vd_str reader, int64_t size, vd_us at)
{
    static const char *const kinds[] = {[VD_DOC_UNKNOWN] = "", [VD_DOC_DOCX] = "un documento de Word, ", [VD_DOC_XLSX] = "un libro de Excel, ",
        [VD_DOC_ODS] = "una hoja de LibreOffice, ", [VD_DOC_CSV] = "una tabla en CSV, "};
    struct vd_str version, rest = reader;
    vd_str_split(&rest, ' ', &version);
    return vd_str_printf(arena, "%s%.*s kB; lo leyó Veedor (versión %.*s) el %.*s", kinds[plan_import_format(reader)], VD_SARG(vd_es_int(arena, (size + 999) / 1000)),
                         VD_SARG(version), VD_SARG(vd_es_date_long(arena, vd_date_in_bogota(at))));
}

struct vd_str plan_published_text(struct vd_arena *arena, struct vd_str published_on, struct vd_str due_on)
{
    struct vd_date on, due;
    if (!vd_date_from_iso(published_on, &on))
        return (struct vd_str){0};
    struct vd_str said = vd_str_printf(arena, "Publicado el %.*s", VD_SARG(vd_es_date_long(arena, on)));
    if (!vd_date_from_iso(due_on, &due))
        return said;
    int64_t late = vd_date_days(on) - vd_date_days(due);
    if (late <= 0)
        return vd_str_printf(arena, "%.*s, dentro del plazo", VD_SARG(said));
    return vd_str_printf(arena, "%.*s, %" PRId64 " %s después del plazo", VD_SARG(said), late, late == 1 ? "día" : "días");
}

struct vd_str plan_act_text(struct vd_arena *arena, struct vd_str kind, struct vd_str no, struct vd_str on)
{
    static const struct { const char *code, *word; } kinds[] = {{"acta", "Acta"}, {"resolucion", "Resolución"}, {"decreto", "Decreto"}};
    struct vd_date day;
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        if (vd_str_is(kind, kinds[i].code) && vd_date_from_iso(on, &day))
            return vd_str_printf(arena, "%s %.*s del %.*s", kinds[i].word, VD_SARG(no), VD_SARG(vd_es_date_long(arena, day)));
    return (struct vd_str){0};
}

/* "Publicado el 3 de febrero de 2027, 3 días después del plazo. Versión 1" */
static struct vd_str version_text(struct vd_arena *arena, const struct shown_plan_row *head)
{
    struct vd_str published = plan_published_text(arena, head->published_on, head->due_on);
    return vd_str_printf(arena, "%.*s. Versión %" PRId64 "%s", VD_SARG(published.n ? published : VD_S("Plan publicado")), head->no,
                         vd_str_is(head->state, "cerrado") ? ". La vigencia terminó y el plan está cerrado" : "");
}

struct vd_str plan_state_text(struct vd_arena *arena, const struct shown_plan_row *head)
{
    struct vd_date cut;
    struct vd_str state = vd_str_is(head->state, "historico") ? VD_S("Plan histórico, leído de su documento") : version_text(arena, head);
    if (!vd_date_from_iso(head->followed_on, &cut))
        return vd_str_printf(arena, "%.*s. Sin cifras de avance", VD_SARG(state));
    struct vd_str on = vd_es_date_long(arena, cut);
    return vd_str_printf(arena, "%.*s. Su seguimiento tiene corte al %.*s", VD_SARG(state), VD_SARG(on));
}

/* "PAAC" has no small letters after its first; «Plan propio» has. */
struct vd_str plan_spelled(struct vd_arena *arena, const struct shown_plan_row *head)
{
    if (head->short_name.n < 2 || head->short_name.p[1] < 'A' || head->short_name.p[1] > 'Z')
        return (struct vd_str){0};
    return vd_str_printf(arena, "%.*s: %.*s.", VD_SARG(head->short_name), VD_SARG(head->instrument_name));
}

/* ---- targets */

/* word: in data. begin: on pages, where a bare number is enough. */
static const struct { const char *sign, *word, *begin; } comparators[] = {
    {">=", "al menos", "Al menos "}, {"<=", "a lo sumo", "A lo sumo "}, {"=", "exactamente", ""},
};

struct vd_str plan_comparator_word(struct vd_str comparator)
{
    for (size_t i = 0; i < VD_COUNT(comparators); i++)
        if (vd_str_is(comparator, comparators[i].sign))
            return vd_str_of(comparators[i].word);
    return comparator;
}

static struct vd_str compared(struct vd_arena *arena, struct vd_str comparator, struct vd_str quantity)
{
    for (size_t i = 0; i < VD_COUNT(comparators); i++)
        if (vd_str_is(comparator, comparators[i].sign))
            return vd_str_printf(arena, "%s%.*s", comparators[i].begin, VD_SARG(quantity));
    return quantity;
}

struct vd_str plan_target_text(struct vd_arena *arena, const struct plan_indicator *row)
{
    if (!row->qty.has)
        return VD_S("Sin número");
    struct vd_str quantity = vd_es_qty(arena, row->qty);
    if (vd_str_is(row->unit_kind, "percent"))
        quantity = vd_str_printf(arena, "%.*s\u00a0%%", VD_SARG(quantity));
    return compared(arena, row->comparator, quantity);
}

struct vd_str plan_per_text(struct vd_arena *arena, const struct plan_indicator *row)
{
    return row->per.n && row->per_n.has ? vd_str_printf(arena, "%.*s (%.*s)", VD_SARG(row->per), VD_SARG(vd_es_int(arena, row->per_n.v))) : row->per;
}

struct vd_str plan_unit_text(struct vd_str unit_kind)
{
    static const struct { const char *kind, *text; } units[] = {
        {"percent", "En porcentaje"}, {"count", "Se cuenta"}, {"boolean-product", "Se entrega o no se entrega"}};
    for (size_t i = 0; i < VD_COUNT(units); i++)
        if (vd_str_is(unit_kind, units[i].kind))
            return vd_str_of(units[i].text);
    return (struct vd_str){0};
}

struct vd_str plan_target_reading_text(struct vd_arena *arena, struct vd_str reading)
{
    struct vd_str sign = VD_S("=");
    for (size_t i = 0; i < VD_COUNT(comparators); i++)
        if (vd_str_starts(reading, vd_str_of(comparators[i].sign)))
            sign = vd_str_of(comparators[i].sign);
    if (vd_str_starts(reading, sign))
        reading = vd_str_trim(vd_str_sub(reading, sign.n, reading.n));
    if (vd_str_ends(reading, VD_S(" %")))
        reading = vd_str_printf(arena, "%.*s\u00a0%%", VD_SARG(vd_str_sub(reading, 0, reading.n - 2)));
    return compared(arena, sign, reading);
}

/* ---- windows */

struct plan_windows_said plan_windows_say(struct vd_arena *arena, const struct shown_plan_row *head, struct vd_url plan)
{
    int64_t total = head->dated + head->undated, unread = head->undated - head->impossible;
    struct plan_windows_said said = {.total = total};
    said.all = vd_str_printf(arena, "%.*s %s", VD_SARG(vd_es_int(arena, total)), total == 1 ? "ventana" : "ventanas");
    said.dated = vd_str_printf(arena, "%.*s con fecha", VD_SARG(vd_es_int(arena, head->dated)));
    said.doubt = head->undated > 0;
    if (head->impossible)
        said.impossible = vd_str_printf(arena, "%.*s %s", VD_SARG(vd_es_int(arena, head->impossible)),
                                        head->impossible == 1 ? "con una fecha que no existe" : "con fechas que no existen");
    if (unread)
        said.unread = vd_str_printf(arena, "%.*s %s", VD_SARG(vd_es_int(arena, unread)),
                                    unread == 1 ? "con una fecha que no se pudo leer" : "con fechas que no se pudieron leer");
    said.impossible_url = vd_url_with(arena, plan, "#VD-P001");
    said.unread_url = vd_url_with(arena, plan, "#hallazgos");
    return said;
}
