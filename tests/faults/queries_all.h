/* SPDX-License-Identifier: Apache-2.0 */
#ifndef VD_QUERIES_ALL_H
#define VD_QUERIES_ALL_H
#include "db/db.h"
extern const struct vd_query *const *const vd_query_sets[]; /* one a .sql file; both levels end with NULL */
#endif
