/* SPDX-License-Identifier: Apache-2.0 */
/* Tests only: sheets of follow-up, real or written in the test, on their way into the store of core/store_fixture.h, where the law is loaded. */
#ifndef FOLLOWUP_STORE_TESTING_H
#define FOLLOWUP_STORE_TESTING_H
#include "core/store_fixture.h"
#include "features/followup/followup.h"

#define IMPORTED_AT ((vd_us)1735740000000000) /* 2025-01-01 09:00 in Bogotá */

int sheet_store_open(void **state);
#define SHEETS(fn) cmocka_unit_test_setup_teardown(fn, sheet_store_open, fixture_teardown)

struct plan_import sheet_import(struct fixture *fx, const char *path, const char *slug, int vigencia);
VD_MUST enum vd_err sheet_run(struct vd_db *db, struct fixture *fx, const struct plan_import *import); /* one job of the writer on this connection */
void bring(struct fixture *fx, const char *path, const char *slug, int vigencia);                      /* both, or the test fails */
const char *sheet_file(struct fixture *fx, const char *name, const char *text);                        /* its path */

struct followup_sheet sheet_of(struct fixture *fx, const char *slug, int vigencia);
/* With two decimals; "–" without figure. */
struct vd_str percent_of(struct fixture *fx, const struct followup_sheet *sheet, enum followup_method method, enum followup_basis basis);
#define assert_percent(fx, sheet, method, basis, wanted) \
    assert_string_equal(vd_str_c((fx)->arena, percent_of((fx), (sheet), (method), (basis))), (wanted))

/* What `veedor compliance` prints, or the reason it gives; *ret_err says which. */
const char *ask(struct fixture *fx, const struct followup_options *options, enum vd_err *ret_err);
/* What it prints; it must succeed. NULL: the option is not given. */
const char *told(struct fixture *fx, const char *slug, const char *vigencia, const char *method, const char *basis, const char *format);
void assert_says(const char *text, const char *part);
void assert_silent(const char *text, const char *part);

#define HEADINGS "Estrategia, mecanismo, medida, etc.;Actividades;Indicador;Meta;Fecha de cumplimiento;Responsable;Cumplimiento del indicador;Cumplimiento;Observaciones\n"
extern const char AUGUST[]; /* five activities of 2019 at 31 August: one fulfilled, one without report, one not due, one in words */
#endif
