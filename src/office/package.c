/* SPDX-License-Identifier: Apache-2.0 */
#include "office/package.h"
#include "office/office.h"

#define DAMAGED "El archivo está dañado o incompleto. Ábralo en Word, Excel o LibreOffice, guárdelo otra vez y vuelva a traerlo."
#define DOCTYPE "El archivo trae una definición DOCTYPE, que los de Word, Excel y LibreOffice nunca tienen. Por seguridad no se abre."

static void close_zip(void *zip) { zip_discard(zip); }

/* The number of entries that the end record declares: read before libzip allocates one struct for each. */
static unsigned declared_entries(struct vd_str file)
{
    size_t least = file.n > 65557 ? file.n - 65557 : 0; /* end record + the longest comment */
    for (size_t i = file.n >= 22 ? file.n - 22 + 1 : 0; i-- > least;)
        if (memcmp(file.p + i, "PK\x05\x06", 4) == 0)
            return (unsigned char)file.p[i + 10] | (unsigned)(unsigned char)file.p[i + 11] << 8;
    return 0;
}

static void refuse_entries(struct vd_refusal *why)
{
    vd_refuse(why, VD_TOO_BIG, "El archivo tiene demasiadas partes internas (más de %d) para ser un documento. No se abre.", VD_DOC_MAX_ENTRIES);
}

/* Nothing is ever unpacked to disk, but an honest program never writes such names. */
static bool climbs(struct vd_str name)
{
    if (vd_str_starts(name, VD_S("/")))
        return true;
    struct vd_str part;
    while (vd_str_split(&name, '/', &part))
        if (vd_str_is(part, ".."))
            return true;
    return false;
}

static void check_entries(struct vd_package *pkg)
{
    zip_int64_t n = zip_get_num_entries(pkg->zip, 0);
    if (n > VD_DOC_MAX_ENTRIES) {
        refuse_entries(pkg->why);
        return;
    }
    for (zip_int64_t i = 0; i < n; i++) {
        const char *name = zip_get_name(pkg->zip, (zip_uint64_t)i, ZIP_FL_ENC_RAW);
        if (!name || climbs(vd_str_of(name)))
            vd_refuse(pkg->why, VD_INVALID, "El archivo trae nombres internos que apuntan fuera de él: no fue hecho por un programa de oficina. Por seguridad no se abre.");
    }
}

bool vd_package_open(struct vd_package *pkg, struct vd_str file, struct vd_refusal *why)
{
    *pkg = (struct vd_package){.why = why};
    if (declared_entries(file) > VD_DOC_MAX_ENTRIES) {
        refuse_entries(why);
        return false;
    }
    zip_source_t *source = zip_source_buffer_create(file.p, file.n, 0, NULL);
    if (source)
        pkg->zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (!pkg->zip) {
        zip_source_free(source);
        vd_refuse(why, VD_INVALID, DAMAGED);
        return false;
    }
    vd_arena_defer(why->arena, close_zip, pkg->zip);
    check_entries(pkg);
    return !vd_refused(why);
}

static zip_int64_t locate(const struct vd_package *pkg, const char *part)
{
    zip_int64_t i = zip_name_locate(pkg->zip, part, 0);
    return i >= 0 ? i : zip_name_locate(pkg->zip, part, ZIP_FL_NOCASE);
}

bool vd_package_has(const struct vd_package *pkg, const char *part) { return locate(pkg, part) >= 0; }

struct part {
    struct vd_package *pkg;
    zip_file_t *file;
    int64_t packed, inflated;
};

static bool count(struct part *part, zip_int64_t n)
{
    part->inflated += n;
    part->pkg->inflated += n;
    if (part->pkg->inflated > VD_DOC_MAX_INFLATED)
        vd_refuse(part->pkg->why, VD_TOO_BIG, "El documento ocupa más de %d MB al descomprimirlo. Divídalo o quite lo que no sea la matriz.",
                  VD_DOC_MAX_INFLATED / (1024 * 1024));
    else if (part->inflated > 64 * 1024 && part->inflated / VD_DOC_MAX_RATIO > part->packed)
        vd_refuse(part->pkg->why, VD_TOO_BIG, "El archivo está comprimido de una manera que no es de un documento (una «bomba»). No se abre.");
    return !vd_refused(part->pkg->why);
}

static int read_part(void *arg, char *buf, int len)
{
    struct part *part = arg;
    zip_int64_t n = zip_fread(part->file, buf, (zip_uint64_t)len);
    if (n < 0)
        vd_refuse(part->pkg->why, VD_INVALID, DAMAGED);
    return n >= 0 && count(part, n) ? (int)n : -1;
}

static void close_part(void *arg) { zip_fclose(((struct part *)arg)->file); }

/* NULL: refused. The arena closes it. */
static struct part *open_part(struct vd_package *pkg, const char *name)
{
    zip_stat_t st;
    zip_int64_t at = locate(pkg, name);
    if (at < 0 || zip_stat_index(pkg->zip, (zip_uint64_t)at, 0, &st) != 0) {
        vd_refuse(pkg->why, VD_INVALID, "Al archivo le falta su parte principal o una de sus hojas. Ábralo en su programa y guárdelo otra vez.");
        return NULL;
    }
    if ((st.valid & ZIP_STAT_ENCRYPTION_METHOD) && st.encryption_method != ZIP_EM_NONE) {
        vd_refuse(pkg->why, VD_INVALID, "El archivo está cifrado con contraseña. Quite la contraseña y vuelva a traerlo.");
        return NULL;
    }
    zip_file_t *file = zip_fopen_index(pkg->zip, (zip_uint64_t)at, 0);
    if (!file) {
        vd_refuse(pkg->why, VD_INVALID, DAMAGED);
        return NULL;
    }
    struct part *part = VD_NEW(pkg->why->arena, struct part);
    *part = (struct part){.pkg = pkg, .file = file, .packed = (int64_t)(st.comp_size & INT64_MAX)};
    vd_arena_defer(pkg->why->arena, close_part, part);
    return part;
}

struct vd_str vd_package_peek(struct vd_package *pkg, const char *name)
{
    struct vd_str none = {NULL, 0};
    struct part *part = vd_package_has(pkg, name) ? open_part(pkg, name) : NULL;
    if (!part)
        return none;
    char head[128];
    int n = read_part(part, head, sizeof head);
    return n < 0 ? none : vd_str_dup(pkg->why->arena, (struct vd_str){head, (size_t)n});
}

struct vd_str vd_package_name(const struct vd_package *pkg, size_t i)
{
    return vd_str_of(zip_get_name(pkg->zip, i, ZIP_FL_ENC_GUESS));
}

void vd_package_inflate(struct vd_package *pkg, const char *name, struct vd_buf *out)
{
    if (vd_str_ends(vd_str_of(name), VD_S("/"))) /* a folder */
        return;
    struct part *part = open_part(pkg, name);
    char chunk[16 * 1024];
    for (int n = 1; part && n > 0;) {
        n = read_part(part, chunk, sizeof chunk);
        vd_buf_put(out, chunk, n > 0 ? (size_t)n : 0);
    }
}

static void on_error(void *arg, xmlErrorPtr error)
{
    if (error->code == XML_ERR_ENTITY_LOOP) /* the parser is one piece ahead of the reader */
        vd_refuse(arg, VD_INVALID, DOCTYPE);
    else if (error->code == XML_ERR_NO_MEMORY)
        vd_refuse(arg, VD_TOO_BIG, "El documento necesita demasiada memoria para leerse. Divídalo en varios.");
}

/* A few faults have no structured form. */
static void stay_silent(void *arg, const char *fmt, ...)
{
    (void)arg;
    (void)fmt;
}

static void close_reader(void *reader) { xmlFreeTextReader(reader); }

bool vd_xml_open(struct vd_xml *x, struct vd_package *pkg, const char *name)
{
    *x = (struct vd_xml){.pkg = pkg, .part = name};
    struct part *part = open_part(pkg, name);
    if (!part)
        return false;
    x->reader = xmlReaderForIO(read_part, NULL, part, NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    if (!x->reader) {
        vd_refuse(pkg->why, VD_INVALID, DAMAGED);
        return false;
    }
    vd_arena_defer(pkg->why->arena, close_reader, x->reader);
    /* The NOERROR flag alone still prints some errors. */
    xmlSetGenericErrorFunc(NULL, stay_silent);
    xmlTextReaderSetStructuredErrorHandler(x->reader, on_error, pkg->why);
    return true;
}

bool vd_xml_step(struct vd_xml *x)
{
    if (vd_refused(x->pkg->why))
        return false;
    int got = xmlTextReaderRead(x->reader);
    if (got < 0)
        vd_refuse(x->pkg->why, VD_INVALID, "El contenido del documento está mal formado (%s, línea %d). Ábralo en su programa y guárdelo otra vez.", x->part,
                  xmlTextReaderGetParserLineNumber(x->reader));
    else if (got == 1 && xmlTextReaderNodeType(x->reader) == XML_READER_TYPE_DOCUMENT_TYPE)
        vd_refuse(x->pkg->why, VD_INVALID, DOCTYPE);
    return got == 1 && !vd_refused(x->pkg->why);
}

int vd_xml_depth(const struct vd_xml *x) { return xmlTextReaderDepth(x->reader); }
bool vd_xml_begins(const struct vd_xml *x) { return xmlTextReaderNodeType(x->reader) == XML_READER_TYPE_ELEMENT; }
bool vd_xml_is_empty(const struct vd_xml *x) { return xmlTextReaderIsEmptyElement(x->reader) == 1; }
const char *vd_xml_name(const struct vd_xml *x) { return (const char *)xmlTextReaderConstLocalName(x->reader); }

bool vd_xml_is_text(const struct vd_xml *x)
{
    int type = xmlTextReaderNodeType(x->reader);
    return type == XML_READER_TYPE_TEXT || type == XML_READER_TYPE_CDATA || type == XML_READER_TYPE_WHITESPACE ||
           type == XML_READER_TYPE_SIGNIFICANT_WHITESPACE;
}

struct vd_str vd_xml_value(const struct vd_xml *x)
{
    const char *value = (const char *)xmlTextReaderConstValue(x->reader);
    return vd_str_of(value ? value : "");
}

void vd_xml_text(struct vd_xml *x, struct vd_buf *out)
{
    int depth = vd_xml_depth(x);
    if (vd_xml_is_empty(x))
        return;
    while (vd_xml_inside(x, depth))
        if (vd_xml_is_text(x) && vd_xml_depth(x) == depth + 1)
            vd_buf_str(out, vd_xml_value(x));
}

bool vd_xml_in(const struct vd_xml *x, const char *space)
{
    const char *uri = (const char *)xmlTextReaderConstNamespaceUri(x->reader);
    return uri && strcmp(uri, space) == 0;
}

bool vd_xml_inside(struct vd_xml *x, int depth)
{
    return vd_xml_step(x) && !(xmlTextReaderNodeType(x->reader) == XML_READER_TYPE_END_ELEMENT && vd_xml_depth(x) == depth);
}

void vd_xml_skip(struct vd_xml *x)
{
    if (vd_xml_is_empty(x))
        return;
    int depth = vd_xml_depth(x);
    while (vd_xml_inside(x, depth))
        ;
}

struct vd_str vd_xml_attr(struct vd_xml *x, const char *name)
{
    struct vd_str found = {NULL, 0};
    while (!found.p && xmlTextReaderMoveToNextAttribute(x->reader) == 1) {
        const char *value = (const char *)xmlTextReaderConstValue(x->reader);
        if (strcmp(vd_xml_name(x), name) != 0 || !value || strlen(value) >= sizeof x->attr)
            continue;
        memcpy(x->attr, value, strlen(value) + 1);
        found = vd_str_of(x->attr);
    }
    xmlTextReaderMoveToElement(x->reader);
    return found;
}

bool vd_xml_attr_bool(struct vd_xml *x, const char *name, bool fallback)
{
    struct vd_str text = vd_xml_attr(x, name);
    return text.p ? vd_str_is(text, "1") || vd_str_is(text, "true") || vd_str_is(text, "on") : fallback;
}

int vd_xml_attr_int(struct vd_xml *x, const char *name, int fallback)
{
    struct vd_str text = vd_xml_attr(x, name);
    int64_t v;
    if (!text.p)
        return fallback;
    if (!vd_str_i64(vd_str_trim(text), &v)) /* a number too long for 64 bits must not pass as the harmless fallback */
        return text.n > 18 ? VD_XML_INT_MAX : fallback;
    return v < 0 ? 0 : v > VD_XML_INT_MAX ? VD_XML_INT_MAX : (int)v;
}
