/* SPDX-License-Identifier: Apache-2.0 */
/* A list out and in again: rows made of the input, written as CSV in both dialects and as a workbook, and read by our own readers, say the
 * same, and the CSV gives the rows back; no cell of a CSV begins a formula. The same rows as JSON are well-formed. */
#include <sys/mman.h>
#include <unistd.h>
#include "office/dataset_read.h"
#include "office/office.h"
#include "office/workbook.h"
#include "fuzz.h"

struct row { struct vd_str name, note; int64_t order; struct vd_oint amount; struct vd_date due; bool late; struct vd_str state; };
static const struct vd_code states[] = {{"open", "abierto", "Sin cerrar; «aún»"}, VD_CODE("cerrado", "Cerrado, ya"), {"-", "ninguno", "=Ninguno"}, {0}};
static const struct vd_field fields[] = {
    VD_FIELD(struct row, order, VD_F_INT, "order", "Orden", "Orden."),   VD_FIELD(struct row, name, VD_F_TEXT, "name", "Nombre; completo", "Nombre."),
    VD_FIELD(struct row, amount, VD_F_QTY, "amount", "Cantidad", "Cantidad."), VD_FIELD(struct row, due, VD_F_DATE, "due", "Vence", "Fecha."),
    VD_FIELD(struct row, note, VD_F_TEXT, "note", "Nota", "Nota."),      VD_FIELD(struct row, late, VD_F_BOOL, "late", "Vencida", "Si venció."),
    VD_FIELD_CODE(struct row, state, states, "state", "Estado", "Cómo va."),
};
enum { ORDER, NAME, AMOUNT, DUE, NOTE, LATE, STATE };
static const struct vd_dataset set = {
    .name = "filas", .title = "Filas", .fields = fields, .n_fields = VD_COUNT(fields), .row_size = sizeof(struct row),
};

typedef VD_LIST(struct row) rows_list;

/* One record a line; what stands between bytes \x1f is its name and its note, the bytes of its first ones are its numbers. */
static bool rows_of(struct vd_arena *arena, struct vd_str in, rows_list *ret)
{
    struct vd_str part;
    while (vd_str_split(&in, '\x1e', &part) && ret->n < 20) {
        struct row *row = VD_PUSH(arena, ret);
        struct vd_str rest = part, head;
        vd_str_split(&rest, '\x1f', &head);
        for (size_t i = 0; i < 8 && i < head.n; i++)
            row->order = (int64_t)((uint64_t)row->order << 8 | (unsigned char)head.p[i]);
        row->late = row->order & 1;
        if (row->order >> 3 & 3)
            row->state = vd_str_of(states[(row->order >> 3 & 3) - 1].value);
        row->amount = (struct vd_oint){row->order, row->order & 2};
        if (row->order & 4)
            row->due = vd_date_of_days((int64_t)((uint64_t)row->order >> 3 & 0xFFFF) - 25508); /* from 1900-03-01: before it Excel counts otherwise */
        vd_str_split(&rest, '\x1f', &row->name);
        row->note = rest;
        if (!vd_utf8_valid(row->name) || !vd_utf8_valid(row->note))
            return false;
    }
    return ret->n > 0;
}

/* Sheets keep no control characters: the readers refuse them and the writers of pages never have them. */
static bool is_text(struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (((unsigned char)s.p[i] < 0x20 && s.p[i] != '\n' && s.p[i] != '\t' && s.p[i] != '\r') || s.p[i] == 0x7F)
            return false;
    return true;
}

/* What a cell keeps of a text: one kind of line end, tabs as spaces, no white space behind; white space alone is no text. */
static struct vd_str kept(struct vd_arena *arena, struct vd_str s)
{
    char *out = vd_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] != '\r' || i + 1 == s.n || s.p[i + 1] != '\n')
            out[n++] = s.p[i] == '\r' ? '\n' : s.p[i] == '\t' ? ' ' : s.p[i];
    struct vd_str trimmed = vd_str_trim((struct vd_str){out, n});
    return trimmed.n ? (struct vd_str){out, (size_t)(trimmed.p - out) + trimmed.n} : VD_S("");
}

static struct vd_doc *read_fd(struct vd_arena *arena, int fd)
{
    struct vd_doc *doc = NULL;
    struct vd_str reason = {0};
    enum vd_err err = vd_doc_read(fd, arena, &doc, &reason);
    if (err != VD_OK)
        fprintf(stderr, "%.*s\n", VD_SARG(reason));
    VD_FUZZ_MUST(err == VD_OK && doc->blocks.n == 1 && doc->blocks.v[0].kind == VD_BLOCK_GRID);
    return doc;
}

static struct vd_str cell(const struct vd_doc *doc, int row, int col)
{
    bool corner;
    const struct vd_grid_cell *found = vd_grid_at(doc->blocks.v[0].grid, row, col, &corner);
    return found ? found->text : VD_S("");
}

static void check_texts(struct vd_arena *arena, const struct vd_doc *doc, const rows_list *rows)
{
    for (size_t i = 0; i < rows->n; i++) {
        VD_FUZZ_MUST(vd_str_eq(cell(doc, (int)i + 1, NAME), kept(arena, rows->v[i].name)));
        VD_FUZZ_MUST(vd_str_eq(cell(doc, (int)i + 1, NOTE), kept(arena, rows->v[i].note)));
        VD_FUZZ_MUST(vd_str_is(cell(doc, (int)i + 1, LATE), rows->v[i].late ? "Sí" : "No"));
        VD_FUZZ_MUST(vd_str_eq(cell(doc, (int)i + 1, STATE), vd_code_shown(states, rows->v[i].state)));
    }
}

/* Every field of the bytes themselves: what a spreadsheet program would take for a formula is no field's first character. */
static void check_guard(struct vd_str csv, char separator)
{
    bool quoted = false, first = true;
    for (size_t i = 0; i < csv.n; i++) {
        char c = csv.p[i];
        if (first && c == '"' && !quoted) {
            quoted = true;
            continue;
        }
        VD_FUZZ_MUST(!first || (quoted && c == '"') || !c || !strchr("=+@\t", c));
        first = false;
        if (c == '"' && quoted)
            quoted = i + 1 < csv.n && csv.p[i + 1] == '"' && ++i;
        else if (!quoted && (c == separator || c == '\n'))
            first = true;
    }
    VD_FUZZ_MUST(!quoted);
}

/* Numbers and words of closed sets come back as the values that they were; texts as a cell keeps them. */
static void check_way_back(struct vd_arena *arena, const struct vd_doc *doc, const rows_list *rows)
{
    struct vd_read_rows got;
    struct vd_str reason = {0};
    const struct vd_grid *grid = doc->blocks.v[0].grid;
    VD_FUZZ_MUST(vd_dataset_heads(grid, &set) && vd_dataset_read(grid, &set, arena, &got, &reason) == VD_OK && got.n == rows->n);
    for (size_t i = 0; i < got.n; i++) {
        const struct row *back = &((const struct row *)got.v)[i], *row = &rows->v[i];
        VD_FUZZ_MUST(back->order == row->order && back->late == row->late && vd_str_eq(back->state, row->state));
        VD_FUZZ_MUST(back->amount.has == row->amount.has && (!row->amount.has || back->amount.v == row->amount.v));
        VD_FUZZ_MUST(vd_str_eq(back->name, kept(arena, row->name)));
    }
}

static void csv(struct vd_arena *arena, const rows_list *rows, enum vd_csv_dialect dialect)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 16 << 20);
    vd_dataset_csv(&out, &set, rows->v, rows->n, dialect);
    VD_FUZZ_MUST(vd_buf_ok(&out) == VD_OK);
    check_guard(vd_buf_view(&out), dialect == VD_CSV_PEOPLE ? ';' : ',');
    int fd = memfd_create("csv", MFD_CLOEXEC);
    VD_FUZZ_MUST(fd >= 0 && write(fd, out.p, out.n) == (ssize_t)out.n);
    const struct vd_doc *doc = read_fd(arena, fd);
    close(fd);
    check_texts(arena, doc, rows);
    check_way_back(arena, doc, rows);
    for (size_t i = 0; i < rows->n; i++) {
        VD_FUZZ_MUST(vd_str_eq(cell(doc, (int)i + 1, ORDER), vd_str_printf(arena, "%" PRId64, rows->v[i].order)));
        VD_FUZZ_MUST(!rows->v[i].due.year || vd_str_eq(cell(doc, (int)i + 1, DUE), vd_date_iso(arena, rows->v[i].due)));
    }
}

static void workbook(struct vd_arena *arena, const rows_list *rows)
{
    struct vd_workbook *book;
    int fd = memfd_create("xlsx", MFD_CLOEXEC);
    FILE *out = fdopen(fd, "w+b");
    VD_FUZZ_MUST(out && vd_workbook_open(arena, out, VD_S("Filas"), 1600000000000000, &book) == VD_OK);
    VD_FUZZ_MUST(vd_workbook_sheet(book, "Filas", &set) == VD_OK);
    VD_FUZZ_MUST(vd_workbook_rows(book, rows->v, rows->n) == VD_OK && vd_workbook_close(book) == VD_OK);
    check_texts(arena, read_fd(arena, fd), rows);
    fclose(out);
}

/* Brackets, quotes and commas as RFC 8259 has them, and no byte of a page that could end a script. */
static void json(const rows_list *rows)
{
    VD_AUTO_BUF struct vd_buf out;
    struct vd_json j;
    int depth = 0;
    bool in_text = false;
    vd_buf_init(&out, 16 << 20);
    vd_json_init(&j, &out);
    vd_dataset_json(&j, &set, rows->v, rows->n);
    VD_FUZZ_MUST(vd_buf_ok(&out) == VD_OK && vd_utf8_valid(vd_buf_view(&out)));
    for (size_t i = 0; i < out.n; i++) {
        unsigned char c = (unsigned char)out.p[i];
        VD_FUZZ_MUST(c >= 0x20 && c != '<');
        if (in_text && c == '\\') {
            i++;
            VD_FUZZ_MUST(strchr("\"\\/bfnrtu", out.p[i]));
        } else if (c == '"') {
            in_text = !in_text;
        } else if (!in_text) {
            depth += (c == '[' || c == '{') - (c == ']' || c == '}');
            VD_FUZZ_MUST(depth >= 0 && strchr("[]{},:-.0123456789truefalsn", c));
        }
    }
    VD_FUZZ_MUST(!depth && !in_text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(512 << 20);
    rows_list rows = {0};
    if (n > 16384 || !rows_of(arena, (struct vd_str){(const char *)data, n}, &rows))
        return 0;
    json(&rows);
    VD_EACH(row, &rows)
        if (!is_text(row->name) || !is_text(row->note))
            return 0;
    csv(arena, &rows, VD_CSV_PEOPLE);
    csv(arena, &rows, VD_CSV_RFC4180);
    if (data[0] & 1)
        workbook(arena, &rows);
    return 0;
}
