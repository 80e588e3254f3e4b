/* SPDX-License-Identifier: Apache-2.0 */
/* What stands around the body of a Word document: styles, lists, head and foot of the pages, properties, and the links between parts. */
#include "office/docx_parts.h"

#define W "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define PACKAGE "http://schemas.openxmlformats.org/package/2006/"
#define TYPE "application/vnd.openxmlformats-officedocument.wordprocessingml."

static struct vd_str kept(struct vd_arena *arena, const struct vd_buf *buf) { return vd_str_dup(arena, vd_buf_view(buf)); }

/* ---- the shield */

void vd_word_put_shield(struct vd_buf *out, const struct vd_word_picture *shield, int height_mm, int id)
{
    enum { EMU_A_MM = 36000, WIDER = 3 /* than high, at most */ };
    int64_t high = (int64_t)height_mm * EMU_A_MM, wide = high * shield->is.width / shield->is.height;
    if (wide > high * WIDER) {
        wide = high * WIDER;
        high = wide * shield->is.height / shield->is.width;
    }
    vd_buf_printf(out, "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"%" PRId64 "\" cy=\"%" PRId64 "\"/>"
                       "<wp:docPr id=\"%d\" name=\"Escudo %d\" descr=\"", wide, high, id, id);
    vd_word_escape(out, shield->alt);
    vd_buf_printf(out, "\"/><a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic><pic:nvPicPr>"
                       "<pic:cNvPr id=\"%d\" name=\"Escudo %d\"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"rId20\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
                       "<pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"%" PRId64 "\" cy=\"%" PRId64 "\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr>"
                       "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>", id, id, wide, high);
}

/* ---- styles */

#define LIKE(id, name, base, paragraph, run) \
    "<w:style w:type=\"paragraph\" w:styleId=\"" id "\"><w:name w:val=\"" name "\"/><w:basedOn w:val=\"" base "\"/><w:qFormat/><w:pPr>" paragraph "</w:pPr><w:rPr>" run "</w:rPr></w:style>"
#define HEADING(n, outline, before, size) \
    "<w:style w:type=\"paragraph\" w:styleId=\"Heading" n "\"><w:name w:val=\"heading " n "\"/><w:basedOn w:val=\"Normal\"/><w:next w:val=\"Normal\"/><w:qFormat/>" \
    "<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before=\"" before "\" w:after=\"120\"/><w:outlineLvl w:val=\"" outline "\"/></w:pPr>" \
    "<w:rPr><w:b/><w:sz w:val=\"" size "\"/></w:rPr></w:style>"
#define BORDER(side) "<w:" side " w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"8A94A6\"/>"

static const char styles[] = VD_WORD_HEAD
    "<w:styles xmlns:w=\"" W "\"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:eastAsia=\"Arial\" w:cs=\"Arial\"/><w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>"
    "<w:lang w:val=\"es-CO\" w:eastAsia=\"es-CO\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after=\"140\" w:line=\"276\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\"><w:name w:val=\"Normal\"/><w:qFormat/></w:style>"
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\"><w:name w:val=\"Default Paragraph Font\"/></w:style>"
    "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/><w:rPr><w:color w:val=\"0B4DA2\"/><w:u w:val=\"single\"/></w:rPr></w:style>"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\"><w:name w:val=\"Normal Table\"/><w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
    "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"85\" w:type=\"dxa\"/><w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"85\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr></w:style>"
    "<w:style w:type=\"table\" w:styleId=\"TableGrid\"><w:name w:val=\"Table Grid\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
    BORDER("top") BORDER("left") BORDER("bottom") BORDER("right") BORDER("insideH") BORDER("insideV") "</w:tblBorders></w:tblPr></w:style>"
    HEADING("1", "0", "360", "32") HEADING("2", "1", "280", "26") HEADING("3", "2", "240", "24") HEADING("4", "3", "200", "22") HEADING("5", "4", "200", "22") HEADING("6", "5", "200", "22")
    LIKE("Title", "Title", "Normal", "<w:spacing w:before=\"480\" w:after=\"240\" w:line=\"264\" w:lineRule=\"auto\"/><w:jc w:val=\"center\"/>", "<w:b/><w:sz w:val=\"48\"/>")
    LIKE("Subtitle", "Subtitle", "Normal", "<w:spacing w:after=\"240\"/><w:jc w:val=\"center\"/>", "<w:sz w:val=\"32\"/>")
    LIKE("Cover", "Cover", "Normal", "<w:spacing w:before=\"120\" w:after=\"120\"/><w:jc w:val=\"center\"/>", "<w:sz w:val=\"24\"/>")
    LIKE("CoverTop", "Cover Top", "Cover", "<w:spacing w:before=\"1700\" w:after=\"240\"/>", "")
    LIKE("CoverNote", "Cover Note", "Cover", "<w:spacing w:before=\"1700\"/>", "<w:color w:val=\"47505F\"/><w:sz w:val=\"17\"/>")
    LIKE("Note", "Note", "Normal", "<w:spacing w:after=\"80\" w:line=\"252\" w:lineRule=\"auto\"/>", "<w:color w:val=\"47505F\"/><w:sz w:val=\"18\"/>")
    LIKE("Quote", "Quote", "Normal", "<w:ind w:left=\"567\" w:right=\"567\"/>", "<w:i/>")
    LIKE("Banner", "Banner", "Normal", "<w:pBdr><w:top w:val=\"single\" w:sz=\"12\" w:space=\"4\" w:color=\"9B1C1C\"/><w:bottom w:val=\"single\" w:sz=\"12\" w:space=\"4\" w:color=\"9B1C1C\"/></w:pBdr>"
         "<w:spacing w:before=\"0\" w:after=\"120\"/><w:jc w:val=\"center\"/>", "<w:b/><w:color w:val=\"9B1C1C\"/><w:sz w:val=\"24\"/>")
    LIKE("ListParagraph", "List Paragraph", "Normal", "<w:spacing w:after=\"80\"/>", "")
    LIKE("TableText", "Table Text", "Normal", "<w:spacing w:before=\"30\" w:after=\"30\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"17\"/>")
    LIKE("TableHead", "Table Head", "TableText", "<w:keepNext/>", "<w:b/>")
    LIKE("Header", "header", "Normal", "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"4\" w:color=\"8A94A6\"/></w:pBdr><w:spacing w:after=\"120\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"18\"/>")
    LIKE("Footer", "footer", "Normal", "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/><w:jc w:val=\"right\"/>", "<w:sz w:val=\"18\"/>")
    LIKE("Gap", "Gap", "Normal", "<w:spacing w:before=\"0\" w:after=\"0\" w:line=\"120\" w:lineRule=\"exact\"/>", "<w:sz w:val=\"8\"/>")
    "</w:styles>";

static const char settings[] = VD_WORD_HEAD
    "<w:settings xmlns:w=\"" W "\"><w:zoom w:percent=\"100\"/><w:defaultTabStop w:val=\"567\"/><w:characterSpacingControl w:val=\"doNotCompress\"/><w:compat>"
    "<w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat><w:themeFontLang w:val=\"es-CO\"/>"
    "<w:decimalSymbol w:val=\",\"/><w:listSeparator w:val=\";\"/></w:settings>";

/* ---- lists: definition 0 has bullets, definition 1 numbers; each numbered list begins by itself */

static void put_definition(struct vd_buf *out, int id, const char *format)
{
    static const char *const bullets[VD_WORD_LEVELS] = {"•", "–", "•", "–"};
    bool numbers = strcmp(format, "decimal") == 0;
    vd_buf_printf(out, "<w:abstractNum w:abstractNumId=\"%d\"><w:multiLevelType w:val=\"hybridMultilevel\"/>", id);
    for (int level = 0; level < VD_WORD_LEVELS; level++) {
        char text[8];
        snprintf(text, sizeof text, "%%%d.", level + 1);
        vd_buf_printf(out, "<w:lvl w:ilvl=\"%d\"><w:start w:val=\"1\"/><w:numFmt w:val=\"%s\"/><w:lvlText w:val=\"%s\"/><w:lvlJc w:val=\"left\"/>"
                           "<w:pPr><w:ind w:left=\"%d\" w:hanging=\"357\"/></w:pPr></w:lvl>", level, format, numbers ? text : bullets[level], VD_WORD_INDENT(level));
    }
    vd_buf_c(out, "</w:abstractNum>");
}

static struct vd_str numbering(struct vd_arena *arena, const struct vd_word_used *used)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, VD_WORD_BYTES_MOST);
    vd_buf_c(&out, VD_WORD_HEAD "<w:numbering xmlns:w=\"" W "\">");
    put_definition(&out, 0, "bullet");
    put_definition(&out, 1, "decimal");
    vd_buf_c(&out, "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>");
    for (size_t i = 0; i < used->lists.n; i++)
        vd_buf_printf(&out, "<w:num w:numId=\"%zu\"><w:abstractNumId w:val=\"1\"/><w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"%" PRId64 "\"/></w:lvlOverride></w:num>", i + 2, used->lists.v[i]);
    vd_buf_c(&out, "</w:numbering>");
    return kept(arena, &out);
}

/* ---- head and foot */

static void put_banner(struct vd_buf *out, const struct vd_word_about *about)
{
    if (!about->banner.n)
        return;
    vd_buf_c(out, "<w:p><w:pPr><w:pStyle w:val=\"Banner\"/></w:pPr>");
    vd_word_put_run(out, about->banner, "");
    vd_buf_c(out, "</w:p>");
}

static struct vd_str header(struct vd_arena *arena, const struct vd_word_about *about, bool first)
{
    enum { HEIGHT_MM = 10 };
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, VD_WORD_BYTES_MOST);
    vd_buf_c(&out, VD_WORD_HEAD "<w:hdr " VD_WORD_NAMESPACES ">");
    put_banner(&out, about);
    if (first) {
        vd_buf_c(&out, "<w:p><w:pPr><w:pStyle w:val=\"Gap\"/></w:pPr></w:p>");
    } else {
        vd_buf_c(&out, "<w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>");
        if (about->shield) {
            vd_word_put_shield(&out, about->shield, HEIGHT_MM, 1);
            vd_word_put_run(&out, VD_S("   "), "");
        }
        vd_word_put_run(&out, about->head, "<w:b/>");
        vd_buf_c(&out, "</w:p>");
    }
    vd_buf_c(&out, "</w:hdr>");
    return kept(arena, &out);
}

static void put_field(struct vd_buf *out, const char *name)
{
    vd_buf_printf(out, "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> %s </w:instrText></w:r>"
                       "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r>", name);
}

static struct vd_str footer(struct vd_arena *arena, const struct vd_word_about *about, bool first)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, VD_WORD_BYTES_MOST);
    vd_buf_c(&out, VD_WORD_HEAD "<w:ftr " VD_WORD_NAMESPACES "><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr>");
    if (!first) {
        vd_word_put_run(&out, vd_str_printf(arena, "%.*s · Página ", VD_SARG(about->foot)), "");
        put_field(&out, "PAGE");
        vd_word_put_run(&out, VD_S(" de "), "");
        put_field(&out, "NUMPAGES");
    }
    vd_buf_c(&out, "</w:p></w:ftr>");
    return kept(arena, &out);
}

/* ---- properties and links */

static void put_named(struct vd_buf *out, const char *name, struct vd_str text)
{
    vd_buf_printf(out, "<%s>", name);
    vd_word_escape(out, text);
    vd_buf_printf(out, "</%s>", name);
}

static struct vd_str core(struct vd_arena *arena, const struct vd_word_about *about)
{
    VD_AUTO_BUF struct vd_buf out;
    struct vd_str at = vd_us_iso(arena, about->at);
    vd_buf_init(&out, VD_WORD_BYTES_MOST);
    vd_buf_c(&out, VD_WORD_HEAD "<cp:coreProperties xmlns:cp=\"" PACKAGE "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                   "xmlns:dcterms=\"http://purl.org/dc/terms/\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">");
    put_named(&out, "dc:title", about->title);
    put_named(&out, "dc:subject", about->subject);
    put_named(&out, "dc:creator", about->author);
    put_named(&out, "cp:lastModifiedBy", about->author);
    vd_buf_printf(&out, "<dcterms:created xsi:type=\"dcterms:W3CDTF\">%.*s</dcterms:created><dcterms:modified xsi:type=\"dcterms:W3CDTF\">%.*s</dcterms:modified>"
                        "<dc:language>es-CO</dc:language></cp:coreProperties>", VD_SARG(at), VD_SARG(at));
    return kept(arena, &out);
}

static const char app[] = VD_WORD_HEAD
    "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Application>Veedor</Application></Properties>";

static const char package_links[] = VD_WORD_HEAD
    "<Relationships xmlns=\"" PACKAGE "relationships\"><Relationship Id=\"rId1\" Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/>"
    "<Relationship Id=\"rId2\" Type=\"" PACKAGE "relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>"
    "<Relationship Id=\"rId3\" Type=\"" OFFICE "extended-properties\" Target=\"docProps/app.xml\"/></Relationships>";

static const char *picture_name(const struct vd_word_picture *shield) { return shield->is.kind == VD_PICTURE_PNG ? "word/media/escudo.png" : "word/media/escudo.jpeg"; }

static void put_picture_link(struct vd_buf *out, const struct vd_word_about *about)
{
    if (about->shield)
        vd_buf_printf(out, "<Relationship Id=\"rId20\" Type=\"" OFFICE "image\" Target=\"%s\"/>", picture_name(about->shield) + strlen("word/"));
}

static struct vd_str header_links(struct vd_arena *arena, const struct vd_word_about *about)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, VD_WORD_BYTES_MOST);
    vd_buf_c(&out, VD_WORD_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">");
    put_picture_link(&out, about);
    vd_buf_c(&out, "</Relationships>");
    return kept(arena, &out);
}

static struct vd_str body_links(struct vd_arena *arena, const struct vd_word_about *about, const struct vd_word_used *used)
{
    static const struct { const char *id, *type, *target; } fixed[] = {
        {"rId1", "styles", "styles.xml"}, {"rId2", "settings", "settings.xml"}, {"rId3", "numbering", "numbering.xml"}, {"rId4", "header", "header1.xml"},
        {"rId5", "header", "header2.xml"}, {"rId6", "footer", "footer1.xml"}, {"rId7", "footer", "footer2.xml"}};
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, VD_WORD_BYTES_MOST);
    vd_buf_c(&out, VD_WORD_HEAD "<Relationships xmlns=\"" PACKAGE "relationships\">");
    for (size_t i = 0; i < VD_COUNT(fixed); i++)
        vd_buf_printf(&out, "<Relationship Id=\"%s\" Type=\"" OFFICE "%s\" Target=\"%s\"/>", fixed[i].id, fixed[i].type, fixed[i].target);
    put_picture_link(&out, about);
    for (size_t i = 0; i < used->links.n; i++) {
        vd_buf_printf(&out, "<Relationship Id=\"rId%zu\" Type=\"" OFFICE "hyperlink\" TargetMode=\"External\" Target=\"", 100 + i);
        vd_word_escape(&out, used->links.v[i]);
        vd_buf_c(&out, "\"/>");
    }
    vd_buf_c(&out, "</Relationships>");
    return kept(arena, &out);
}

static const char types[] = VD_WORD_HEAD
    "<Types xmlns=\"" PACKAGE "content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>"
    "<Override PartName=\"/word/document.xml\" ContentType=\"" TYPE "document.main+xml\"/><Override PartName=\"/word/styles.xml\" ContentType=\"" TYPE "styles+xml\"/>"
    "<Override PartName=\"/word/settings.xml\" ContentType=\"" TYPE "settings+xml\"/><Override PartName=\"/word/numbering.xml\" ContentType=\"" TYPE "numbering+xml\"/>"
    "<Override PartName=\"/word/header1.xml\" ContentType=\"" TYPE "header+xml\"/><Override PartName=\"/word/header2.xml\" ContentType=\"" TYPE "header+xml\"/>"
    "<Override PartName=\"/word/footer1.xml\" ContentType=\"" TYPE "footer+xml\"/><Override PartName=\"/word/footer2.xml\" ContentType=\"" TYPE "footer+xml\"/>"
    "<Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.extended-properties+xml\"/></Types>";

size_t vd_word_parts(struct vd_arena *arena, const struct vd_word_about *about, const struct vd_word_used *used, struct vd_str body, struct vd_part *ret)
{
    const struct vd_part parts[] = {
        {"[Content_Types].xml", vd_str_of(types)}, {"_rels/.rels", vd_str_of(package_links)}, {"word/document.xml", body},
        {"word/_rels/document.xml.rels", body_links(arena, about, used)}, {"word/styles.xml", vd_str_of(styles)}, {"word/settings.xml", vd_str_of(settings)},
        {"word/numbering.xml", numbering(arena, used)}, {"word/header1.xml", header(arena, about, false)}, {"word/_rels/header1.xml.rels", header_links(arena, about)},
        {"word/header2.xml", header(arena, about, true)}, {"word/footer1.xml", footer(arena, about, false)}, {"word/footer2.xml", footer(arena, about, true)},
        {"docProps/core.xml", core(arena, about)}, {"docProps/app.xml", vd_str_of(app)}};
    size_t n = VD_COUNT(parts);
    memcpy(ret, parts, sizeof parts);
    if (about->shield)
        ret[n++] = (struct vd_part){picture_name(about->shield), about->shield->bytes};
    return n;
}
