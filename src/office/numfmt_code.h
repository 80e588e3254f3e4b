/* SPDX-License-Identifier: Apache-2.0 */
/* The parts of a number format's code, for what draws numbers (numfmt.c) and dates (numfmt_date.c). */
#ifndef VD_NUMFMT_CODE_H
#define VD_NUMFMT_CODE_H
#include "office/numfmt.h"

enum vd_code {
    VD_CODE_END, VD_CODE_LITERAL, VD_CODE_DIGIT, VD_CODE_POINT, VD_CODE_COMMA, VD_CODE_PERCENT, VD_CODE_EXPONENT, VD_CODE_SLASH, VD_CODE_AT,
    VD_CODE_GENERAL, VD_CODE_SECTION, VD_CODE_LETTER, VD_CODE_AMPM, VD_CODE_ELAPSED, VD_CODE_NOTHING
};

struct vd_code_token {
    enum vd_code what;
    struct vd_str text; /* literals; a run of one letter */
    char c;             /* placeholder; letter in lower case */
};

/* Takes the next part off *rest. */
struct vd_code_token vd_code_next(struct vd_str *rest);
#endif
