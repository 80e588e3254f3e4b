/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: the table and its guards, as the steps use them. */
#ifndef LIFE_INSIDE_H
#define LIFE_INSIDE_H
#include "features/life/life.h"

bool life_rule_is_of(const struct life_plan_transitions *rule, const struct life_version_row *version);
typedef VD_LIST(struct life_met) life_mets;
/* Every guard of ask->rule, in its order. */
VD_MUST enum vd_err life_guards_ask(const struct life_ask *ask, life_mets *ret);
/* Rows of the same family and year. */
typedef life_family_rows life_family;
VD_MUST enum vd_err life_family_of(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, struct vd_str path_word, int64_t vigencia, life_family *ret);
/* What keeps a person from a rule: absent right, or VD_OK. person_id 0 may only what has no right. */
VD_MUST enum vd_err life_right(struct vd_db *db, struct vd_arena *arena, int64_t entity_id, int64_t person_id, vd_us now, struct vd_str right);
/* Inside the change of a step, once it is taken: version as it is now. */
VD_MUST enum vd_err life_tell(struct vd_change *change, const struct life_version_row *version, const struct life_plan_transitions *rule, int64_t person_id);
#endif
