/* SPDX-License-Identifier: Apache-2.0 */
/* Which paragraphs are headings. Word keeps "heading 1" as the name of the built-in style in every language, while its id
 * is translated ("Ttulo1"); LibreOffice and others translate the name too. A style made by a person is a heading when it is
 * based on one or has an outline level. */
#include "office/docx.h"

enum { MAX_STYLES = 4096, MAX_BASED_ON = 16 };

static int level_of_name(struct vd_docx *d, struct vd_str name)
{
    static const char *const heads[] = {"heading", "titulo", "ttulo", "encabezado"};
    static const char *const titles[] = {"title", "titulo", "ttulo", "puesto"};
    struct vd_str s = vd_fold(d->arena, name);
    for (size_t i = 0; i < VD_COUNT(titles); i++)
        if (vd_str_is(s, titles[i]))
            return 0;
    if (s.n < 2 || s.p[s.n - 1] < '1' || s.p[s.n - 1] > '9')
        return -1;
    int level = s.p[s.n - 1] - '0';
    s = vd_str_trim(vd_str_sub(s, 0, s.n - 1));
    for (size_t i = 0; i < VD_COUNT(heads); i++)
        if (vd_str_is(s, heads[i]))
            return level;
    return -1;
}

static void read_style(struct vd_docx *d, struct vd_xml *x)
{
    struct vd_docx_style style = {.id = vd_str_dup(d->arena, vd_xml_attr(x, "styleId")), .level = -1, .numbering = {-1, 0}};
    int depth = vd_xml_depth(x);
    if (vd_xml_is_empty(x) || !style.id.p)
        return;
    while (vd_xml_inside(x, depth)) {
        if (!vd_xml_begins(x))
            continue;
        enum vd_docx_el e = vd_docx_el(x);
        int outline = e == VD_EL_OUTLINE ? vd_xml_attr_int(x, "val", 9) : 9;
        if (e == VD_EL_NAME && style.level < 0)
            style.level = level_of_name(d, vd_xml_attr(x, "val"));
        else if (e == VD_EL_BASEDON)
            style.based_on = vd_str_dup(d->arena, vd_xml_attr(x, "val"));
        else if (e == VD_EL_NUMID)
            style.numbering.list = vd_xml_attr_int(x, "val", 0);
        else if (e == VD_EL_ILVL)
            style.numbering.level = vd_xml_attr_int(x, "val", 0);
        else if (outline < 9 && style.level < 0)
            style.level = outline + 1;
    }
    *VD_PUSH(d->arena, &d->styles) = style;
}

void vd_docx_read_styles(struct vd_docx *d, struct vd_str part)
{
    struct vd_xml x;
    if (!part.p || !vd_package_has(d->pkg, part.p) || !vd_xml_open(&x, d->pkg, part.p))
        return;
    while (vd_xml_step(&x)) {
        if (!vd_xml_begins(&x) || vd_docx_el(&x) != VD_EL_STYLE)
            continue;
        if (d->styles.n == MAX_STYLES) {
            vd_refuse(d->why, VD_TOO_BIG, "El documento tiene más de %d estilos. Copie la matriz a un documento nuevo.", MAX_STYLES);
            return;
        }
        if (vd_str_is(vd_xml_attr(&x, "type"), "paragraph"))
            read_style(d, &x);
        else
            vd_xml_skip(&x);
    }
}

static const struct vd_docx_style *find_style(const struct vd_docx *d, struct vd_str id)
{
    VD_EACH(style, &d->styles)
        if (vd_str_eq(style->id, id))
            return style;
    return NULL;
}

int vd_docx_style_level(struct vd_docx *d, struct vd_str id)
{
    const struct vd_docx_style *style = find_style(d, id);
    int level = style ? -1 : level_of_name(d, id); /* a document without its styles still has their ids */
    for (int i = 0; style && style->level < 0 && style->based_on.p && i < MAX_BASED_ON; i++)
        style = find_style(d, style->based_on);
    return style ? style->level : level;
}

struct vd_docx_numbering vd_docx_style_numbering(struct vd_docx *d, struct vd_str id)
{
    const struct vd_docx_style *style = find_style(d, id);
    for (int i = 0; style && style->numbering.list < 0 && style->based_on.p && i < MAX_BASED_ON; i++)
        style = find_style(d, style->based_on);
    return style ? style->numbering : (struct vd_docx_numbering){-1, 0};
}
