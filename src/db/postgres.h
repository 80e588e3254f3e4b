/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of the PostgreSQL driver only: the connection (postgres.c) and its statements (postgres_stmt.c). */
#ifndef VD_DB_POSTGRES_H
#define VD_DB_POSTGRES_H
#include <libpq-fe.h>
#include "db/engine.h"

/* A live connection for the next call: reconnects when there is none and no transaction is open (VD_RETRY otherwise:
 * half a transaction must never go on over a new connection). */
VD_MUST enum vd_err vd_pg_ready(struct vd_db *db);
/* The answer to what PQsend… sent, whole; of several statements the last, or the error. NULL: none came in time, and the connection
 * is given up. The caller clears it. */
PGresult *vd_pg_answer(struct vd_db *db, int sent);
/* The meaning of a result; keeps the engine's words; notes when a new connection is needed. Does not clear it. */
VD_MUST enum vd_err vd_pg_result(struct vd_db *db, const PGresult *res);

/* What the engine's table names (engine.h says what each does). */
VD_MUST enum vd_err vd_pg_step(struct vd_stmt *st, bool *ret_row);
VD_MUST enum vd_err vd_pg_reset(struct vd_stmt *st);
void vd_pg_release(struct vd_stmt *st);
VD_MUST enum vd_err vd_pg_column(struct vd_stmt *st, int i, struct vd_arena *arena, struct vd_value *ret);
VD_MUST enum vd_err vd_pg_check(struct vd_db *db, struct vd_arena *arena, struct vd_str *ret_problem);
#endif
