/* SPDX-License-Identifier: Apache-2.0 */
/* "VDPL" version, then what plan_wire_fields.c tells: format, instrument and vigencia, the number of rows of each list, the rows, and
 * whether there is a follow-up, its head and its rows. A number is signed LEB128 of seven bits a byte, the sign in the lowest bit
 * (zigzag), and as short as it can be; a text is its length and one more (0: absent) and its bytes; a word is its text.
 *
 * The child may have been taken over by the file: a count is believed only as far as bytes are there and as its list may have. */
#include "features/plan/read/plan_wire.h"
#include "features/plan/read/plan_law.h"
#include "features/plan/read/plan_wire_fields.h"

enum { VERSION = 1, VARINT_MAX = 10, TEXT_MOST = 4 << 20, YEAR_MOST = 9999, DATE_MOST = 99991231 };
#define MAGIC "VDPL"

/* Every VD_LIST begins so. */
struct any_list { char *v; size_t n, cap; };

static struct any_list list_of(const void *owner, const struct wire_list *list)
{
    struct any_list found;
    memcpy(&found, (const char *)owner + list->at, sizeof found);
    return found;
}

/* ---- out */

static void put_number(struct vd_buf *out, int64_t v)
{
    uint64_t rest = ((uint64_t)v << 1) ^ (v < 0 ? UINT64_MAX : 0);
    for (; rest > 0x7F; rest >>= 7)
        vd_buf_char(out, (char)(0x80 | (rest & 0x7F)));
    vd_buf_char(out, (char)rest);
}

static void put_text(struct vd_buf *out, struct vd_str s)
{
    put_number(out, s.p ? (int64_t)s.n + 1 : 0);
    vd_buf_str(out, s);
}

static void put_place(struct vd_buf *out, const struct plan_place *place)
{
    put_number(out, place->table);
    if (!place->table)
        return;
    put_number(out, place->row);
    put_number(out, place->col);
    put_number(out, place->part);
}

static void put_date(struct vd_buf *out, const struct vd_date *d)
{
    put_number(out, d->year ? (d->year * 100 + d->month) * 100 + d->day : 0);
}

static void put_quantity(struct vd_buf *out, const struct vd_oint *quantity)
{
    put_number(out, quantity->has);
    if (quantity->has)
        put_number(out, quantity->v);
}

static void put_field(struct vd_buf *out, const struct wire_field *field, const void *row)
{
    const void *at = (const char *)row + field->at;
    switch (field->kind) {
    case WIRE_NUMBER: case WIRE_ROW: case WIRE_EARLIER: put_number(out, *(const int *)at); break;
    case WIRE_FLAG: put_number(out, *(const bool *)at); break;
    case WIRE_QUANTITY: put_quantity(out, at); break;
    case WIRE_DATE: put_date(out, at); break;
    case WIRE_PLACE: put_place(out, at); break;
    case WIRE_TEXT: put_text(out, *(const struct vd_str *)at); break;
    case WIRE_WORD: case WIRE_CODE: put_text(out, vd_str_of(*(const char *const *)at)); break;
    }
}

static bool put_rows(struct vd_buf *out, const void *owner, const struct wire_list *list)
{
    struct any_list rows = list_of(owner, list);
    for (size_t i = 0; i < rows.n; i++)
        for (size_t f = 0; f < list->n; f++)
            put_field(out, &list->fields[f], rows.v + i * list->size);
    return rows.n <= list->most;
}

enum vd_err plan_draft_encode(const struct plan_draft *draft, struct vd_buf *out)
{
    bool fits = true;
    vd_buf_c(out, MAGIC);
    put_number(out, VERSION);
    put_number(out, draft->format);
    put_text(out, vd_str_of(draft->instrument));
    put_number(out, draft->vigencia);
    for (size_t i = 0; i < WIRE_LISTS; i++)
        put_number(out, (int64_t)list_of(draft, &plan_wire_lists[i]).n);
    for (size_t i = 0; i < WIRE_LISTS; i++)
        fits &= put_rows(out, draft, &plan_wire_lists[i]);
    put_number(out, draft->followup != NULL);
    if (draft->followup) {
        for (size_t f = 0; f < plan_wire_followup.n; f++)
            put_field(out, &plan_wire_followup.fields[f], draft->followup);
        put_number(out, (int64_t)draft->followup->rows.n);
        fits &= put_rows(out, draft->followup, &plan_wire_followup_rows);
    }
    return fits ? vd_buf_ok(out) : VD_TOO_BIG;
}

/* ---- in */

struct in {
    struct vd_str rest;
    struct vd_arena *arena;
    size_t count[WIRE_LISTS];
    bool bad;
};

/* A number within least to most; least when the answer is bad. */
static int64_t get(struct in *in, int64_t least, int64_t most)
{
    uint64_t v = 0;
    size_t n = 0;
    bool more = true;
    for (; more && n < in->rest.n && n < VARINT_MAX; n++) {
        unsigned char byte = (unsigned char)in->rest.p[n];
        v |= (uint64_t)(byte & 0x7F) << (7 * n);
        more = byte & 0x80;
        in->bad |= !more && ((n && !byte) || (n == VARINT_MAX - 1 && byte > 1)); /* longer than needed, or than 64 bits */
    }
    int64_t number = (int64_t)((v >> 1) ^ (v & 1 ? UINT64_MAX : 0));
    in->bad |= more || number < least || number > most;
    if (in->bad)
        return least;
    in->rest = vd_str_sub(in->rest, n, in->rest.n);
    return number;
}

static struct vd_str get_text(struct in *in, bool needed)
{
    size_t n = (size_t)get(in, needed, TEXT_MOST + 1);
    if (in->bad || !n)
        return (struct vd_str){0};
    in->bad |= n - 1 > in->rest.n;
    struct vd_str text = vd_str_sub(in->rest, 0, n - 1);
    in->bad |= !vd_utf8_valid(text);
    in->rest = vd_str_sub(in->rest, n - 1, in->rest.n);
    return text;
}

static struct plan_place get_place(struct in *in)
{
    struct plan_place place = {.table = (int)get(in, 0, VD_DOC_MAX_BLOCKS)};
    if (!place.table)
        return place;
    place.row = (int)get(in, 1, VD_DOC_MAX_ROWS);
    place.col = (int)get(in, 1, VD_DOC_MAX_COLS);
    place.part = (int)get(in, 0, VD_DOC_MAX_CELL_TEXT);
    return place;
}

static struct vd_date get_date(struct in *in)
{
    int packed = (int)get(in, 0, DATE_MOST);
    struct vd_date date = {.year = (int16_t)(packed / 10000), .month = (uint8_t)(packed / 100 % 100), .day = (uint8_t)(packed % 100)};
    in->bad |= packed && !vd_date_valid(date);
    return date;
}

static struct vd_oint get_quantity(struct in *in, int64_t most)
{
    return get(in, 0, 1) ? vd_some(get(in, -most, most)) : (struct vd_oint){0};
}

static const char *get_word(struct in *in, const struct wire_field *field)
{
    struct vd_str text = get_text(in, field->least == 1);
    const char *word = NULL;
    if (!text.p)
        return NULL;
    if (field->kind == WIRE_CODE) {
        const struct law_findings *finding = plan_law_finding(text);
        word = finding ? finding->code.p : NULL;
    } else {
        for (const char *const *w = field->words; *w && !word; w++)
            word = vd_str_is(text, *w) ? *w : NULL;
    }
    in->bad |= !word;
    return word;
}

static void get_field(struct in *in, const struct wire_field *field, void *row, size_t i)
{
    void *at = (char *)row + field->at;
    switch (field->kind) {
    case WIRE_NUMBER: *(int *)at = (int)get(in, field->least, field->most); break;
    case WIRE_ROW: *(int *)at = (int)get(in, field->least, (int64_t)in->count[field->list] - 1); break;
    case WIRE_EARLIER: *(int *)at = (int)get(in, -1, (int64_t)i - 1); break;
    case WIRE_FLAG: *(bool *)at = get(in, 0, 1); break;
    case WIRE_QUANTITY: *(struct vd_oint *)at = get_quantity(in, field->most); break;
    case WIRE_DATE: *(struct vd_date *)at = get_date(in); break;
    case WIRE_PLACE: *(struct plan_place *)at = get_place(in); break;
    case WIRE_TEXT: *(struct vd_str *)at = get_text(in, field->least == 1); break;
    case WIRE_WORD: case WIRE_CODE: *(const char **)at = get_word(in, field); break;
    }
}

static size_t get_count(struct in *in, const struct wire_list *list) { return (size_t)get(in, 0, (int64_t)list->most); }

/* Each field takes a byte at least. */
static void get_rows(struct in *in, void *owner, const struct wire_list *list, size_t n)
{
    in->bad |= n > in->rest.n / list->n;
    if (in->bad || !n)
        return;
    struct any_list rows = {vd_alloc_array(in->arena, n, list->size), n, n};
    for (size_t i = 0; i < n && !in->bad; i++)
        for (size_t f = 0; f < list->n && !in->bad; f++)
            get_field(in, &list->fields[f], rows.v + i * list->size, i);
    memcpy((char *)owner + list->at, &rows, sizeof rows);
}

static struct followup_draft *get_followup(struct in *in)
{
    if (!get(in, 0, 1))
        return NULL;
    struct followup_draft *followup = VD_NEW(in->arena, struct followup_draft);
    for (size_t f = 0; f < plan_wire_followup.n; f++)
        get_field(in, &plan_wire_followup.fields[f], followup, 0);
    get_rows(in, followup, &plan_wire_followup_rows, get_count(in, &plan_wire_followup_rows));
    return followup;
}

enum vd_err plan_draft_decode(struct vd_str bytes, struct vd_arena *arena, struct plan_draft **ret)
{
    if (!vd_str_starts(bytes, VD_S(MAGIC)))
        return VD_CORRUPT;
    struct in in = {.rest = vd_str_sub(bytes, strlen(MAGIC), bytes.n), .arena = arena};
    struct plan_draft *draft = VD_NEW(arena, struct plan_draft);
    draft->arena = arena;
    get(&in, VERSION, VERSION);
    draft->format = (enum vd_doc_format)get(&in, VD_DOC_DOCX, VD_DOC_CSV);
    const struct law_instruments *instrument = plan_law_instrument(get_text(&in, true));
    draft->vigencia = (int)get(&in, 0, YEAR_MOST);
    for (size_t i = 0; i < WIRE_LISTS; i++)
        in.count[i] = get_count(&in, &plan_wire_lists[i]);
    for (size_t i = 0; i < WIRE_LISTS; i++)
        get_rows(&in, draft, &plan_wire_lists[i], in.count[i]);
    draft->followup = get_followup(&in);
    if (in.bad || in.rest.n || !instrument || !in.count[WIRE_ACTIVITIES])
        return VD_CORRUPT;
    draft->instrument = instrument->code.p;
    *ret = draft;
    return VD_OK;
}
