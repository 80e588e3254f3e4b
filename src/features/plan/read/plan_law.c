/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/read/plan_law.h"

const struct law_instruments *plan_law_instrument(struct vd_str code)
{
    for (size_t i = 0; i < law_instruments_n; i++)
        if (vd_str_eq(law_instruments[i].code, code))
            return &law_instruments[i];
    return NULL;
}

const char *const plan_families[] = {"plan", "plan-accion", "plan-propio", NULL};

const struct law_instruments *plan_law_instrument_of(int vigencia)
{
    const struct law_instruments *found = NULL, *first = NULL;
    char last_day[] = "0000-01-31";
    if (vigencia > 0 && vigencia <= 9999)
        snprintf(last_day, sizeof last_day, "%04d-01-31", vigencia);
    for (size_t i = 0; i < law_instruments_n; i++) {
        const struct law_instruments *one = &law_instruments[i];
        if (!vd_str_is(one->path_word, plan_families[0]))
            continue;
        first = first ? first : one;
        bool begun = !vigencia || vd_str_cmp(one->valid_from, vd_str_of(last_day)) <= 0, over = one->valid_to.n && (!vigencia || vd_str_cmp(one->valid_to, vd_str_of(last_day)) < 0);
        if (begun && !over)
            found = one;
    }
    return found ? found : first;
}

struct vd_str plan_law_instrument_why(struct vd_arena *arena, const struct law_instruments *instrument, int vigencia)
{
    struct vd_str named = vd_str_printf(arena, "%.*s (%.*s)", VD_SARG(instrument->short_name), VD_SARG(instrument->name));
    if (!vigencia)
        return vd_str_printf(arena, "%.*s, el vigente, porque no se sabe de qué año es el plan; %.*s", VD_SARG(named), VD_SARG(instrument->norm));
    return vd_str_printf(arena, "%.*s, el vigente al 31/01/%d, último día para publicar el plan de ese año; %.*s", VD_SARG(named), vigencia, VD_SARG(instrument->norm));
}

struct plan_family_words plan_family_words_of(struct vd_str family)
{
    if (vd_str_is(family, "plan-accion"))
        return (struct plan_family_words){"plan de acción", "Planes de acción"};
    if (vd_str_is(family, "plan-propio"))
        return (struct plan_family_words){"plan propio", "Planes propios"};
    return (struct plan_family_words){"plan", "Planes"};
}

const struct law_findings *plan_law_finding(struct vd_str code)
{
    for (size_t i = 0; i < law_findings_n; i++)
        if (vd_str_eq(law_findings[i].code, code))
            return &law_findings[i];
    return NULL;
}

static bool has_any(struct vd_str folded, struct vd_str words)
{
    struct vd_str word;
    while (vd_str_split(&words, '|', &word))
        if (vd_str_find(folded, word) >= 0)
            return true;
    return false;
}

struct vd_str plan_law_part(struct vd_arena *arena, struct vd_str instrument, struct vd_str parent, struct vd_str name)
{
    struct vd_str folded = vd_fold(arena, name);
    for (size_t i = 0; i < law_instrument_parts_n; i++) {
        const struct law_instrument_parts *part = &law_instrument_parts[i];
        if (vd_str_eq(part->instrument, instrument) && vd_str_eq(part->parent, parent) && has_any(folded, part->words))
            return part->code;
    }
    return (struct vd_str){0};
}

const struct law_instrument_parts *plan_law_part_named(struct vd_str instrument, struct vd_str code)
{
    for (size_t i = 0; i < law_instrument_parts_n; i++)
        if (vd_str_eq(law_instrument_parts[i].instrument, instrument) && vd_str_eq(law_instrument_parts[i].code, code))
            return &law_instrument_parts[i];
    return NULL;
}

static struct vd_str filled(struct vd_arena *arena, struct vd_str text, struct vd_str read_text, struct vd_str proposal)
{
    const struct { struct vd_str tag, value; } tags[] = {{VD_S("{leido}"), read_text}, {VD_S("{propuesta}"), proposal}};
    for (size_t i = 0; i < VD_COUNT(tags); i++) {
        ptrdiff_t at = vd_str_find(text, tags[i].tag);
        if (at >= 0)
            text = vd_str_printf(arena, "%.*s%.*s%.*s", (int)at, text.p, VD_SARG(tags[i].value),
                                 VD_SARG(vd_str_sub(text, (size_t)at + tags[i].tag.n, text.n)));
    }
    return text;
}

static const struct vd_str asks = VD_S("Propuesta: {propuesta}.");

static struct vd_str without_asks(struct vd_arena *arena, struct vd_str text)
{
    ptrdiff_t at = vd_str_find(text, asks);
    return at < 0 ? text : vd_str_trim(vd_str_printf(arena, "%.*s%.*s", (int)at, text.p, VD_SARG(vd_str_sub(text, (size_t)at + asks.n, text.n))));
}

struct vd_str plan_finding_text(struct vd_arena *arena, struct vd_str code, struct vd_str read_text, struct vd_str proposal)
{
    const struct law_findings *finding = plan_law_finding(code);
    return !finding ? code : filled(arena, proposal.n ? finding->text : without_asks(arena, finding->text), read_text, proposal);
}

/* The text is cut before anything is put in it: what a cell says may have full stops of its own. */
struct plan_finding_words plan_finding_words_of(struct vd_arena *arena, struct vd_str code, struct vd_str read_text, struct vd_str proposal)
{
    static const struct vd_str explains = VD_S(": {propuesta}");
    const struct law_findings *finding = plan_law_finding(code);
    struct plan_finding_words words = {.fact = code, .text = code};
    if (!finding)
        return words;
    struct vd_str text = finding->text, why = {0};
    ptrdiff_t at = vd_str_find(text, asks);
    if (at >= 0) {
        words.proposal = proposal;
        text = without_asks(arena, text);
    }
    words.text = filled(arena, text, read_text, proposal);
    size_t end = text.n, next = text.n;
    if ((at = vd_str_find(text, VD_S(". "))) >= 0)
        end = (size_t)at, next = end + 2;
    if ((at = vd_str_find(vd_str_sub(text, 0, end), explains)) >= 0)
        end = (size_t)at, next = end + 2;
    why = vd_str_sub(text, next, text.n);
    text = vd_str_sub(text, 0, end);
    if (vd_str_ends(text, VD_S(".")))
        text.n--;
    words.fact = filled(arena, text, read_text, proposal);
    if (why.n)
        words.why = filled(arena, why, read_text, proposal);
    return words;
}
