/* SPDX-License-Identifier: Apache-2.0 */
/* Fonts: each word is shaped once and kept with its widths. Ligatures and kerning are off, so that a glyph is a sign, the text that a
 * reader takes out is the text that was put in, and the advances of the file are those of the page. */
#include <hb-ot.h>
#include "office/pdf_inside.h"

static void close_fonts(void *arg)
{
    struct vd_pdf *pdf = arg;
    for (int i = 0; i < VD_PDF_FONTS; i++) {
        hb_buffer_destroy(pdf->fonts[i].buffer);
        hb_set_destroy(pdf->fonts[i].used);
        hb_font_destroy(pdf->fonts[i].font);
        hb_face_destroy(pdf->fonts[i].face);
    }
}

enum vd_err vd_pdf_fonts_open(struct vd_pdf *pdf)
{
    const unsigned char *bytes[] = {vd_font_regular, vd_font_bold};
    const size_t sizes[] = {vd_font_regular_n, vd_font_bold_n};
    vd_arena_defer(pdf->arena, close_fonts, pdf);
    for (int i = 0; i < VD_PDF_FONTS; i++) {
        struct vd_pdf_font *f = &pdf->fonts[i];
        hb_blob_t *blob = hb_blob_create((const char *)bytes[i], (unsigned)sizes[i], HB_MEMORY_MODE_READONLY, NULL, NULL);
        f->face = hb_face_create(blob, 0);
        hb_blob_destroy(blob);
        f->font = hb_font_create(f->face);
        f->buffer = hb_buffer_create();
        f->used = hb_set_create();
        f->per_em = hb_face_get_upem(f->face);
        unsigned glyphs = hb_face_get_glyph_count(f->face);
        if (glyphs == 0 || !hb_buffer_allocation_successful(f->buffer) || !hb_set_allocation_successful(f->used))
            return VD_CORRUPT;
        f->unicode = vd_alloc_array(pdf->arena, glyphs, sizeof *f->unicode);
        hb_set_add(f->used, 0);
    }
    return VD_OK;
}

static size_t bucket_of(struct vd_str text)
{
    uint32_t h = 2166136261u;
    for (size_t i = 0; i < text.n; i++)
        h = (h ^ (unsigned char)text.p[i]) * 16777619u;
    return h % 4096;
}

/* What the font lacks is written as «?», and counted: a box would say nothing. */
static struct vd_str known(struct vd_pdf *pdf, struct vd_pdf_font *f, struct vd_str text)
{
    struct vd_str out = {vd_alloc(pdf->arena, text.n + 1), 0};
    char *p = (char *)out.p;
    for (size_t i = 0; i < text.n;) {
        size_t from = i;
        uint32_t cp = vd_utf8_next(text, &i);
        hb_codepoint_t glyph;
        if (cp == 0x00AD || vd_char_hidden(cp))
            continue;
        bool mark = cp >= 0x0300 && cp <= 0x036F; /* joins the letter before it */
        if (!mark && !hb_font_get_nominal_glyph(f->font, cp, &glyph)) {
            pdf->missing++;
            p[out.n++] = '?';
            continue;
        }
        memcpy(p + out.n, text.p + from, i - from);
        out.n += i - from;
    }
    return out;
}

static struct vd_pdf_word *shape(struct vd_pdf *pdf, struct vd_pdf_font *f, struct vd_str text)
{
    static const hb_feature_t plain[] = {{HB_TAG('l', 'i', 'g', 'a'), 0, 0, (unsigned)-1}, {HB_TAG('k', 'e', 'r', 'n'), 0, 0, (unsigned)-1}};
    struct vd_str shown = known(pdf, f, text);
    hb_buffer_clear_contents(f->buffer);
    hb_buffer_add_utf8(f->buffer, shown.p, (int)shown.n, 0, (int)shown.n);
    hb_buffer_set_direction(f->buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(f->buffer, HB_SCRIPT_LATIN);
    hb_buffer_set_language(f->buffer, hb_language_from_string("es", -1));
    hb_shape(f->font, f->buffer, plain, 2);
    unsigned n;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(f->buffer, &n);
    struct vd_pdf_word *word = VD_NEW(pdf->arena, struct vd_pdf_word);
    struct vd_pdf_glyph *glyphs = vd_alloc_array(pdf->arena, n ? n : 1, sizeof *glyphs);
    for (unsigned i = 0; i < n; i++) {
        hb_position_t advance = hb_font_get_glyph_h_advance(f->font, info[i].codepoint);
        glyphs[i] = (struct vd_pdf_glyph){(unsigned short)info[i].codepoint, (unsigned short)advance};
        hb_set_add(f->used, info[i].codepoint);
        size_t at = info[i].cluster;
        f->unicode[info[i].codepoint] = vd_utf8_next(shown, &at);
        word->width += advance;
    }
    *word = (struct vd_pdf_word){.text = vd_str_dup(pdf->arena, text), .glyphs = glyphs, .n = n, .width = word->width};
    return word;
}

const struct vd_pdf_word *vd_pdf_word_of(struct vd_pdf *pdf, int font, struct vd_str text)
{
    struct vd_pdf_font *f = &pdf->fonts[font];
    struct vd_pdf_word **bucket = &f->words[bucket_of(text)];
    for (struct vd_pdf_word *w = *bucket; w; w = w->next)
        if (vd_str_eq(w->text, text))
            return w;
    struct vd_pdf_word *word = shape(pdf, f, text);
    word->next = *bucket;
    *bucket = word;
    return word;
}

double vd_pdf_width_of(struct vd_pdf *pdf, int font, double size, struct vd_str text)
{
    return (double)vd_pdf_word_of(pdf, font, text)->width * size / pdf->fonts[font].per_em;
}
