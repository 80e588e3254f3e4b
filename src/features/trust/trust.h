/* SPDX-License-Identifier: Apache-2.0 */
/* What lets anybody trust the data: the chain of acts to check without Veedor, and the news of what was published or undone. */
#ifndef TRUST_H
#define TRUST_H
#include "http/http.h"

extern const struct vd_route trust_routes[];
#endif
