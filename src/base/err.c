/* SPDX-License-Identifier: Apache-2.0 */
#include "base/base.h"

const char *vd_err_name(enum vd_err err)
{
    static const char *const names[VD_ERR_COUNT] = {
        [VD_OK] = "ok",           [VD_RETRY] = "retry",         [VD_NOT_FOUND] = "not_found", [VD_INVALID] = "invalid",
        [VD_CONFLICT] = "conflict", [VD_DENIED] = "denied",     [VD_TOO_BIG] = "too_big",     [VD_NO_MEMORY] = "no_memory",
        [VD_NO_SPACE] = "no_space", [VD_CORRUPT] = "corrupt",   [VD_IO] = "io",               [VD_INTERNAL] = "internal",
    };
    return (unsigned)err < VD_ERR_COUNT ? names[err] : "unknown";
}
