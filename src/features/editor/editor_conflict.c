/* SPDX-License-Identifier: Apache-2.0 */
/* Two people wrote one activity: what only one changed is taken, what both changed the second chooses. */
#include "features/editor/editor_form_view.h"

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

static struct vd_str unit_named(const struct editor_opened *opened, struct vd_str slug)
{
    VD_EACH(u, &opened->units.all)
        if (vd_str_eq(u->slug, slug))
            return u->name;
    return slug;
}

static struct vd_str in_words(struct vd_req *rq, const struct editor_opened *opened, const struct editor_field *field, struct editor_typed *typed)
{
    struct vd_str value = *editor_field_in(typed, field);
    if (strcmp(field->name, "parte") == 0)
        return part_named(rq, opened, value);
    return strcmp(field->name, "lider") == 0 ? unit_named(opened, value) : editor_option_text(field->name, value);
}

static bool same(struct vd_req *rq, struct vd_str a, struct vd_str b) { return vd_str_eq(vd_str_squeeze(rq->arena, a), vd_str_squeeze(rq->arena, b)); }

static bool is_in(struct vd_str asked, const char *name)
{
    struct vd_str rest = asked, one;
    while (rest.n && vd_str_split(&rest, ',', &one))
        if (vd_str_is(one, name))
            return true;
    return false;
}

struct three { struct editor_typed before, now, typed; };

/* What stands now as it was typed needs no words. */
static void meet(struct vd_req *rq, const struct editor_meeting *of, const struct editor_field *f, struct three *three, struct editor_form_view *view)
{
    struct vd_str before = *editor_field_in(&three->before, f), now = *editor_field_in(&three->now, f), *typed = editor_field_in(&three->typed, f);
    bool asked = is_in(of->asked, f->name), theirs = !asked && same(rq, before, *typed);
    struct editor_difference d = {.name = f->name, .label = vd_str_of(f->label), .now = in_words(rq, of->opened, f, &three->now), .theirs = theirs,
        .typed = in_words(rq, of->opened, f, theirs ? &three->before : &three->typed), .asked = asked || (!theirs && !same(rq, before, now))};
    if (same(rq, now, *typed))
        return;
    if (theirs)
        *typed = now;
    if (d.asked) {
        d.error = staff_wrong_of(rq, vd_str_c(rq->arena, vd_str_printf(rq->arena, "de_%s", f->name)));
        view->asked = vd_str_printf(rq->arena, "%.*s%s,", VD_SARG(view->asked), f->name);
    }
    *VD_PUSH(rq->arena, &view->differences) = d;
}

enum vd_err editor_conflict_fill(struct vd_req *rq, const struct editor_meeting *of, struct editor_form_view *view)
{
    struct editor_changed last;
    struct three *three = VD_NEW(rq->arena, struct three);
    *three = (struct three){**of->before, editor_typed_of(rq->arena, of->one, &of->opened->units.all), **of->typed};
    enum vd_err err = editor_last_change(rq->db, rq->arena, of->opened->version.entity_id, of->one->row.key, &last);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    view->conflict = err == VD_OK ? vd_str_printf(rq->arena, "%.*s cambió esta actividad %.*s", VD_SARG(last.person), VD_SARG(ago(rq, last.at))) :
                                    VD_S("Otra persona cambió esta actividad");
    for (const struct editor_field *f = editor_fields; f->name; f++)
        meet(rq, of, f, three, view);
    *of->typed = &three->typed;
    *of->before = &three->now;
    rq->status = 409;
    return VD_OK;
}

bool editor_conflict_choose(struct vd_req *rq, const struct editor_typed *now, const struct editor_typed *chosen, struct vd_str asked, struct editor_typed *typed)
{
    struct editor_typed of = *chosen, stands = *now;
    bool all = true;
    for (const struct editor_field *f = editor_fields; f->name; f++) {
        struct vd_str which = *editor_field_in(&of, f);
        if (vd_str_is(which, "ahora"))
            *editor_field_in(typed, f) = *editor_field_in(&stands, f);
        else if (is_in(asked, f->name) && !vd_str_is(which, "usted") && !same(rq, *editor_field_in(&stands, f), *editor_field_in(typed, f))) {
            vd_req_wrong(rq, vd_str_c(rq->arena, vd_str_printf(rq->arena, "de_%s", f->name)), "%s: elija con qué se queda", f->label);
            all = false;
        }
    }
    return all;
}

void editor_before_fill(struct vd_arena *arena, const struct editor_typed *before, struct editor_form_view *view)
{
    struct editor_typed all = *before;
    for (const struct editor_field *f = editor_fields; f->name; f++)
        if (editor_field_in(&all, f)->n)
            *VD_PUSH(arena, &view->before) = (struct editor_kept){f->name, *editor_field_in(&all, f)};
}
