/* SPDX-License-Identifier: Apache-2.0 */
/* What a file is, by its content and never by its name, and what to tell who brings one that cannot be read. */
#ifndef VD_SNIFF_H
#define VD_SNIFF_H
#include "office/refusal.h"

enum vd_sniffed { VD_SNIFFED_OTHER, VD_SNIFFED_PACKAGE, VD_SNIFFED_TEXT };

/* OTHER has been refused. TEXT may turn out to be none. */
enum vd_sniffed vd_sniff(struct vd_str file, struct vd_refusal *why);
#endif
