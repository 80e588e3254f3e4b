/* SPDX-License-Identifier: Apache-2.0 */
/* What stands before the matrices: the cover, the texts that people wrote, what changed since the version in force before. The changes
 * stand here and not at the end so that no table follows a matrix that could be taken for more of it. */
#include "core/profile.h"
#include "features/plan/plan_diff.h"
#include "features/plan/plan_docx_parts.h"
#include "html/html.h"
#include "html/markdown.h"

/* ---- cover */

static void cover(struct docx_plan *p, struct vd_str text) { vd_paper_text(p->w, VD_WORD_COVER, text); }

/* "Aprobado por Resolución 012 del 30 de enero de 2022" */
static enum vd_err put_act(struct docx_plan *p)
{
    static const struct { const char *code, *word; } kinds[] = {{"acta", "Acta"}, {"resolucion", "Resolución"}, {"decreto", "Decreto"}};
    struct docx_act_row act;
    struct vd_date on;
    enum vd_err err = docx_act_one(p->db, p->arena, p->of->entity_id, p->of->version_id, &act);
    if (err != VD_OK)
        return err == VD_NOT_FOUND ? VD_OK : err;
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        if (vd_str_is(act.act_kind, kinds[i].code))
            cover(p, vd_str_printf(p->arena, "Aprobado por %s %.*s%s%.*s", kinds[i].word, VD_SARG(act.act_no), vd_date_from_iso(act.act_on, &on) ? " del " : "",
                                   VD_SARG(vd_date_from_iso(act.act_on, &on) ? vd_es_date_long(p->arena, on) : VD_S(""))));
    return VD_OK;
}

static void put_published(struct docx_plan *p)
{
    struct vd_date on;
    struct vd_str day = p->of->published_on.n ? p->of->published_on : p->version.published_on;
    if (vd_date_from_iso(day, &on))
        cover(p, vd_str_printf(p->arena, "Publicado el %.*s", VD_SARG(vd_es_date_long(p->arena, on))));
    else if (vd_str_is(p->version.state, "historico"))
        cover(p, VD_S("Plan histórico, leído de su documento"));
}

static void put_place(struct docx_plan *p, const struct vd_profile *profile)
{
    const struct vd_place_departments *department = profile->row.department.n ? vd_department_find(profile->row.department) : NULL;
    if (profile->row.municipality.n && department)
        cover(p, vd_str_printf(p->arena, "%.*s, %.*s", VD_SARG(profile->row.municipality), VD_SARG(department->name)));
    else if (profile->row.municipality.n || department)
        cover(p, department ? department->name : profile->row.municipality);
}

static void put_hash(struct docx_plan *p)
{
    bool frozen = p->version.frozen_hash.n == 32;
    struct vd_str hash = frozen ? p->version.frozen_hash : p->source_hash;
    char hex[65];
    if (hash.n != 32)
        return;
    vd_hex(hex, (const unsigned char *)hash.p, 32);
    vd_paper_text(p->w, VD_WORD_COVER_NOTE, vd_str_printf(p->arena, "%s (SHA-256): %s", frozen ? "Huella de las filas de esta versión" : "Huella del documento del que se leyó", hex));
}

static enum vd_err put_cover(struct docx_plan *p, const struct vd_profile *profile)
{
    vd_paper_shield(p->w);
    vd_paper_text(p->w, VD_WORD_SUBTITLE, p->version.entity_name);
    put_place(p, profile);
    vd_paper_text(p->w, VD_WORD_TITLE, p->version.title);
    vd_paper_text(p->w, VD_WORD_SUBTITLE, vd_str_printf(p->arena, "Vigencia %" PRId64, p->version.vigencia));
    cover(p, vd_str_printf(p->arena, "Versión %" PRId64, p->version.no));
    VD_TRY(put_act(p));
    put_published(p);
    put_hash(p);
    return VD_OK;
}

/* ---- texts */

enum { RUNS_MOST = 200 };

static size_t runs_of(const vd_md_runs *from, struct vd_word_run *ret)
{
    size_t n = 0;
    for (; n < from->n && n < RUNS_MOST; n++)
        ret[n] = (struct vd_word_run){from->v[n].text, from->v[n].url, from->v[n].bold, from->v[n].italic};
    return n;
}

static struct vd_str words_of(struct vd_arena *arena, const vd_md_runs *runs)
{
    struct vd_str text = {0};
    VD_EACH(r, runs)
        text = text.n ? vd_str_printf(arena, "%.*s%.*s", VD_SARG(text), VD_SARG(r->text)) : r->text;
    return text;
}

static void put_row(struct docx_plan *p, const struct vd_md_block *block)
{
    struct vd_str heads[VD_WORD_COLUMNS];
    struct vd_word_cell cells[VD_WORD_COLUMNS] = {0};
    int widths[VD_WORD_COLUMNS];
    size_t n = block->cells.n < VD_WORD_COLUMNS ? block->cells.n : VD_WORD_COLUMNS;
    for (size_t i = 0; i < n; i++) {
        heads[i] = cells[i].text = words_of(p->arena, &block->cells.v[i]);
        widths[i] = VD_WORD_UPRIGHT / (int)n;
    }
    if (block->head)
        vd_paper_table(p->w, VD_S("Tabla del texto"), widths, heads, n);
    else
        vd_paper_row(p->w, cells);
}

/* lists: the number that the document gave to each numbered list of this text. */
typedef VD_LIST(int) list_numbers;

static int list_of(struct docx_plan *p, const struct vd_md_block *block, list_numbers *lists)
{
    if (block->goes_on)
        return -1;
    if (!block->list)
        return 0;
    while ((int)lists->n < block->list)
        *VD_PUSH(p->arena, lists) = vd_paper_list(p->w, block->first);
    return lists->v[block->list - 1];
}

static void put_block(struct docx_plan *p, const struct vd_md_block *block, list_numbers *lists)
{
    struct vd_word_run runs[RUNS_MOST];
    size_t n = runs_of(&block->runs, runs);
    switch (block->kind) {
    case VD_MD_HEADING: vd_paper_heading(p->w, block->level + 1, words_of(p->arena, &block->runs)); break;
    case VD_MD_ITEM: vd_paper_item(p->w, list_of(p, block, lists), block->level, runs, n); break;
    case VD_MD_QUOTE: vd_paper_runs(p->w, VD_WORD_QUOTE, runs, n); break;
    case VD_MD_ROW: put_row(p, block); break;
    default: vd_paper_runs(p->w, VD_WORD_NORMAL, runs, n);
    }
}

static void put_text(struct docx_plan *p, const struct docx_text_row *text)
{
    vd_md_blocks blocks = {0};
    list_numbers lists = {0};
    bool in_table = false;
    vd_paper_heading(p->w, 1, text->title);
    vd_markdown_blocks(p->arena, text->body, &blocks);
    VD_EACH(block, &blocks) {
        if (in_table && (block->kind != VD_MD_ROW || block->head))
            vd_paper_table_end(p->w);
        in_table = block->kind == VD_MD_ROW;
        put_block(p, block, &lists);
    }
    if (in_table)
        vd_paper_table_end(p->w);
}

static enum vd_err put_texts(struct docx_plan *p)
{
    VD_AUTO_STMT struct vd_stmt *st = docx_text_open(p->db, p->of->entity_id, p->of->version_id);
    struct docx_text_row text;
    bool first = true;
    while (docx_text_next(st, p->arena, &text)) {
        if (first)
            vd_paper_page(p->w);
        first = false;
        put_text(p, &text);
    }
    return vd_done(st);
}

enum vd_err docx_put_front(struct docx_plan *p, const struct vd_profile *profile)
{
    VD_TRY(put_cover(p, profile));
    return put_texts(p);
}

/* ---- what changed */

static void put_change(struct docx_plan *p, struct vd_str what, struct vd_str field, struct vd_str before, struct vd_str after)
{
    vd_paper_row(p->w, (const struct vd_word_cell[]){{.text = what}, {.text = field}, {.text = before}, {.text = after}});
}

static void put_changed(struct docx_plan *p, const struct plan_diff_row *row)
{
    struct vd_str what = row->address.n ? vd_str_printf(p->arena, "%.*s %.*s", VD_SARG(row->address), VD_SARG(row->description)) : row->description;
    if (row->kind != PLAN_DIFF_CHANGED)
        put_change(p, what, row->kind == PLAN_DIFF_ADDED ? VD_S("Actividad nueva") : VD_S("Actividad retirada"), (struct vd_str){0}, (struct vd_str){0});
    VD_EACH(field, &row->fields)
        put_change(p, what, field->label, field->before, field->after);
}

enum vd_err docx_put_changes(struct docx_plan *p)
{
    static const int widths[] = {4772, 2000, 3400, 3400};
    const struct vd_str heads[] = {VD_S("En qué"), VD_S("Qué cambió"), VD_S("Antes"), VD_S("Ahora")};
    struct plan_diff_side before = {0}, after = {0};
    struct plan_diff diff;
    if (!p->version.base_id.has)
        return VD_OK;
    VD_TRY(plan_diff_stored(p->db, p->arena, p->of->entity_id, p->version.base_id.v, &before));
    VD_TRY(plan_diff_stored(p->db, p->arena, p->of->entity_id, p->of->version_id, &after));
    plan_diff_of(p->arena, &before, &after, &diff);
    vd_paper_heading(p->w, 1, vd_str_printf(p->arena, "Cambios frente a la versión %" PRId64, p->version.base_no.v));
    if (!diff.rows.n && !diff.parts.n) {
        vd_paper_text(p->w, VD_WORD_NORMAL, VD_S("Ninguna actividad cambió."));
        return VD_OK;
    }
    vd_paper_table(p->w, VD_S("Cambios, celda por celda"), widths, heads, VD_COUNT(heads));
    VD_EACH(row, &diff.rows)
        put_changed(p, row);
    VD_EACH(part, &diff.parts)
        put_changed(p, part);
    vd_paper_table_end(p->w);
    return VD_OK;
}
