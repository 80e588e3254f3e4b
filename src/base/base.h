/* SPDX-License-Identifier: Apache-2.0 */
/* The vocabulary every room shares: errors, memory, slices, bounded buffers, lists, log, time.
 * Source rooms include this one header. It depends on libc only (and utf8proc behind fold.c). */
#ifndef VD_BASE_H
#define VD_BASE_H
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include "base/banned.h"
#include "base/err.h"
#include "base/arena.h"
#include "base/str.h"
#include "base/buf.h"
#include "base/list.h"
#include "base/date.h"
#include "base/log.h"
#endif
