/* SPDX-License-Identifier: Apache-2.0 */
#include "features/plan/plan_diff.h"

/* ---- comparing */

struct by_key { int64_t key; size_t at; };

static int compare_keys(const void *a, const void *b)
{
    int64_t x = ((const struct by_key *)a)->key, y = ((const struct by_key *)b)->key;
    return (x > y) - (x < y);
}

static struct by_key *sorted(struct vd_arena *arena, const plan_diff_activities *list)
{
    struct by_key *keys = vd_alloc_array(arena, list->n + 1, sizeof *keys);
    for (size_t i = 0; i < list->n; i++)
        keys[i] = (struct by_key){list->v[i].key, i};
    qsort(keys, list->n, sizeof *keys, compare_keys);
    return keys;
}

static const struct plan_diff_activity *with_key(const plan_diff_activities *list, const struct by_key *keys, int64_t key)
{
    const struct by_key *found = key ? bsearch(&(struct by_key){.key = key}, keys, list->n, sizeof *keys, compare_keys) : NULL;
    return found ? &list->v[found->at] : NULL;
}

static void compare(struct vd_arena *arena, const struct plan_diff_activity *before, const struct plan_diff_activity *after, struct plan_diff_row *row)
{
    const struct plan_diff_field fields[] = {
        {VD_S("Número"), before->code, after->code},         {VD_S("Actividad"), before->description, after->description},
        {VD_S("Componente"), before->part, after->part},
        {VD_S("Producto"), before->product, after->product}, {VD_S("Meta"), before->goal, after->goal},
        {VD_S("Indicador"), before->indicator, after->indicator}, {VD_S("Fórmula del indicador"), before->formula, after->formula},
        {VD_S("Responsables"), before->responsibles, after->responsibles}, {VD_S("Fechas"), before->schedule, after->schedule},
        {VD_S("Ventanas"), before->windows, after->windows}, {VD_S("Cantidad de la meta"), before->measures, after->measures}};
    for (size_t i = 0; i < VD_COUNT(fields); i++)
        if (!vd_str_eq(fields[i].before, fields[i].after))
            *VD_PUSH(arena, &row->fields) = fields[i];
    for (int i = 0; i < PLAN_TRAMITE_FIELDS; i++)
        if (!vd_str_eq(before->tramite[i], after->tramite[i]))
            *VD_PUSH(arena, &row->fields) = (struct plan_diff_field){plan_field_title(arena, (enum plan_field)(PLAN_FIELD_TRAMITE + i)), before->tramite[i], after->tramite[i]};
}

static void compare_activities(struct vd_arena *arena, const plan_diff_activities *before, const plan_diff_activities *after, struct plan_diff *diff)
{
    const struct by_key *old_keys = sorted(arena, before), *new_keys = sorted(arena, after);
    VD_EACH(now, after) {
        const struct plan_diff_activity *was = with_key(before, old_keys, now->key);
        struct plan_diff_row row = {.kind = was ? PLAN_DIFF_CHANGED : PLAN_DIFF_ADDED, .address = now->address, .description = now->description};
        if (was)
            compare(arena, was, now, &row);
        diff->added += !was;
        diff->changed += was && row.fields.n;
        diff->same += was && !row.fields.n;
        if (!was || row.fields.n)
            *VD_PUSH(arena, &diff->rows) = row;
    }
    VD_EACH(was, before) {
        if (with_key(after, new_keys, was->key))
            continue;
        diff->removed++;
        *VD_PUSH(arena, &diff->rows) = (struct plan_diff_row){.kind = PLAN_DIFF_REMOVED, .address = was->address, .description = was->description};
    }
}

static const struct plan_diff_indicator *indicator_with(const struct plan_diff_part *part, int64_t key)
{
    VD_EACH(one, &part->indicators)
        if (key && one->key == key)
            return one;
    return NULL;
}

static void compare_indicators(struct vd_arena *arena, const struct plan_diff_part *before, const struct plan_diff_part *after, struct plan_diff_row *row)
{
    if (!vd_str_eq(before->objective, after->objective))
        *VD_PUSH(arena, &row->fields) = (struct plan_diff_field){VD_S("Objetivo"), before->objective, after->objective};
    VD_EACH(now, &after->indicators) {
        const struct plan_diff_indicator *was = indicator_with(before, now->key);
        struct vd_str said = was ? was->says : (struct vd_str){0};
        if (!vd_str_eq(said, now->says))
            *VD_PUSH(arena, &row->fields) = (struct plan_diff_field){VD_S("Indicador del componente"), said, now->says};
    }
    VD_EACH(was, &before->indicators)
        if (!indicator_with(after, was->key))
            *VD_PUSH(arena, &row->fields) = (struct plan_diff_field){VD_S("Indicador del componente"), was->says, {0}};
}

static const struct plan_diff_part *part_with(const struct plan_diff_side *side, int64_t key)
{
    VD_EACH(part, &side->parts)
        if (part->key == key)
            return part;
    return NULL;
}

static void compare_parts(struct vd_arena *arena, const struct plan_diff_side *before, const struct plan_diff_side *after, bool all, struct plan_diff *diff)
{
    VD_EACH(now, &after->parts) {
        const struct plan_diff_part *was = part_with(before, now->key);
        struct plan_diff_row row = {.kind = was ? PLAN_DIFF_CHANGED : PLAN_DIFF_ADDED, .description = now->title};
        if (was && all && !vd_str_eq(was->title, now->title))
            *VD_PUSH(arena, &row.fields) = (struct plan_diff_field){VD_S("Nombre"), was->title, now->title};
        if (was)
            compare_indicators(arena, was, now, &row);
        if (row.fields.n || (!was && all))
            *VD_PUSH(arena, &diff->parts) = row;
    }
    VD_EACH(was, &before->parts)
        if (all && !part_with(after, was->key))
            *VD_PUSH(arena, &diff->parts) = (struct plan_diff_row){.kind = PLAN_DIFF_REMOVED, .description = was->title};
}

static const struct plan_diff_text *text_with(const struct plan_diff_side *side, int64_t key)
{
    VD_EACH(text, &side->texts)
        if (text->key == key)
            return text;
    return NULL;
}

static struct plan_diff_row text_row(struct vd_arena *arena, enum plan_diff_kind kind, const struct plan_diff_text *text)
{
    return (struct plan_diff_row){.kind = kind, .description = vd_str_printf(arena, "Texto «%.*s»", VD_SARG(text->title))};
}

static void compare_texts(struct vd_arena *arena, const struct plan_diff_side *before, const struct plan_diff_side *after, struct plan_diff *diff)
{
    static const struct plan_diff_text none = {0};
    VD_EACH(now, &after->texts) {
        const struct plan_diff_text *was = text_with(before, now->key), *old = was ? was : &none;
        struct plan_diff_row row = text_row(arena, was ? PLAN_DIFF_CHANGED : PLAN_DIFF_ADDED, now);
        if (was && !vd_str_eq(old->title, now->title))
            *VD_PUSH(arena, &row.fields) = (struct plan_diff_field){VD_S("Título"), old->title, now->title};
        if (!vd_str_eq(old->body, now->body))
            *VD_PUSH(arena, &row.fields) = (struct plan_diff_field){VD_S("Texto"), old->body, now->body};
        if (row.fields.n)
            *VD_PUSH(arena, &diff->parts) = row;
    }
    VD_EACH(was, &before->texts)
        if (!text_with(after, was->key)) {
            struct plan_diff_row *row = VD_PUSH(arena, &diff->parts);
            *row = text_row(arena, PLAN_DIFF_REMOVED, was);
            *VD_PUSH(arena, &row->fields) = (struct plan_diff_field){VD_S("Texto"), was->body, {0}};
        }
}

void plan_diff_of(struct vd_arena *arena, const struct plan_diff_side *before, const struct plan_diff_side *after, struct plan_diff *ret)
{
    struct plan_diff diff = {0};
    bool all = before->is_measured && after->is_measured;
    compare_activities(arena, &before->activities, &after->activities, &diff);
    compare_parts(arena, before, after, all, &diff);
    if (all)
        compare_texts(arena, before, after, &diff);
    *ret = diff;
}

/* ---- for people */

static const char *word(int64_t n, const char *one, const char *many) { return n == 1 ? one : many; }

static void put_fields(struct vd_buf *out, const struct plan_diff_row *row)
{
    VD_EACH(field, &row->fields)
        vd_buf_printf(out, "      %.*s: «%.*s» → «%.*s»\n", VD_SARG(field->label), VD_SARG(field->before), VD_SARG(field->after));
}

void plan_diff_text(struct vd_buf *out, const struct plan_diff *diff, int64_t before_no)
{
    static const char *const signs[] = {[PLAN_DIFF_ADDED] = "+", [PLAN_DIFF_CHANGED] = "~", [PLAN_DIFF_REMOVED] = "−"};
    vd_buf_printf(out, "Frente a la versión %" PRId64 ": %" PRId64 " %s, %" PRId64 " %s, %" PRId64 " %s, %" PRId64 " %s igual.\n", before_no,
                  diff->added, word(diff->added, "actividad nueva", "actividades nuevas"), diff->changed, word(diff->changed, "cambia", "cambian"),
                  diff->removed, word(diff->removed, "ya no está", "ya no están"), diff->same, word(diff->same, "sigue", "siguen"));
    VD_EACH(row, &diff->rows) {
        vd_buf_printf(out, "  %s %.*s %.*s\n", signs[row->kind], VD_SARG(row->address), VD_SARG(row->description));
        put_fields(out, row);
    }
    VD_EACH(part, &diff->parts) {
        vd_buf_printf(out, "  ~ %.*s\n", VD_SARG(part->description));
        put_fields(out, part);
    }
}
