/* SPDX-License-Identifier: Apache-2.0 */
#include "office/office.h"
#include "office/package.h"

/* "word/document.xml" -> "word/_rels/document.xml.rels"; "" -> "_rels/.rels" */
static const char *relations_of(struct vd_arena *arena, struct vd_str part)
{
    const char *slash = part.n ? memrchr(part.p, '/', part.n) : NULL;
    size_t dir = slash ? (size_t)(slash - part.p) + 1 : 0;
    return vd_str_printf(arena, "%.*s_rels/%.*s.rels", (int)dir, part.p, (int)(part.n - dir), part.p + dir).p;
}

/* Targets are relative to the folder of the part, or absolute inside the package; some programs write backslashes. */
static struct vd_str resolve(struct vd_arena *arena, struct vd_str part, struct vd_str target)
{
    const char *slash = part.n ? memrchr(part.p, '/', part.n) : NULL;
    bool absolute = vd_str_starts(target, VD_S("/")) || vd_str_starts(target, VD_S("\\"));
    size_t dir = slash && !absolute ? (size_t)(slash - part.p) + 1 : 0, n = 0;
    char *whole = vd_str_c(arena, vd_str_printf(arena, "%.*s%.*s", (int)dir, part.p, VD_SARG(target)));
    for (char *c = whole; *c; c++)
        *c = *c == '\\' ? '/' : *c;
    struct vd_str rest = vd_str_of(whole), step;
    char *out = vd_alloc(arena, rest.n + 1);
    while (vd_str_split(&rest, '/', &step)) {
        if (vd_str_is(step, "..")) {
            const char *up = n ? memrchr(out, '/', n) : NULL;
            n = up ? (size_t)(up - out) : 0;
        } else if (step.n && !vd_str_is(step, ".")) {
            if (n)
                out[n++] = '/';
            memcpy(out + n, step.p, step.n);
            n += step.n;
        }
    }
    out[n] = 0;
    return (struct vd_str){out, n};
}

void vd_relations_read(struct vd_package *pkg, struct vd_str part, struct vd_relations *ret)
{
    struct vd_arena *arena = pkg->why->arena;
    const char *rels = relations_of(arena, part);
    struct vd_xml x;
    if (!vd_package_has(pkg, rels) || !vd_xml_open(&x, pkg, rels))
        return;
    while (vd_xml_step(&x)) {
        if (!vd_xml_begins(&x) || strcmp(vd_xml_name(&x), "Relationship") != 0 || vd_str_is(vd_xml_attr(&x, "TargetMode"), "External"))
            continue;
        struct vd_relation relation = {.id = vd_str_dup(arena, vd_xml_attr(&x, "Id")), .type = vd_str_dup(arena, vd_xml_attr(&x, "Type"))};
        struct vd_str target = vd_xml_attr(&x, "Target");
        if (!target.p)
            continue;
        relation.target = resolve(arena, part, target);
        if (ret->list.n == VD_DOC_MAX_ENTRIES) {
            vd_refuse(pkg->why, VD_TOO_BIG, "El archivo tiene demasiados vínculos internos (más de %d). No se abre.", VD_DOC_MAX_ENTRIES);
            return;
        }
        *VD_PUSH(arena, &ret->list) = relation;
    }
}

struct vd_str vd_relations_find(const struct vd_relations *relations, struct vd_str id, const char *type)
{
    VD_EACH(r, &relations->list)
        if ((!id.p || vd_str_eq(r->id, id)) && vd_str_ends(r->type, vd_str_of(type)))
            return r->target;
    return (struct vd_str){NULL, 0};
}
