/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor check`: reads a matrix and says what was understood and what is wrong. No data folder, no database. */
#include "features/plan/plan_cli.h"
#include "features/plan/plan_understand.h"
#include "features/plan/read/plan_report.h"

enum { ANSWER_MOST = 256 << 20 };

static enum vd_err write_as(const struct plan_report *report, struct vd_str format, struct vd_buf *out)
{
    plan_report_rows rows;
    if (vd_str_is(format, "json")) {
        plan_report_json(report, out);
    } else if (vd_str_is(format, "csv")) {
        plan_report_rows_of(report, &rows);
        vd_dataset_csv(out, &plan_findings_set, rows.v, rows.n, VD_CSV_PEOPLE);
    } else {
        plan_report_text(report, out);
    }
    return vd_buf_ok(out);
}

static enum vd_err check(struct vd_arena *arena, const struct plan_check_options *options, int *ret_vigencia, struct vd_str *ret_reason)
{
    static const char *const formats[] = {"text", "json", "csv"};
    bool known = !options->format.n;
    int vigencia = 0;
    const struct law_instruments *instrument;
    if (options->vigencia.n)
        VD_TRY(plan_cli_vigencia(arena, options->vigencia, &vigencia, ret_reason));
    for (size_t i = 0; i < VD_COUNT(formats); i++)
        known |= vd_str_is(options->format, formats[i]);
    if (!known) {
        *ret_reason = vd_str_printf(arena, "no se conoce el formato «%.*s». Use text, json o csv.", VD_SARG(options->format));
        return VD_INVALID;
    }
    VD_TRY(plan_cli_instrument(arena, options->instrument, &instrument, ret_reason));
    *ret_vigencia = vigencia;
    return VD_OK;
}

enum vd_err plan_cli_check(struct vd_arena *arena, const struct plan_check_options *options, FILE *out, bool *ret_errors, struct vd_str *ret_reason)
{
    int vigencia;
    struct plan_draft *draft;
    VD_AUTO_BUF struct vd_buf answer;
    vd_buf_init(&answer, ANSWER_MOST);
    VD_TRY(check(arena, options, &vigencia, ret_reason));
    VD_TRY(plan_understand(vd_str_c(arena, options->file), NULL, options->instrument, vigencia, arena, &draft, ret_reason));
    const struct plan_report report = {.arena = arena, .draft = draft, .file = plan_cli_base_name(options->file), .asked = vigencia != 0, .instrument_asked = options->instrument.n > 0};
    VD_TRY(write_as(&report, options->format, &answer));
    if (fwrite(answer.p, 1, answer.n, out) != answer.n || fflush(out) != 0)
        return VD_IO;
    *ret_errors = plan_report_count(draft, "error") > 0;
    return VD_OK;
}
