/* SPDX-License-Identifier: Apache-2.0 */
/* What a plan begins with, besides its first version. */
#include "db/tables.h"
#include "features/life/life_inside.h"
#include "features/plan/plan.h"

/* "4.3" is '3' in the matrix of its component. */
static struct vd_str own_number(const struct law_instrument_parts *part)
{
    return part->parent.n ? vd_str_sub(part->code, part->parent.n + 1, part->code.n) : part->code;
}

static struct vd_str title_of(struct vd_arena *arena, const struct law_instrument_parts *part)
{
    struct vd_str name = part->name;
    if (part->parent.n || vd_str_starts(name, VD_S("Componente")))
        return name;
    return vd_str_printf(arena, "Componente %.*s: %.*s", VD_SARG(part->code), VD_SARG(name));
}

static enum vd_err from_template(struct vd_change *change, const struct life_version_row *version)
{
    int64_t *keys = vd_alloc_array(vd_change_arena(change), law_instrument_parts_n, sizeof *keys), ord = 0;
    for (size_t i = 0; i < law_instrument_parts_n; i++) {
        const struct law_instrument_parts *part = &law_instrument_parts[i];
        if (!vd_str_eq(part->instrument, version->instrument))
            continue;
        keys[i] = vd_change_id(change);
        ord = part->parent.n ? ord + 1 : 0;
        struct row_component row = {.entity_id = version->entity_id, .version_id = version->id, .key = keys[i], .catalogue_code = part->code, .ord = ord, .code = own_number(part),
            .name = part->name, .raw = title_of(vd_change_arena(change), part)};
        if (!part->parent.n && !vd_str_i64(part->code, &row.ord))
            return VD_INTERNAL;
        for (size_t parent = 0; part->parent.n && parent < i; parent++)
            if (vd_str_eq(law_instrument_parts[parent].instrument, part->instrument) && vd_str_eq(law_instrument_parts[parent].code, part->parent))
                row.parent_key = vd_some(keys[parent]);
        VD_TRY(vd_change_put(change, &T_component, &row));
    }
    return VD_OK;
}

enum vd_err life_start(struct vd_change *change, const struct life_start *of, struct life_stepped *ret)
{
    struct life_version_row from;
    struct life_stepped begun = {0};
    enum vd_err err = life_begin(change, &of->begin, &begun);
    *ret = begun;
    VD_TRY(err);
    if (of->copy_id.has) {
        VD_TRY(life_get(vd_change_db(change), vd_change_arena(change), vd_change_entity(change), of->copy_id.v, &from));
        VD_TRY(life_copy_year(change, &from, &begun.version));
    } else {
        VD_TRY(from_template(change, &begun.version));
    }
    return life_get(vd_change_db(change), vd_change_arena(change), begun.version.entity_id, begun.version.id, &ret->version);
}
