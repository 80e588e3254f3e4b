/* SPDX-License-Identifier: Apache-2.0 */
/* For tests of any room: a throwaway database on either engine. PostgreSQL is used when VEEDOR_TEST_PG holds the URL of a
 * server where schemas may be created; otherwise the program says that it skips and ends with VD_TEST_SKIPPED. */
#ifndef VD_DB_TESTING_H
#define VD_DB_TESTING_H
#include "db/db.h"

struct vd_testdb {
    char folder[64];             /* data folder, removed at the end */
    char schema[48];             /* dropped at the end; empty on SQLite */
    char url[1024];
    struct vd_db_config config;  /* to open connections with */
};

enum { VD_TEST_SKIPPED = 77 }; /* exit code that meson counts as skipped */
/* main(): the engine named by argv[1] ("sqlite", "postgres"). False: skipped, and the reason was printed. */
bool vd_testdb_choose(int argc, char **argv, bool *ret_postgres);
void vd_testdb_begin(struct vd_testdb *t, bool postgres); /* empty: no migration has run; ends the program on failure */
void vd_testdb_end(struct vd_testdb *t);
#endif
