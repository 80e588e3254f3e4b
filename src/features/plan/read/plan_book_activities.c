/* SPDX-License-Identifier: Apache-2.0 */
/* The sheet Actividades, and those whose rows hang on it with an order of their own: Ventanas and Responsables. */
#include "features/plan/read/plan_book_reading.h"
#include "features/plan/read/plan_codes.h"

enum { CODE_MOST = 40 };

static int compare_codes(const void *a, const void *b)
{
    const struct plan_book_code *x = a, *y = b;
    return vd_str_cmp(x->text, y->text);
}

static int activity_of(const struct plan_book_reading *b, struct vd_str code)
{
    struct plan_book_code wanted = {.text = code};
    const struct plan_book_code *found = b->draft->activities.n ? bsearch(&wanted, b->codes, b->draft->activities.n, sizeof wanted, compare_codes) : NULL;
    return found ? found->activity : -1;
}

enum vd_err plan_book_owner(struct plan_book_reading *b, enum plan_book_sheet sheet, size_t i, struct vd_str code, int *ret)
{
    *ret = activity_of(b, code);
    if (*ret < 0)
        return PLAN_BOOK_WRONG(b, sheet, i, "la hoja «Actividades» no tiene el código «%.*s».", VD_SARG(code));
    return VD_OK;
}

/* A page of its own: «..» is cut out of addresses by browsers, and «4.3.4.json» is that of another activity in JSON. */
static bool fits_in_address(struct vd_str code)
{
    if (vd_str_is(code, ".") || vd_str_is(code, "..") || vd_str_ends(code, VD_S(".json")))
        return false;
    for (size_t i = 0; i < code.n; i++)
        if (!strchr("abcdefghijklmnopqrstuvwxyz0123456789-.", code.p[i]) || !code.p[i])
            return false;
    return code.n > 0 && code.n <= CODE_MOST;
}

static const char *reading_of(struct vd_str text)
{
    const struct vd_code *doubt = vd_code_of(plan_doubt_codes, text);
    return doubt ? doubt->value : "leido";
}

/* Texts of the document, and how its cells were read: a member of the row, and the field of the plan it is of. */
#define CELL(member, field) {offsetof(struct plan_book_activity, member), (field)}
static const struct { size_t member; enum plan_field field; } texts[] = {
    CELL(code, PLAN_FIELD_NUMBER), CELL(description, PLAN_FIELD_ACTIVITY), CELL(product, PLAN_FIELD_PRODUCT), CELL(goal, PLAN_FIELD_GOAL), CELL(schedule, PLAN_FIELD_DATE),
    CELL(tramite[0], PLAN_FIELD_TRAMITE_CODE), CELL(tramite[1], PLAN_FIELD_TRAMITE_NAME), CELL(tramite[2], PLAN_FIELD_TRAMITE_CURRENT),
    CELL(tramite[3], PLAN_FIELD_TRAMITE_IMPROVEMENT), CELL(tramite[4], PLAN_FIELD_TRAMITE_BENEFIT), CELL(tramite[5], PLAN_FIELD_TRAMITE_KIND),
    CELL(tramite[6], PLAN_FIELD_TRAMITE_ACTION),
}, readings[] = {
    CELL(activity_reading, PLAN_FIELD_ACTIVITY), CELL(goal_reading, PLAN_FIELD_GOAL), CELL(dates_reading, PLAN_FIELD_DATE), CELL(people_reading, PLAN_FIELD_RESPONSIBLE),
};

static void put_activity_cells(struct plan_book_reading *b, size_t i, const struct plan_book_activity *row)
{
    const enum plan_book_sheet sheet = PLAN_BOOK_ACTIVITIES;
    for (size_t c = 0; c < VD_COUNT(texts); c++)
        plan_book_cell(b, sheet, i, plan_book_col(sheet, texts[c].member), (int)i, texts[c].field, "leido", (struct vd_str){0});
    for (size_t c = 0; c < VD_COUNT(readings); c++) {
        const struct vd_str *said = (const void *)((const char *)row + readings[c].member);
        plan_book_cell(b, sheet, i, plan_book_col(sheet, readings[c].member), (int)i, readings[c].field, reading_of(*said), (struct vd_str){0});
    }
}

static enum vd_err read_activity(struct plan_book_reading *b, size_t i)
{
    const struct plan_book_activity *row = &PLAN_BOOK_ROWS(b, PLAN_BOOK_ACTIVITIES, activity)[i];
    struct plan_draft *draft = b->draft;
    const struct vd_code *kind = vd_code_of(plan_schedule_codes, row->schedule_kind);
    int64_t parts = (int64_t)draft->components.n;
    if (!fits_in_address(row->address))
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_ACTIVITIES, i, "su código es de letras minúsculas sin acento, cifras, puntos y guiones, hasta %d, y no acaba en «.json»: 4.3.4.", CODE_MOST);
    if (row->component < 1 || row->component > parts || draft->components.v[row->component - 1].parent >= 0)
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_ACTIVITIES, i, "no hay un componente con el N.º %" PRId64 ".", row->component);
    if (row->subcomponent.has && (row->subcomponent.v < 1 || row->subcomponent.v > parts || draft->components.v[row->subcomponent.v - 1].parent != row->component - 1))
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_ACTIVITIES, i, "el N.º %" PRId64 " no es parte de su componente.", row->subcomponent.v);
    if (!row->description.n || !kind)
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_ACTIVITIES, i, "le falta el texto de la actividad, o su clase de fechas.");
    struct draft_activity *a = VD_PUSH(b->arena, &draft->activities);
    *a = (struct draft_activity){.component = (int)row->component - 1, .subcomponent = row->subcomponent.has ? (int)row->subcomponent.v - 1 : -1,
        .place = plan_book_place(b, PLAN_BOOK_ACTIVITIES, i), .table = b->first_table, .order = ++draft->components.v[row->component - 1].activities, .address = row->address,
        .code = row->code, .description = row->description, .product = row->product, .goal = row->goal, .schedule = row->schedule, .schedule_kind = kind->value,
        .target = {.unit_kind = "none", .comparator = "="}};
    memcpy(a->tramite, row->tramite, sizeof a->tramite);
    plan_dates_read(b->arena, row->schedule, draft->vigencia, &a->dates);
    put_activity_cells(b, i, row);
    return VD_OK;
}

enum vd_err plan_book_read_activities(struct plan_book_reading *b)
{
    size_t n = b->rows[PLAN_BOOK_ACTIVITIES].n;
    if (!n || n > PLAN_MAX_ACTIVITIES)
        return plan_book_wrong_whole(b, vd_str_printf(b->arena, "La hoja «Actividades» %s: no parece un plan.", n ? "trae demasiadas filas" : "no trae ninguna fila"));
    b->codes = vd_alloc_array(b->arena, n, sizeof *b->codes);
    for (size_t i = 0; i < n; i++) {
        VD_TRY(read_activity(b, i));
        b->codes[i] = (struct plan_book_code){b->draft->activities.v[i].address, (int)i};
    }
    qsort(b->codes, n, sizeof *b->codes, compare_codes);
    for (size_t i = 1; i < n; i++)
        if (vd_str_eq(b->codes[i].text, b->codes[i - 1].text))
            return PLAN_BOOK_WRONG(b, PLAN_BOOK_ACTIVITIES, (size_t)b->codes[i].activity, "el código «%.*s» está en más de una fila.", VD_SARG(b->codes[i].text));
    return VD_OK;
}

/* ---- windows and responsibles */

static enum vd_err read_window(struct plan_book_reading *b, const struct plan_book_hung *at)
{
    const struct plan_book_window *row = &PLAN_BOOK_ROWS(b, PLAN_BOOK_WINDOWS, window)[at->row];
    const struct vd_code *precision = vd_code_of(plan_granularity_codes, row->granularity);
    const struct law_findings *problem = row->problem.n ? plan_law_finding(row->problem) : NULL;
    struct plan_place place = plan_book_place(b, PLAN_BOOK_WINDOWS, at->row);
    if (!precision || (row->problem.n && !problem))
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_WINDOWS, at->row, "le falta la precisión, o su hallazgo no es de los que se conocen.");
    *VD_PUSH(b->arena, &b->draft->windows) = (struct draft_window){.activity = at->owner, .ord = (int)at->ord, .from = row->from, .due = row->due,
        .granularity = *precision->value == 'd' ? PLAN_DAY : *precision->value == 'm' ? PLAN_MONTH : PLAN_YEAR, .raw = row->raw.p ? row->raw : VD_S(""), .supposed = row->supposed.n > 0, .place = place,
        .problem = problem ? problem->code.p : NULL};
    b->draft->activities.v[at->owner].windows++;
    if (row->supposed.n)
        b->draft->activities.v[at->owner].supposed = row->supposed;
    if (problem)
        draft_finding_add(b->draft, problem->code.p, place, at->owner, row->raw, (struct vd_str){0});
    plan_book_cell(b, PLAN_BOOK_WINDOWS, at->row, PLAN_BOOK_COL(PLAN_BOOK_WINDOWS, window, from), at->owner, PLAN_FIELD_START, "leido", vd_date_iso(b->arena, row->from));
    plan_book_cell(b, PLAN_BOOK_WINDOWS, at->row, PLAN_BOOK_COL(PLAN_BOOK_WINDOWS, window, due), at->owner, PLAN_FIELD_END, "leido", vd_date_iso(b->arena, row->due));
    plan_book_cell(b, PLAN_BOOK_WINDOWS, at->row, PLAN_BOOK_COL(PLAN_BOOK_WINDOWS, window, raw), at->owner, PLAN_FIELD_DATE, "leido", (struct vd_str){0});
    return VD_OK;
}

enum vd_err plan_book_read_windows(struct plan_book_reading *b)
{
    size_t n = b->rows[PLAN_BOOK_WINDOWS].n;
    struct plan_book_hung *rows = vd_alloc_array(b->arena, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const struct plan_book_window *row = &PLAN_BOOK_ROWS(b, PLAN_BOOK_WINDOWS, window)[i];
        rows[i] = (struct plan_book_hung){0, row->ord, i};
        VD_TRY(plan_book_owner(b, PLAN_BOOK_WINDOWS, i, row->activity, &rows[i].owner));
    }
    VD_TRY(plan_book_in_order(b, PLAN_BOOK_WINDOWS, rows, PLAN_MAX_WINDOWS));
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_window(b, &rows[i]));
    return VD_OK;
}

static bool names_somebody(struct vd_arena *arena, struct vd_str text)
{
    struct vd_str fold = vd_fold(arena, text);
    for (size_t i = 0; i < fold.n; i++)
        if ((fold.p[i] >= 'a' && fold.p[i] <= 'z') || (fold.p[i] >= '0' && fold.p[i] <= '9'))
            return true;
    return false;
}

static enum vd_err read_responsible(struct plan_book_reading *b, const struct plan_book_hung *at)
{
    const struct plan_book_responsible *row = &PLAN_BOOK_ROWS(b, PLAN_BOOK_RESPONSIBLES, responsible)[at->row];
    struct plan_people people;
    if (!names_somebody(b->arena, row->raw) || (row->unit.n && !names_somebody(b->arena, row->unit)))
        return PLAN_BOOK_WRONG(b, PLAN_BOOK_RESPONSIBLES, at->row, "no nombra a nadie.");
    plan_people_read(b->arena, row->raw, &people);
    bool one = people.list.n == 1;
    plan_book_cell(b, PLAN_BOOK_RESPONSIBLES, at->row, PLAN_BOOK_COL(PLAN_BOOK_RESPONSIBLES, responsible, raw), at->owner, PLAN_FIELD_RESPONSIBLE, "leido", (struct vd_str){0});
    *VD_PUSH(b->arena, &b->draft->responsibles) = (struct draft_responsible){at->owner, (int)at->ord, row->raw, one ? people.list.v[0].name : row->raw,
        one ? people.list.v[0].kind : "unit", (int)b->draft->cells.n - 1, row->unit};
    b->draft->activities.v[at->owner].responsibles++;
    return VD_OK;
}

enum vd_err plan_book_read_responsibles(struct plan_book_reading *b)
{
    size_t n = b->rows[PLAN_BOOK_RESPONSIBLES].n;
    struct plan_book_hung *rows = vd_alloc_array(b->arena, n + 1, sizeof *rows);
    for (size_t i = 0; i < n; i++) {
        const struct plan_book_responsible *row = &PLAN_BOOK_ROWS(b, PLAN_BOOK_RESPONSIBLES, responsible)[i];
        rows[i] = (struct plan_book_hung){0, row->ord, i};
        VD_TRY(plan_book_owner(b, PLAN_BOOK_RESPONSIBLES, i, row->activity, &rows[i].owner));
    }
    VD_TRY(plan_book_in_order(b, PLAN_BOOK_RESPONSIBLES, rows, PLAN_MAX_RESPONSIBLES));
    for (size_t i = 0; i < n; i++)
        VD_TRY(read_responsible(b, &rows[i]));
    return VD_OK;
}
