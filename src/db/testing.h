/* SPDX-License-Identifier: Apache-2.0 */
/* For tests of any room: a throwaway database on either engine. PostgreSQL is used when VEEDOR_TEST_PG holds the URL of a
 * server where schemas may be created; otherwise vd_testdb_postgres() is false and the test says what it skips. */
#ifndef VD_DB_TESTING_H
#define VD_DB_TESTING_H
#include "db/db.h"

struct vd_testdb {
    char folder[64];             /* data folder, removed at the end */
    char schema[48];             /* dropped at the end; empty on SQLite */
    char url[1024];
    struct vd_db_config config;  /* to open connections with */
};

bool vd_testdb_postgres(void);
void vd_testdb_begin(struct vd_testdb *t, bool postgres); /* empty: no migration has run; ends the program on failure */
void vd_testdb_end(struct vd_testdb *t);
#endif
