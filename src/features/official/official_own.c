/* SPDX-License-Identifier: Apache-2.0 */
#include "features/official/official_data.h"

enum vd_err official_own(const struct official_of *of, const struct official_read *read, struct vd_str *ret, struct vd_str *ret_reason)
{
    (void)of;
    (void)read;
    (void)ret;
    *ret_reason = VD_S("Este plan no vino de un libro de Excel.");
    return VD_INVALID;
}
