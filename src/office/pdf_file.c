/* SPDX-License-Identifier: Apache-2.0 */
/* The file: numbered objects, compressed streams, the table of where each begins (ISO 32000-1, 7.5). Numbers of objects are given in
 * one order before anything is written, so that every part knows the others. */
#include <hb-ot.h>
#include <sodium.h>
#include <zlib.h>
#include "office/pdf_inside.h"

enum { CATALOGUE = 1, PAGES, INFO, XMP, STRUCTURE, PARENTS, OUTLINE, FIRST_FONT };
enum { MAX_STREAM = 64 << 20, OBJECTS_MOST = 200 /* of one stream: a reader opens the whole of it for one of them */ };
enum { OF_FONT = 5, FONT_DICT = 0, FONT_CID, FONT_ABOUT, FONT_BYTES, FONT_UNICODE };

/* Where an object is: at this byte of the file, or the index-th of a stream of objects. */
struct where { size_t at; int stream, index; };
struct pending { int id; size_t at; };

struct file {
    struct vd_pdf *pdf;
    struct vd_buf *whole;    /* the file */
    struct vd_buf *out;      /* where the object in hand is written */
    struct where *at;        /* of each object */
    struct vd_buf packed;    /* the stream in hand */
    struct vd_buf objects;   /* those without a stream of their own, until they fill one */
    struct pending pending[OBJECTS_MOST];
    int n_pending;
    int page, elem, link, line, picture, n; /* number of the first object of each kind; how many so far */
};

static void flush_objects(struct file *f);

static void begin(struct file *f, int id)
{
    f->pending[f->n_pending++] = (struct pending){id, f->objects.n};
    f->out = &f->objects;
}

static void end(struct file *f)
{
    if (f->n_pending == OBJECTS_MOST)
        flush_objects(f);
}

/* Into f->packed. */
static void pack(struct file *f, struct vd_str bytes)
{
    z_stream z = {.next_in = (Bytef *)(uintptr_t)bytes.p, .avail_in = (uInt)bytes.n};
    Bytef room[16 * 1024];
    int done = deflateInit(&z, Z_DEFAULT_COMPRESSION);
    vd_buf_clear(&f->packed);
    while (done == Z_OK) {
        z.next_out = room;
        z.avail_out = sizeof room;
        done = deflate(&z, Z_FINISH);
        vd_buf_put(&f->packed, room, sizeof room - z.avail_out);
    }
    deflateEnd(&z);
    if (done != Z_STREAM_END || f->packed.failed)
        f->whole->failed = true;
}

static void stream(struct file *f, int id, const char *dict, struct vd_str bytes, bool packed)
{
    f->at[id] = (struct where){.at = f->whole->n};
    if (packed) {
        pack(f, bytes);
        bytes = vd_buf_view(&f->packed);
    }
    vd_buf_printf(f->whole, "%d 0 obj\n<<%s%s /Length %zu>>\nstream\n", id, dict, packed ? " /Filter /FlateDecode" : "", bytes.n);
    vd_buf_str(f->whole, bytes);
    vd_buf_c(f->whole, "\nendstream\nendobj\n");
}

/* Numbers and places of the objects, then the objects (ISO 32000-1, 7.5.7). */
static void flush_objects(struct file *f)
{
    VD_AUTO_BUF struct vd_buf body;
    vd_buf_init(&body, MAX_STREAM);
    if (!f->n_pending)
        return;
    for (int i = 0; i < f->n_pending; i++) {
        f->at[f->pending[i].id] = (struct where){.stream = f->n, .index = i};
        vd_buf_printf(&body, "%d %zu ", f->pending[i].id, f->pending[i].at);
    }
    char dict[80];
    snprintf(dict, sizeof dict, " /Type /ObjStm /N %d /First %zu", f->n_pending, body.n);
    vd_buf_str(&body, vd_buf_view(&f->objects));
    if (body.failed || f->objects.failed)
        f->whole->failed = true;
    f->n_pending = 0;
    stream(f, f->n++, dict, vd_buf_view(&body), true);
    vd_buf_clear(&f->objects);
}

/* A text of the file's own: UTF-16, in hexadecimal. */
static void put_text(struct vd_buf *out, struct vd_str text)
{
    vd_buf_c(out, "<FEFF");
    for (size_t i = 0; i < text.n;) {
        uint32_t cp = vd_utf8_next(text, &i);
        if (cp >= 0x10000)
            vd_buf_printf(out, "%04X%04X", 0xD800 + ((cp - 0x10000) >> 10), 0xDC00 + ((cp - 0x10000) & 0x3FF));
        else
            vd_buf_printf(out, "%04X", cp);
    }
    vd_buf_char(out, '>');
}

static void put_escaped(struct vd_buf *out, struct vd_str text)
{
    for (size_t i = 0; i < text.n; i++) {
        char c = text.p[i];
        vd_buf_c(out, c == '&' ? "&amp;" : c == '<' ? "&lt;" : c == '>' ? "&gt;" : (char[]){c, 0});
    }
}

static void put_box(struct vd_buf *out, const char *name, const double *box)
{
    vd_buf_printf(out, " /%s [", name);
    for (int i = 0; i < 4; i++)
        vd_pdf_number(out, box[i]);
    vd_buf_char(out, ']');
}

/* ---- fonts */
static int font_id(int font, int part) { return FIRST_FONT + font * OF_FONT + part; }
static int per_mille(const struct vd_pdf_font *f, int64_t v) { return (int)(v * 1000 / (int64_t)f->per_em); }

static void put_font_about(struct file *f, int i, const char *name)
{
    const struct vd_pdf_font *font = &f->pdf->fonts[i];
    hb_position_t up = 0, down = 0, capital = 0;
    hb_ot_metrics_get_position(font->font, HB_OT_METRICS_TAG_HORIZONTAL_ASCENDER, &up);
    hb_ot_metrics_get_position(font->font, HB_OT_METRICS_TAG_HORIZONTAL_DESCENDER, &down);
    hb_ot_metrics_get_position(font->font, HB_OT_METRICS_TAG_CAP_HEIGHT, &capital);
    begin(f, font_id(i, FONT_ABOUT));
    vd_buf_printf(f->out, "<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [-600 -400 2000 1200] /ItalicAngle 0 /Ascent %d /Descent %d "
                  "/CapHeight %d /StemV %d /FontFile2 %d 0 R>>\n", name, per_mille(font, up), per_mille(font, down), per_mille(font, capital),
                  i == VD_PDF_BOLD ? 140 : 80, font_id(i, FONT_BYTES));
    end(f);
}

static void put_font_widths(struct file *f, int i, const char *name)
{
    const struct vd_pdf_font *font = &f->pdf->fonts[i];
    begin(f, font_id(i, FONT_CID));
    vd_buf_printf(f->out, "<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> "
                  "/FontDescriptor %d 0 R /CIDToGIDMap /Identity /W [", name, font_id(i, FONT_ABOUT));
    for (hb_codepoint_t g = HB_SET_VALUE_INVALID; hb_set_next(font->used, &g);) {
        double width = (double)hb_font_get_glyph_h_advance(font->font, g) * 1000 / font->per_em;
        vd_buf_printf(f->out, "%u [", g);
        vd_pdf_number(f->out, width);
        vd_buf_c(f->out, "]");
    }
    vd_buf_c(f->out, "]>>\n");
    end(f);
}

static void put_font_unicode(struct file *f, int i)
{
    const struct vd_pdf_font *font = &f->pdf->fonts[i];
    VD_AUTO_BUF struct vd_buf map;
    vd_buf_init(&map, 1 << 20);
    vd_buf_c(&map, "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def "
                   "/CMapName /Adobe-Identity-UCS def /CMapType 2 def 1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
    for (hb_codepoint_t g = HB_SET_VALUE_INVALID; hb_set_next(font->used, &g);)
        if (font->unicode[g] > 0 && font->unicode[g] < 0x10000)
            vd_buf_printf(&map, "1 beginbfchar <%04X> <%04X> endbfchar\n", g, font->unicode[g]);
    vd_buf_c(&map, "endcmap CMapName currentdict /CMap defineresource pop end end");
    stream(f, font_id(i, FONT_UNICODE), "", vd_str_dup(f->pdf->arena, vd_buf_view(&map)), true);
}

static void put_font_bytes(struct file *f, int i)
{
    const struct vd_pdf_font *font = &f->pdf->fonts[i];
    hb_subset_input_t *input = hb_subset_input_create_or_fail();
    if (!input)
        vd_arena_unwind(f->pdf->arena);
    hb_set_union(hb_subset_input_glyph_set(input), font->used);
    hb_subset_input_set_flags(input, HB_SUBSET_FLAGS_RETAIN_GIDS | HB_SUBSET_FLAGS_NO_HINTING);
    hb_face_t *face = hb_subset_or_fail(font->face, input);
    hb_subset_input_destroy(input);
    if (!face)
        vd_arena_unwind(f->pdf->arena);
    hb_blob_t *blob = hb_face_reference_blob(face);
    unsigned n;
    const char *bytes = hb_blob_get_data(blob, &n);
    stream(f, font_id(i, FONT_BYTES), vd_str_printf(f->pdf->arena, " /Length1 %u", n).p, (struct vd_str){bytes, n}, true);
    hb_blob_destroy(blob);
    hb_face_destroy(face);
}

static void put_fonts(struct file *f)
{
    static const char *const names[] = {"VEEDOR+OpenSans-Regular", "VEEDOR+OpenSans-Bold"};
    for (int i = 0; i < VD_PDF_FONTS; i++) {
        begin(f, font_id(i, FONT_DICT));
        vd_buf_printf(f->out, "<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>\n", names[i],
                      font_id(i, FONT_CID), font_id(i, FONT_UNICODE));
        end(f);
        put_font_widths(f, i, names[i]);
        put_font_about(f, i, names[i]);
        put_font_bytes(f, i);
        put_font_unicode(f, i);
    }
}

/* ---- pages */
static void put_banner(struct vd_pdf *pdf, double y)
{
    vd_pdf_text_begin(pdf, VD_PDF_BOLD, 9, VD_PDF_MARGIN, y, VD_PDF_RED);
    vd_pdf_text_word(pdf, vd_pdf_word_of(pdf, VD_PDF_BOLD, pdf->about.banner));
    vd_pdf_text_end(pdf);
}

static void put_foot(struct vd_pdf *pdf, size_t i)
{
    struct vd_str count = vd_str_printf(pdf->arena, "Página %zu de %zu", i + 1, pdf->pages.n);
    double y = VD_PDF_MARGIN - 6, size = 8;
    pdf->page = i;
    vd_pdf_ornament(pdf, "Pagination");
    if (pdf->about.banner.n)
        put_banner(pdf, pdf->pages.v[i].height - VD_PDF_MARGIN * 0.6);
    vd_pdf_text_begin(pdf, VD_PDF_REGULAR, size, VD_PDF_MARGIN, y, VD_PDF_SOFT);
    vd_pdf_text_word(pdf, vd_pdf_word_of(pdf, VD_PDF_REGULAR, pdf->about.foot));
    vd_pdf_text_end(pdf);
    vd_pdf_text_begin(pdf, VD_PDF_REGULAR, size, pdf->pages.v[i].width - VD_PDF_MARGIN - vd_pdf_width_of(pdf, VD_PDF_REGULAR, size, count), y, VD_PDF_SOFT);
    vd_pdf_text_word(pdf, vd_pdf_word_of(pdf, VD_PDF_REGULAR, count));
    vd_pdf_text_end(pdf);
    vd_pdf_close(pdf);
}

static void put_resources(struct file *f)
{
    vd_buf_printf(f->out, " /Resources <</Font <</F0 %d 0 R /F1 %d 0 R>>", font_id(0, FONT_DICT), font_id(1, FONT_DICT));
    if (f->pdf->pictures.n > 0)
        vd_buf_c(f->out, " /XObject <<");
    for (size_t i = 0; i < f->pdf->pictures.n; i++)
        vd_buf_printf(f->out, "/Im%zu %d 0 R ", i, f->picture + (int)i);
    vd_buf_c(f->out, f->pdf->pictures.n > 0 ? ">>>>" : ">>");
}

static void put_page(struct file *f, size_t i)
{
    const struct vd_pdf_page *page = &f->pdf->pages.v[i];
    int id = f->page + 2 * (int)i;
    begin(f, id);
    vd_buf_printf(f->out, "<</Type /Page /Parent %d 0 R", PAGES);
    put_box(f->out, "MediaBox", (double[]){0, 0, page->width, page->height});
    put_resources(f);
    vd_buf_printf(f->out, " /Contents %d 0 R /StructParents %zu /Tabs /S", id + 1, i);
    if (page->links.n > 0)
        vd_buf_c(f->out, " /Annots [");
    for (size_t k = 0; k < page->links.n; k++)
        vd_buf_printf(f->out, "%d 0 R ", f->link + page->links.v[k]);
    vd_buf_c(f->out, page->links.n > 0 ? "]>>\n" : ">>\n");
    end(f);
    stream(f, id + 1, "", vd_buf_view(page->content), true);
}

static void put_pages(struct file *f)
{
    begin(f, PAGES);
    vd_buf_printf(f->out, "<</Type /Pages /Count %zu /Kids [", f->pdf->pages.n);
    for (size_t i = 0; i < f->pdf->pages.n; i++)
        vd_buf_printf(f->out, "%d 0 R ", f->page + 2 * (int)i);
    vd_buf_c(f->out, "]>>\n");
    end(f);
    for (size_t i = 0; i < f->pdf->pages.n; i++)
        put_page(f, i);
}

static void put_pictures(struct file *f)
{
    for (size_t i = 0; i < f->pdf->pictures.n; i++) {
        const struct vd_pdf_picture *p = &f->pdf->pictures.v[i];
        struct vd_str dict = vd_str_printf(f->pdf->arena, " /Type /XObject /Subtype /Image /Width %d /Height %d /ColorSpace /%s /BitsPerComponent 8%s", p->width,
                                           p->height, p->grey ? "DeviceGray" : "DeviceRGB", p->jpeg ? " /Filter /DCTDecode" : "");
        stream(f, f->picture + (int)i, dict.p, p->bytes, !p->jpeg);
    }
}

static void put_links(struct file *f)
{
    for (size_t i = 0; i < f->pdf->links.n; i++) {
        const struct vd_pdf_link *link = &f->pdf->links.v[i];
        begin(f, f->link + (int)i);
        vd_buf_c(f->out, "<</Type /Annot /Subtype /Link /F 4 /Border [0 0 0]");
        put_box(f->out, "Rect", link->box);
        vd_buf_c(f->out, " /Contents ");
        put_text(f->out, link->text);
        vd_buf_c(f->out, " /A <</S /URI /URI <");
        for (size_t k = 0; k < link->url.n; k++)
            vd_buf_printf(f->out, "%02X", (unsigned char)link->url.p[k]);
        vd_buf_printf(f->out, ">>> /StructParent %zu>>\n", f->pdf->pages.n + i);
        end(f);
    }
}

/* ---- structure */
static void put_kid(struct file *f, const struct vd_pdf_kid *kid)
{
    int page = f->page + 2 * kid->page;
    if (kid->kind == VD_PDF_KID_ELEM)
        vd_buf_printf(f->out, "%d 0 R ", f->elem + kid->number);
    else if (kid->kind == VD_PDF_KID_CONTENT)
        vd_buf_printf(f->out, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", page, kid->number);
    else
        vd_buf_printf(f->out, "<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>> ", page, f->link + kid->number);
}

static void put_elem(struct file *f, size_t i)
{
    const struct vd_pdf_elem *e = &f->pdf->elems.v[i];
    begin(f, f->elem + (int)i);
    vd_buf_printf(f->out, "<</Type /StructElem /S /%s /P %d 0 R", e->tag, e->parent < 0 ? STRUCTURE : f->elem + e->parent);
    if (e->alt.p) {
        vd_buf_c(f->out, " /Alt ");
        put_text(f->out, e->alt);
    }
    if (e->attributes)
        vd_buf_printf(f->out, " /A %s", e->attributes);
    if (e->boxed) {
        vd_buf_c(f->out, " /A <</O /Layout /Placement /Block");
        put_box(f->out, "BBox", e->box);
        vd_buf_c(f->out, ">>");
    }
    vd_buf_c(f->out, " /K [");
    VD_EACH(kid, &e->kids)
        put_kid(f, kid);
    vd_buf_c(f->out, "]>>\n");
    end(f);
}

static void put_structure(struct file *f)
{
    const struct vd_pdf *pdf = f->pdf;
    for (size_t i = 0; i < pdf->elems.n; i++)
        put_elem(f, i);
    begin(f, PARENTS);
    vd_buf_c(f->out, "<</Nums [");
    for (size_t i = 0; i < pdf->pages.n; i++) {
        vd_buf_printf(f->out, "%zu [", i);
        VD_EACH(owner, &pdf->pages.v[i].owners)
            vd_buf_printf(f->out, "%d 0 R ", f->elem + *owner);
        vd_buf_c(f->out, "] ");
    }
    for (size_t i = 0; i < pdf->links.n; i++)
        vd_buf_printf(f->out, "%zu %d 0 R ", pdf->pages.n + i, f->elem + pdf->links.v[i].elem);
    vd_buf_c(f->out, "]>>\n");
    end(f);
    begin(f, STRUCTURE);
    vd_buf_printf(f->out, "<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %zu>>\n", f->elem, PARENTS, pdf->pages.n + pdf->links.n);
    end(f);
}

/* ---- outline */
static int outer_of(const struct vd_pdf *pdf, size_t i)
{
    for (size_t k = i; k-- > 0;)
        if (pdf->outline.v[k].level < pdf->outline.v[i].level)
            return (int)k;
    return -1;
}

/* The neighbour of a heading under the same one; -1: none. */
static int beside(const struct vd_pdf *pdf, size_t i, int step)
{
    int outer = outer_of(pdf, i);
    for (int k = (int)i + step; k >= 0 && k < (int)pdf->outline.n; k += step)
        if (outer_of(pdf, (size_t)k) == outer)
            return k;
    return -1;
}

static void put_inner(struct file *f, int outer)
{
    const struct vd_pdf *pdf = f->pdf;
    int first = -1, last = -1, n = 0;
    for (size_t i = 0; i < pdf->outline.n; i++) {
        if (outer_of(pdf, i) != outer)
            continue;
        first = first < 0 ? (int)i : first;
        last = (int)i;
        n++;
    }
    if (n > 0)
        vd_buf_printf(f->out, " /First %d 0 R /Last %d 0 R /Count %d", f->line + first, f->line + last, outer < 0 ? n : -n);
}

static void put_outline(struct file *f)
{
    const struct vd_pdf *pdf = f->pdf;
    begin(f, OUTLINE);
    vd_buf_c(f->out, "<</Type /Outlines");
    put_inner(f, -1);
    vd_buf_c(f->out, ">>\n");
    end(f);
    for (size_t i = 0; i < pdf->outline.n; i++) {
        const struct vd_pdf_mark_line *line = &pdf->outline.v[i];
        int outer = outer_of(pdf, i), before = beside(pdf, i, -1), after = beside(pdf, i, 1);
        begin(f, f->line + (int)i);
        vd_buf_c(f->out, "<</Title ");
        put_text(f->out, line->text);
        vd_buf_printf(f->out, " /Parent %d 0 R", outer < 0 ? OUTLINE : f->line + outer);
        if (before >= 0)
            vd_buf_printf(f->out, " /Prev %d 0 R", f->line + before);
        if (after >= 0)
            vd_buf_printf(f->out, " /Next %d 0 R", f->line + after);
        put_inner(f, (int)i);
        vd_buf_printf(f->out, " /Dest [%d 0 R /XYZ 0 ", f->page + 2 * line->page);
        vd_pdf_number(f->out, line->y);
        vd_buf_c(f->out, "0]>>\n");
        end(f);
    }
}

/* ---- about the document */
static struct vd_str pdf_date(struct vd_arena *arena, vd_us at)
{
    struct vd_str iso = vd_us_iso(arena, at); /* 2022-09-20T10:15:00-05:00 */
    const char *p = iso.p;
    return vd_str_printf(arena, "D:%.4s%.2s%.2s%.2s%.2s%.2s-05'00'", p, p + 5, p + 8, p + 11, p + 14, p + 17);
}

static void put_about(struct file *f)
{
    const struct vd_pdf_about *about = &f->pdf->about;
    struct vd_str date = pdf_date(f->pdf->arena, about->made_at);
    begin(f, INFO);
    vd_buf_c(f->out, "<</Title ");
    put_text(f->out, about->title);
    vd_buf_c(f->out, " /Author ");
    put_text(f->out, about->author);
    vd_buf_c(f->out, " /Subject ");
    put_text(f->out, about->subject);
    vd_buf_printf(f->out, " /Creator (Veedor) /Producer (Veedor) /CreationDate (%.*s) /ModDate (%.*s)>>\n", VD_SARG(date), VD_SARG(date));
    end(f);
}

static void put_xmp(struct file *f)
{
    const struct vd_pdf_about *about = &f->pdf->about;
    struct vd_str date = vd_us_iso(f->pdf->arena, about->made_at);
    VD_AUTO_BUF struct vd_buf xmp;
    vd_buf_init(&xmp, 1 << 20);
    vd_buf_c(&xmp, "<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF "
                   "xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                   "xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">"
                   "<dc:title><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    put_escaped(&xmp, about->title);
    vd_buf_c(&xmp, "</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>");
    put_escaped(&xmp, about->author);
    vd_buf_c(&xmp, "</rdf:li></rdf:Seq></dc:creator><dc:description><rdf:Alt><rdf:li xml:lang=\"x-default\">");
    put_escaped(&xmp, about->subject);
    vd_buf_printf(&xmp, "</rdf:li></rdf:Alt></dc:description><dc:language><rdf:Bag><rdf:li>es-CO</rdf:li></rdf:Bag></dc:language><xmp:CreateDate>%.*s</xmp:CreateDate>"
                  "<xmp:ModifyDate>%.*s</xmp:ModifyDate><xmp:CreatorTool>Veedor</xmp:CreatorTool><pdf:Producer>Veedor</pdf:Producer>"
                  "<pdfuaid:part>1</pdfuaid:part></rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end=\"w\"?>", VD_SARG(date), VD_SARG(date));
    stream(f, XMP, " /Type /Metadata /Subtype /XML", vd_buf_view(&xmp), false);
}

static void put_catalogue(struct file *f)
{
    begin(f, CATALOGUE);
    vd_buf_printf(f->out, "<</Type /Catalog /Pages %d 0 R /Lang (es-CO) /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /Metadata %d 0 R "
                  "/ViewerPreferences <</DisplayDocTitle true>>", PAGES, STRUCTURE, XMP);
    if (f->pdf->outline.n > 0)
        vd_buf_printf(f->out, " /Outlines %d 0 R /PageMode /UseOutlines", OUTLINE);
    vd_buf_c(f->out, ">>\n");
    end(f);
}

static void put_where(struct vd_buf *out, int kind, size_t a, int b)
{
    unsigned char row[7] = {(unsigned char)kind, (unsigned char)(a >> 24), (unsigned char)(a >> 16), (unsigned char)(a >> 8), (unsigned char)a, (unsigned char)(b >> 8), (unsigned char)b};
    vd_buf_put(out, row, sizeof row);
}

/* The table of where each object is, itself a stream (7.5.8). */
static void put_trailer(struct file *f)
{
    unsigned char hash[crypto_hash_sha256_BYTES];
    char id[33], dict[256];
    VD_AUTO_BUF struct vd_buf table;
    vd_buf_init(&table, MAX_STREAM);
    flush_objects(f);
    crypto_hash_sha256(hash, (const unsigned char *)f->whole->p, f->whole->n);
    vd_hex(id, hash, 16);
    size_t at = f->whole->n;
    int self = f->n++;
    f->at[self] = (struct where){.at = at};
    put_where(&table, 0, 0, 65535);
    for (int i = 1; i < f->n; i++)
        put_where(&table, f->at[i].stream ? 2 : 1, f->at[i].stream ? (size_t)f->at[i].stream : f->at[i].at, f->at[i].index);
    snprintf(dict, sizeof dict, " /Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]", f->n, CATALOGUE, INFO, id, id);
    stream(f, self, dict, vd_buf_view(&table), true);
    vd_buf_printf(f->whole, "startxref\n%zu\n%%%%EOF\n", at);
}

enum vd_err vd_pdf_end(struct vd_pdf *pdf, struct vd_buf *out)
{
    struct file *f = VD_NEW(pdf->arena, struct file);
    *f = (struct file){.pdf = pdf, .whole = out, .page = FIRST_FONT + VD_PDF_FONTS * OF_FONT};
    for (size_t i = 0; i < pdf->pages.n; i++)
        put_foot(pdf, i);
    f->elem = f->page + 2 * (int)pdf->pages.n;
    f->link = f->elem + (int)pdf->elems.n;
    f->line = f->link + (int)pdf->links.n;
    f->picture = f->line + (int)pdf->outline.n;
    f->n = f->picture + (int)pdf->pictures.n;
    f->at = vd_alloc_array(pdf->arena, (size_t)(f->n + f->n / OBJECTS_MOST + 3), sizeof *f->at);
    vd_buf_init(&f->packed, MAX_STREAM);
    vd_buf_init(&f->objects, MAX_STREAM);
    vd_buf_c(out, "%PDF-1.7\n%\xE2\xE3\xCF\xD3\n");
    put_catalogue(f);
    put_pages(f);
    put_pictures(f);
    put_links(f);
    put_structure(f);
    put_outline(f);
    put_fonts(f);
    put_about(f);
    put_xmp(f);
    put_trailer(f);
    vd_buf_done(&f->packed);
    vd_buf_done(&f->objects);
    VD_EACH(page, &pdf->pages) {
        enum vd_err err = vd_buf_ok(page->content);
        if (err)
            return err;
    }
    return vd_buf_ok(out);
}
