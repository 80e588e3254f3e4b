/* SPDX-License-Identifier: Apache-2.0 */
/* Tests only: plans of files, or drawn in text, on their way into the store of core/store_fixture.h, where the law is loaded. */
#ifndef PLAN_IMPORT_TESTING_H
#define PLAN_IMPORT_TESTING_H
#include "core/store_fixture.h"
#include "features/plan/plan_import.h"

#define IMPORTED_AT ((vd_us)1735740000000000) /* 2025-01-01 09:00 in Bogotá: 2022 is past, 2025 is not */

int plan_store_open(void **state);
#define STORED(fn) cmocka_unit_test_setup_teardown(fn, plan_store_open, fixture_teardown)
VD_MUST enum vd_err law_load(struct fixture *fx);

struct plan_import import_of_file(struct fixture *fx, const char *path, int vigencia);
struct plan_import import_of_pasto(struct fixture *fx);
/* A plan drawn as read/plan_testing.h tells; the file to store holds the drawing. Each text of a test needs a number of its own. */
struct plan_import import_drawn(struct fixture *fx, const char *text, int vigencia, int file);
/* Headings of drawn tables: of activities; of trámites, as the SUIT has them; of the indicators of a component. */
#define HEADER "# Componente 1. Riesgos\n| Actividades | Meta | Responsable | Fecha Inicio | Fecha Final |\n"
#define TRAMITES "# Componente 2. Racionalización de trámites\n" \
    "| Número | Nombre | Situación actual | Mejora por implementar | Tipo racionalización | Responsable | Fecha inicio | Fecha final |\n"
#define INDICATORS "\n---\n| Indicador | Fórmula del indicador | Meta |\n"

/* As one job of the writer on this connection; ret may be NULL. */
VD_MUST enum vd_err import_run(struct vd_db *db, struct fixture *fx, const struct plan_import *import, struct plan_import_result *ret);
struct plan_import_result import_now(struct fixture *fx, const struct plan_import *import);
#endif
