/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers that Word writes before a paragraph ("1.2") stand nowhere in its text: the paragraph, or its style, names a list and a
 * level; the list says how each level is drawn ("%1.%2.") and counts through the whole document. Lists that share a definition
 * share their counters, unless one starts again by itself. Bullets and numbers in other scripts are left out. */
#include "office/docx.h"

enum { MAX_LISTS = 4096 };

static struct vd_docx_list *find_list(struct vd_docx *d, int id)
{
    VD_EACH(list, &d->lists)
        if (list->id == id)
            return list;
    return NULL;
}

static bool has_room(struct vd_docx *d, size_t n)
{
    if (n >= MAX_LISTS)
        vd_refuse(d->why, VD_TOO_BIG, "El documento tiene más de %d listas numeradas. Copie la matriz a un documento nuevo.", MAX_LISTS);
    return n < MAX_LISTS;
}

static enum vd_docx_digits digits_of(struct vd_str name)
{
    static const char *const names[] = {"none", "decimal", "decimalZero", "lowerLetter", "upperLetter", "lowerRoman", "upperRoman"};
    for (size_t i = 0; i < VD_COUNT(names); i++)
        if (vd_str_is(name, names[i]))
            return (enum vd_docx_digits)i;
    return VD_DIGITS_NONE;
}

/* At <w:lvl>. */
static void read_level(struct vd_docx *d, struct vd_xml *x, struct vd_docx_level *levels)
{
    int depth = vd_xml_depth(x), n = vd_xml_attr_int(x, "ilvl", 0);
    struct vd_docx_level level = {.start = 1, .digits = VD_DIGITS_DECIMAL};
    if (vd_xml_is_empty(x) || n >= VD_DOCX_LEVELS)
        return;
    while (vd_xml_inside(x, depth)) {
        enum vd_docx_el e = vd_xml_begins(x) ? vd_docx_el(x) : VD_EL_OTHER;
        if (e == VD_EL_START)
            level.start = vd_xml_attr_int(x, "val", 1);
        else if (e == VD_EL_NUMFMT)
            level.digits = digits_of(vd_xml_attr(x, "val"));
        else if (e == VD_EL_LVLTEXT)
            level.text = vd_str_dup(d->arena, vd_xml_attr(x, "val"));
    }
    levels[n] = level;
}

static void read_definition(struct vd_docx *d, struct vd_xml *x)
{
    int depth = vd_xml_depth(x);
    if (!has_room(d, d->definitions.n) || vd_xml_is_empty(x))
        return;
    struct vd_docx_definition *definition = VD_NEW(d->arena, struct vd_docx_definition);
    definition->id = vd_xml_attr_int(x, "abstractNumId", -1);
    while (vd_xml_inside(x, depth))
        if (vd_xml_begins(x) && vd_docx_el(x) == VD_EL_LVL)
            read_level(d, x, definition->levels);
    for (int i = 0; i < VD_DOCX_LEVELS; i++)
        definition->counts[i] = -1;
    *VD_PUSH(d->arena, &d->definitions) = definition;
}

static struct vd_docx_definition *find_definition(struct vd_docx *d, int id)
{
    for (size_t i = 0; i < d->definitions.n; i++)
        if (d->definitions.v[i]->id == id)
            return d->definitions.v[i];
    return NULL;
}

/* At <w:num>: a list of a definition, perhaps with its own first number. */
static void read_list(struct vd_docx *d, struct vd_xml *x)
{
    int depth = vd_xml_depth(x), level = -1;
    if (!has_room(d, d->lists.n) || vd_xml_is_empty(x))
        return;
    struct vd_docx_list list = {.id = vd_xml_attr_int(x, "numId", -1)};
    for (int i = 0; i < VD_DOCX_LEVELS; i++)
        list.restart[i] = -1;
    while (vd_xml_inside(x, depth)) {
        enum vd_docx_el e = vd_xml_begins(x) ? vd_docx_el(x) : VD_EL_OTHER;
        if (e == VD_EL_ABSTRACTNUMID)
            list.definition = find_definition(d, vd_xml_attr_int(x, "val", -1));
        else if (e == VD_EL_LVLOVERRIDE)
            level = vd_xml_attr_int(x, "ilvl", VD_DOCX_LEVELS);
        else if (e == VD_EL_STARTOVERRIDE && level >= 0 && level < VD_DOCX_LEVELS)
            list.restart[level] = vd_xml_attr_int(x, "val", 1);
        else if (e == VD_EL_LVL)
            vd_xml_skip(x);
    }
    *VD_PUSH(d->arena, &d->lists) = list;
}

void vd_docx_read_lists(struct vd_docx *d, struct vd_str part)
{
    struct vd_xml x;
    if (!part.p || !vd_package_has(d->pkg, part.p) || !vd_xml_open(&x, d->pkg, part.p))
        return;
    while (vd_xml_step(&x)) {
        enum vd_docx_el e = vd_xml_begins(&x) ? vd_docx_el(&x) : VD_EL_OTHER;
        if (e == VD_EL_ABSTRACTNUM)
            read_definition(d, &x);
        else if (e == VD_EL_NUM)
            read_list(d, &x);
    }
}

static void put_roman(struct vd_buf *out, int v, bool upper)
{
    static const struct {
        int value;
        const char *low, *up;
    } parts[] = {{1000, "m", "M"}, {900, "cm", "CM"}, {500, "d", "D"}, {400, "cd", "CD"}, {100, "c", "C"}, {90, "xc", "XC"}, {50, "l", "L"},
                 {40, "xl", "XL"}, {10, "x", "X"}, {9, "ix", "IX"}, {5, "v", "V"}, {4, "iv", "IV"}, {1, "i", "I"}};
    for (size_t i = 0; i < VD_COUNT(parts); i++)
        for (; v >= parts[i].value; v -= parts[i].value)
            vd_buf_c(out, upper ? parts[i].up : parts[i].low);
}

static void put_count(struct vd_buf *out, enum vd_docx_digits digits, int v)
{
    bool letters = digits == VD_DIGITS_LOWER || digits == VD_DIGITS_UPPER;
    bool roman = (digits == VD_DIGITS_LOWER_ROMAN || digits == VD_DIGITS_UPPER_ROMAN) && v > 0 && v < 4000;
    if (letters && v > 0 && v <= 26) /* past z Word repeats the letter: nobody reads that as a number */
        vd_buf_char(out, (char)((digits == VD_DIGITS_LOWER ? 'a' : 'A') + v - 1));
    else if (roman)
        put_roman(out, v, digits == VD_DIGITS_UPPER_ROMAN);
    else if (digits != VD_DIGITS_NONE)
        vd_buf_printf(out, digits == VD_DIGITS_ZERO ? "%02d" : "%d", v);
}

/* Counts one more paragraph of the level; deeper ones begin anew, and higher ones that had none yet stand at their first. */
static void count(struct vd_docx_list *list, int level)
{
    struct vd_docx_definition *def = list->definition;
    for (int i = 0; i < level; i++)
        if (def->counts[i] < 0)
            def->counts[i] = def->levels[i].start;
    if (list->restart[level] >= 0) {
        def->counts[level] = list->restart[level];
        list->restart[level] = -1;
    } else {
        def->counts[level] = def->counts[level] < 0 ? def->levels[level].start : def->counts[level] + 1;
    }
    for (int i = level + 1; i < VD_DOCX_LEVELS; i++)
        def->counts[i] = -1;
}

void vd_docx_put_number(struct vd_docx *d, struct vd_buf *out, struct vd_docx_numbering numbering)
{
    struct vd_docx_list *list = numbering.list > 0 ? find_list(d, numbering.list) : NULL;
    if (!list || !list->definition || numbering.level < 0 || numbering.level >= VD_DOCX_LEVELS)
        return;
    count(list, numbering.level);
    const struct vd_docx_definition *def = list->definition;
    const struct vd_docx_level *level = &def->levels[numbering.level];
    if (level->digits == VD_DIGITS_NONE || !level->text.n)
        return;
    for (size_t i = 0; i < level->text.n; i++) {
        char c = level->text.p[i], next = i + 1 < level->text.n ? level->text.p[i + 1] : 0;
        if (c == '%' && next >= '1' && next <= '9') {
            int of = next - '1';
            put_count(out, def->levels[of].digits, def->counts[of] < 0 ? def->levels[of].start : def->counts[of]);
            i++;
        } else {
            vd_buf_char(out, c);
        }
    }
    vd_buf_char(out, ' ');
}
