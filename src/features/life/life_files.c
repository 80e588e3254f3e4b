/* SPDX-License-Identifier: Apache-2.0 */
/* The files of a version: the act that approved it, what was published. */
#include "features/life/life.h"

enum vd_err life_file_is_public(const struct documents_asked *asked, bool *ret)
{
    struct life_public_file_row row;
    VD_TRY(life_public_file_one(asked->db, asked->arena, asked->entity_id, asked->attachment_id, &row));
    *ret = row.n > 0;
    return VD_OK;
}
