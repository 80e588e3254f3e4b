/* SPDX-License-Identifier: Apache-2.0 */
/* SQLite: each cache hit asks whether the database moved (SQLite: PRAGMA data_version, some microseconds) and only then reads the
 * public versions again. Kept per thread, because data_version belongs to a connection. */
#include "app/app.h"

enum { KEPT = 64, SLUG_MAX = 40 };

struct kept {
    char slug[SLUG_MAX + 1];
    uint8_t length;
    int64_t version;
};

static _Thread_local struct {
    struct vd_db *db;
    int64_t data_version;
    size_t n;
    struct kept at[KEPT];
} mine;

static struct kept *find(struct vd_str scope)
{
    for (size_t i = 0; i < mine.n; i++)
        if (vd_str_eq(scope, (struct vd_str){mine.at[i].slug, mine.at[i].length}))
            return &mine.at[i];
    return NULL;
}

enum vd_err app_public_version(void *arg VD_UNUSED, struct vd_db *db, struct vd_str scope, int64_t *ret)
{
    int64_t now;
    VD_TRY(vd_db_data_version(db, &now));
    if (mine.db != db || mine.data_version != now) {
        mine.db = db;
        mine.data_version = now;
        mine.n = 0;
    }
    struct kept *k = find(scope);
    if (k) {
        *ret = k->version;
        return VD_OK;
    }
    int64_t version;
    VD_TRY(vd_entity_public_version(db, scope, &version));
    if (scope.n <= SLUG_MAX) {
        if (mine.n == KEPT)
            mine.n = 0; /* more entities than places: start anew */
        k = &mine.at[mine.n++];
        *k = (struct kept){.length = (uint8_t)scope.n, .version = version};
        if (scope.n)
            memcpy(k->slug, scope.p, scope.n);
    }
    *ret = version;
    return VD_OK;
}
