/* SPDX-License-Identifier: Apache-2.0 */
/* What comes out of the isolated child, as a file that has taken it over would write it. */
#include "features/plan/read/plan_testing.h"
#include "features/plan/read/plan_wire.h"
#include <fcntl.h>
#include <setjmp.h>
#include <unistd.h>
#include <cmocka.h>

static struct vd_arena *arena;

static int open_arena(void **state) { (void)state; arena = vd_arena_new(512 << 20); return arena ? 0 : -1; }
static int close_arena(void **state) { (void)state; vd_arena_free(arena); return 0; }

#define PLAN \
    "# Componente 1. Riesgos\n" \
    "| Subcomponente | Actividades | Meta | Responsable | Fecha Inicio | Fecha Fin |\n" \
    "| Política | 1.1 Hacer | 2 informes | Oficina de Control Interno; Secretaría de Hacienda | 01/02/2022 | 31/04/2022 |\n" \
    "| ^ | 1.2 Decir | 90 % | Secretaría General | 01/02/2022 | 30/06/2022 |\n"

static struct vd_str bytes_of(const struct plan_draft *draft)
{
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, 1 << 20);
    assert_int_equal(plan_draft_encode(draft, &out), VD_OK);
    return vd_str_dup(arena, vd_buf_view(&out));
}

static enum vd_err decode(struct vd_str bytes)
{
    struct plan_draft *draft = NULL;
    enum vd_err err = plan_draft_decode(bytes, arena, &draft);
    assert_true((err == VD_OK) == (draft != NULL));
    return err;
}

static void every_real_plan_arrives_as_it_was_sent(void **state)
{
    static const char *const files[] = {"pasto-2022.docx", "ibague-2021.docx", "invipasto-2020-paginas.docx", "invipasto-2020.xlsx", "invipasto-2020.ods",
                                        "sopo-2017-seguimiento.xlsx", "sopo-2017-seguimiento.csv"};
    (void)state;
    for (size_t i = 0; i < VD_COUNT(files); i++) {
        struct vd_str reason = {0};
        struct vd_doc *doc;
        struct plan_draft *draft;
        int fd = open(vd_str_printf(arena, "%s/%s", EXAMPLES, files[i]).p, O_RDONLY | O_CLOEXEC);
        assert_true(fd >= 0);
        if (vd_doc_read(fd, arena, &doc, &reason) != VD_OK || plan_read(doc, "paac-v2", 0, arena, &draft, &reason) != VD_OK)
            fail_msg("%s: %.*s", files[i], VD_SARG(reason));
        close(fd);
        const struct plan_draft *arrived = plan_sent(arena, draft);
        assert_true((arrived->followup != NULL) == (draft->followup != NULL));
        assert_int_equal(arrived->activities.n, draft->activities.n);
    }
}

static void an_answer_cut_anywhere_or_with_more_behind_it_is_refused(void **state)
{
    struct vd_str bytes = bytes_of(plan_drawn(arena, PLAN));
    (void)state;
    assert_int_equal(decode(bytes), VD_OK);
    for (size_t n = 0; n < bytes.n; n++)
        assert_int_equal(decode(vd_str_sub(bytes, 0, n)), VD_CORRUPT);
    char *longer = vd_alloc(arena, bytes.n + 1);
    memcpy(longer, bytes.p, bytes.n);
    assert_int_equal(decode((struct vd_str){longer, bytes.n + 1}), VD_CORRUPT);
}

/* ---- one thing in it is not so */

static void other_format(struct plan_draft *d) { d->format = (enum vd_doc_format)99; }
static void other_instrument(struct plan_draft *d) { d->instrument = "ninguno"; }
static void no_instrument(struct plan_draft *d) { d->instrument = NULL; }
static void year_below_zero(struct plan_draft *d) { d->vigencia = -1; }
static void no_activities(struct plan_draft *d) { d->activities.n = d->windows.n = d->responsibles.n = d->cells.n = d->findings.n = 0; }
static void component_past_the_end(struct plan_draft *d) { d->activities.v[0].component = (int)d->components.n; }
static void activity_of_no_component(struct plan_draft *d) { d->activities.v[0].component = -1; }
static void subcomponent_far_away(struct plan_draft *d) { d->activities.v[1].subcomponent = INT32_MAX; }
static void table_below_zero(struct plan_draft *d) { d->activities.v[1].table = -1; }
static void its_own_parent(struct plan_draft *d) { d->components.v[1].parent = 1; }
static void window_of_nothing(struct plan_draft *d) { d->windows.v[0].activity = -1; }
static void window_past_the_end(struct plan_draft *d) { d->windows.v[0].activity = 2; }
static void responsible_past_the_end(struct plan_draft *d) { d->responsibles.v[2].activity = 7; }
static void responsible_of_no_cell(struct plan_draft *d) { d->responsibles.v[0].cell = (int)d->cells.n; }
static void cell_past_the_end(struct plan_draft *d) { d->cells.v[0].activity = 2; }
static void finding_past_the_end(struct plan_draft *d) { d->findings.v[0].activity = 2; }
static void finding_of_no_law(struct plan_draft *d) { d->findings.v[0].code = "VD-P999"; }
static void finding_without_code(struct plan_draft *d) { d->findings.v[0].code = NULL; }
static void problem_of_no_law(struct plan_draft *d) { d->windows.v[0].problem = "fin del mundo"; }
static void field_that_is_none(struct plan_draft *d) { d->cells.v[0].field = PLAN_FIELD_COUNT; }
static void status_that_is_none(struct plan_draft *d) { d->cells.v[0].status = "inventado"; }
static void no_status(struct plan_draft *d) { d->cells.v[0].status = NULL; }
static void schedule_that_is_none(struct plan_draft *d) { d->activities.v[0].schedule_kind = "siempre"; }
static void no_unit(struct plan_draft *d) { d->activities.v[0].target.unit_kind = NULL; }
static void certainty_that_is_none(struct plan_draft *d) { d->activities.v[0].target.verdict.status = (enum plan_certainty)3; }
static void granularity_that_is_none(struct plan_draft *d) { d->windows.v[0].granularity = (enum plan_granularity)-1; }
static void day_that_is_none(struct plan_draft *d) { d->windows.v[1].due = (struct vd_date){2022, 2, 30}; }
static void quantity_past_all(struct plan_draft *d) { d->activities.v[0].target.qty_u6 = vd_some(INT64_MAX); }
static void quantity_below_all(struct plan_draft *d) { d->activities.v[0].target.qty_u6 = vd_some(INT64_MIN); }
static void row_zero(struct plan_draft *d) { d->cells.v[0].place.row = 0; }
static void column_past_all(struct plan_draft *d) { d->cells.v[0].place.col = VD_DOC_MAX_COLS + 1; }
static void no_description(struct plan_draft *d) { d->activities.v[0].description = (struct vd_str){0}; }
static void name_that_is_no_text(struct plan_draft *d) { d->responsibles.v[0].name = VD_S("\xC3\x28"); }
static void name_with_a_nul(struct plan_draft *d) { d->responsibles.v[0].name = VD_S("a\0b"); }
static void text_past_all(struct plan_draft *d) { d->lines.v[0].raw = (struct vd_str){vd_alloc_raw(arena, (4 << 20) + 1), (4 << 20) + 1}; memset((char *)(uintptr_t)d->lines.v[0].raw.p, 'a', d->lines.v[0].raw.n); }
static void more_windows_than_one_may_have(struct plan_draft *d) { d->activities.v[0].windows = PLAN_MAX_WINDOWS + 1; }

static void an_answer_that_lies_in_any_field_is_refused(void **state)
{
    static void (*const lies[])(struct plan_draft *) = {
        other_format, other_instrument, no_instrument, year_below_zero, no_activities, component_past_the_end, activity_of_no_component, subcomponent_far_away,
        table_below_zero, its_own_parent, window_of_nothing, window_past_the_end, responsible_past_the_end, responsible_of_no_cell, cell_past_the_end,
        finding_past_the_end, finding_of_no_law, finding_without_code, problem_of_no_law, field_that_is_none, status_that_is_none, no_status,
        schedule_that_is_none, no_unit, certainty_that_is_none, granularity_that_is_none, day_that_is_none, quantity_past_all, quantity_below_all, row_zero,
        column_past_all, no_description, name_that_is_no_text, name_with_a_nul, text_past_all, more_windows_than_one_may_have};
    (void)state;
    for (size_t i = 0; i < VD_COUNT(lies); i++) {
        VD_AUTO_BUF struct vd_buf out;
        struct plan_draft *draft = plan_drawn(arena, PLAN);
        vd_buf_init(&out, 8 << 20);
        lies[i](draft);
        assert_int_equal(plan_draft_encode(draft, &out), VD_OK);
        if (decode(vd_buf_view(&out)) != VD_CORRUPT)
            fail_msg("lie %zu was believed", i);
    }
}

/* A number of rows is the first thing that somebody would try: it stands behind magic, version, format, instrument and year. */
static void more_rows_than_there_are_bytes_or_than_a_plan_has_are_refused_without_memory(void **state)
{
    struct vd_str bytes = bytes_of(plan_drawn(arena, PLAN));
    size_t counts = strlen("VDPL") + 2 + 1 + strlen("paac-v2") + 2;
    (void)state;
    for (size_t list = 0; list < 9; list++) {
        VD_AUTO_ARENA struct vd_arena *little = vd_arena_new(1 << 20);
        VD_AUTO_BUF struct vd_buf out;
        struct plan_draft *draft;
        static const char *const many[] = {"\x90\x4E" /* 5000 */, "\xFE\xFF\xFF\xFF\x0F", "\x80\x80\x80\x80\x80\x80\x80\x80\x80\x01", "\x80\x00", "\x01"};
        for (size_t i = 0; i < VD_COUNT(many); i++) {
            vd_buf_init(&out, 1 << 20);
            vd_buf_str(&out, vd_str_sub(bytes, 0, counts + list));
            vd_buf_put(&out, many[i], i == 3 ? 2 : strlen(many[i]));
            vd_buf_str(&out, vd_str_sub(bytes, counts + list + 1, bytes.n));
            assert_int_equal(plan_draft_decode(vd_buf_view(&out), little, &draft), VD_CORRUPT);
            vd_buf_done(&out);
        }
    }
}

static void a_plan_with_more_than_can_be_sent_is_not_cut(void **state)
{
    VD_AUTO_BUF struct vd_buf little, out;
    struct plan_draft *draft = plan_drawn(arena, PLAN);
    (void)state;
    vd_buf_init(&little, 64);
    assert_int_equal(plan_draft_encode(draft, &little), VD_TOO_BIG);
    vd_buf_init(&out, 8 << 20);
    while (draft->lines.n <= PLAN_MAX_LINES)
        *VD_PUSH(arena, &draft->lines) = draft->lines.v[0];
    assert_int_equal(plan_draft_encode(draft, &out), VD_TOO_BIG);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_real_plan_arrives_as_it_was_sent),
        cmocka_unit_test(an_answer_cut_anywhere_or_with_more_behind_it_is_refused),
        cmocka_unit_test(an_answer_that_lies_in_any_field_is_refused),
        cmocka_unit_test(more_rows_than_there_are_bytes_or_than_a_plan_has_are_refused_without_memory),
        cmocka_unit_test(a_plan_with_more_than_can_be_sent_is_not_cut),
    };
    return cmocka_run_group_tests_name("plan wire", tests, open_arena, close_arena);
}
