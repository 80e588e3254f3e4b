/* SPDX-License-Identifier: Apache-2.0 */
#include "office/paper.h"
#include "office/pdf.h"

enum { PDF_MOST = 64 << 20 };

struct row { struct vd_word_cell *cells; };

struct vd_paper {
    struct vd_arena *arena;
    const struct vd_word_about *about;
    struct vd_word *word;        /* NULL: a PDF */
    struct vd_pdf *pdf;
    bool in_list;
    struct vd_str heading;       /* the last one, when nothing but a table can have come since */
    VD_LIST(int64_t) lists;      /* of each numbered list, the number of its next item */
    struct { struct vd_str caption; struct vd_pdf_column columns[VD_WORD_COLUMNS]; size_t n; VD_LIST(struct row) rows; } table;
};

enum vd_err vd_paper_new(struct vd_arena *arena, const struct vd_word_about *about, bool pdf, struct vd_paper **ret)
{
    struct vd_paper *p = VD_NEW(arena, struct vd_paper);
    *p = (struct vd_paper){.arena = arena, .about = about};
    if (pdf) {
        const struct vd_pdf_about of = {.title = about->title, .author = about->author, .subject = about->subject, .banner = about->banner, .made_at = about->at,
                                        .foot = vd_str_printf(arena, "%.*s · %.*s", VD_SARG(about->head), VD_SARG(about->foot))};
        VD_TRY(vd_pdf_new(arena, &of, &p->pdf));
    } else {
        p->word = vd_word_new(arena, about);
    }
    *ret = p;
    return VD_OK;
}

bool vd_paper_is_pdf(const struct vd_paper *p) { return !p->word; }

/* ---- running text */

static void end_list(struct vd_paper *p)
{
    if (p->in_list)
        vd_pdf_list_end(p->pdf);
    p->in_list = false;
}

static struct vd_pdf_run *runs_of(struct vd_paper *p, const struct vd_word_run *runs, size_t n)
{
    struct vd_pdf_run *out = vd_alloc_array(p->arena, n ? n : 1, sizeof *out);
    for (size_t i = 0; i < n; i++)
        out[i] = (struct vd_pdf_run){.text = runs[i].text, .bold = runs[i].bold, .url = runs[i].url, .colour = runs[i].url.n ? VD_PDF_LINK : VD_PDF_INK};
    return out;
}

static void put_pdf(struct vd_paper *p, enum vd_word_style style, const struct vd_word_run *runs, size_t n)
{
    struct vd_pdf_run *of = runs_of(p, runs, n);
    end_list(p);
    if (style == VD_WORD_SUBTITLE)
        for (size_t i = 0; i < n; i++) {
            of[i].bold = true;
            of[i].colour = VD_PDF_SOFT;
        }
    if (style == VD_WORD_TITLE && n)
        vd_pdf_heading(p->pdf, 1, runs[0].text);
    else if (style == VD_WORD_SUBTITLE)
        vd_pdf_sized(p->pdf, 13, of, n);
    else if (style == VD_WORD_COVER)
        vd_pdf_sized(p->pdf, 11.5, of, n);
    else if ((style == VD_WORD_COVER_NOTE || style == VD_WORD_NOTE) && n == 1)
        vd_pdf_small(p->pdf, runs[0].text);
    else
        vd_pdf_runs(p->pdf, of, n);
}

void vd_paper_runs(struct vd_paper *p, enum vd_word_style style, const struct vd_word_run *runs, size_t n)
{
    if (p->word)
        vd_word_runs(p->word, style, runs, n);
    else
        put_pdf(p, style, runs, n);
}

void vd_paper_text(struct vd_paper *p, enum vd_word_style style, struct vd_str text) { vd_paper_runs(p, style, &(struct vd_word_run){.text = text}, 1); }

/* The title is the first heading of the PDF: the others stand below it. */
void vd_paper_heading(struct vd_paper *p, int level, struct vd_str text)
{
    if (p->word) {
        vd_word_heading(p->word, level, text);
        return;
    }
    end_list(p);
    p->heading = text;
    vd_pdf_heading(p->pdf, level + 1, text);
}

int vd_paper_list(struct vd_paper *p, int64_t first)
{
    if (p->word)
        return vd_word_list(p->word, first);
    *VD_PUSH(p->arena, &p->lists) = first;
    return (int)p->lists.n;
}

void vd_paper_item(struct vd_paper *p, int list, int depth, const struct vd_word_run *runs, size_t n)
{
    if (p->word) {
        vd_word_item(p->word, list, depth, runs, n);
        return;
    }
    if (!p->in_list)
        vd_pdf_list_begin(p->pdf);
    p->in_list = true;
    struct vd_str mark = list < 0 ? VD_S(" ") : depth ? VD_S("–") : VD_S("•");
    if (list > 0 && (size_t)list <= p->lists.n)
        mark = vd_str_printf(p->arena, "%" PRId64 ".", p->lists.v[list - 1]++);
    vd_pdf_item(p->pdf, mark, runs_of(p, runs, n), n);
}

void vd_paper_shield(struct vd_paper *p)
{
    if (p->word) {
        vd_word_shield(p->word);
        return;
    }
    vd_pdf_cover(p->pdf, 110);
    if (p->about->shield)
        (void)!vd_pdf_image(p->pdf, p->about->shield->bytes, 90, p->about->shield->alt);
    if (p->about->banner.n) /* over the pages it is an ornament: here it is read aloud */
        vd_pdf_sized(p->pdf, 12, &(struct vd_pdf_run){.text = p->about->banner, .bold = true, .colour = VD_PDF_RED}, 1);
}

void vd_paper_page(struct vd_paper *p)
{
    if (p->word) {
        vd_word_page(p->word);
        return;
    }
    end_list(p);
    vd_pdf_break(p->pdf);
}

void vd_paper_turn(struct vd_paper *p, bool lying)
{
    if (p->word) {
        vd_word_turn(p->word, lying);
        return;
    }
    end_list(p);
    vd_pdf_turn(p->pdf, lying);
}

/* ---- tables: of a PDF, written when they are whole */

void vd_paper_table(struct vd_paper *p, struct vd_str caption, const int *widths, const struct vd_str *heads, size_t n)
{
    if (p->word) {
        vd_word_table(p->word, caption, widths, heads, n);
        return;
    }
    end_list(p);
    p->table.caption = vd_str_eq(caption, p->heading) ? (struct vd_str){0} : caption; /* it stands right above */
    p->table.n = n < VD_WORD_COLUMNS ? n : VD_WORD_COLUMNS;
    p->table.rows.n = 0;
    for (size_t i = 0; i < p->table.n; i++)
        p->table.columns[i] = (struct vd_pdf_column){heads[i], widths[i], VD_PDF_LEFT};
}

void vd_paper_row(struct vd_paper *p, const struct vd_word_cell *cells)
{
    if (p->word) {
        vd_word_row(p->word, cells);
        return;
    }
    struct vd_word_cell *kept = vd_alloc_array(p->arena, p->table.n ? p->table.n : 1, sizeof *kept);
    memcpy(kept, cells, p->table.n * sizeof *kept);
    for (size_t i = 0; i < p->table.n; i++)
        if (kept[i].centred)
            p->table.columns[i].align = VD_PDF_CENTRE;
    VD_PUSH(p->arena, &p->table.rows)->cells = kept;
}

static bool has_groups(const struct vd_paper *p)
{
    if (p->table.n < 3)
        return false;
    VD_EACH(row, &p->table.rows)
        if (row->cells[0].merge != VD_WORD_ALONE)
            return true;
    return false;
}

static void put_row(struct vd_paper *p, const struct row *row, size_t from)
{
    struct vd_pdf_cell cells[VD_WORD_COLUMNS] = {0};
    for (size_t i = from; i < p->table.n; i++)
        cells[i - from].text = row->cells[i].merge == VD_WORD_MERGED ? (struct vd_str){0} : row->cells[i].text;
    vd_pdf_row(p->pdf, cells);
}

void vd_paper_table_end(struct vd_paper *p)
{
    if (p->word) {
        vd_word_table_end(p->word);
        return;
    }
    size_t from = has_groups(p);
    vd_pdf_table_begin(p->pdf, p->table.caption, p->table.columns + from, p->table.n - from);
    VD_EACH(row, &p->table.rows) {
        if (from && row->cells[0].merge != VD_WORD_MERGED)
            vd_pdf_group(p->pdf, row->cells[0].text.n ? row->cells[0].text : VD_S("Sin clasificar"));
        put_row(p, row, from);
    }
    vd_pdf_table_end(p->pdf);
}

enum vd_err vd_paper_close(struct vd_paper *p, struct vd_str *ret)
{
    if (p->word)
        return vd_word_close(p->word, ret);
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, PDF_MOST);
    end_list(p);
    VD_TRY(vd_pdf_end(p->pdf, &out));
    *ret = vd_str_dup(p->arena, vd_buf_view(&out));
    return VD_OK;
}
