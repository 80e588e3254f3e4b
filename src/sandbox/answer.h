/* SPDX-License-Identifier: Apache-2.0 */
#ifndef VD_SANDBOX_ANSWER_H
#define VD_SANDBOX_ANSWER_H
#include "sandbox/sandbox.h"

/* Bytes of one answer: the text of the largest document and its numbers; of a reason. */
enum { VD_SANDBOX_ANSWER_MAX = 32 * 1024 * 1024, VD_SANDBOX_REASON_MAX = 1024 };
#endif
