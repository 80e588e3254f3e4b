/* SPDX-License-Identifier: Apache-2.0 */
/* What verify found, as verify, backup and restore print it. */
#ifndef VD_VERIFY_PRINT_H
#define VD_VERIFY_PRINT_H
#include "core/record.h"

void vd_cli_print_verify(struct vd_arena *arena, const struct vd_verify_report *report);
#endif
