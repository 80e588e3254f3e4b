/* SPDX-License-Identifier: Apache-2.0 */
/* One small error enum for the whole program. Lower rooms return it; only the edge (HTTP, command line) logs it and
 * turns it into words for a person. Out-parameters are named ret_*, come last and stay untouched on failure. */
#ifndef VD_ERR_H
#define VD_ERR_H

enum vd_err {
    VD_OK = 0,
    VD_RETRY,      /* the same call may succeed now: engine busy, serialization failure, connection lost */
    VD_NOT_FOUND,  /* no such row, page, file */
    VD_INVALID,    /* the input breaks a rule; a message for the person stands beside it */
    VD_CONFLICT,   /* somebody else changed it, or the same idempotency key came with another body */
    VD_DENIED,     /* no right */
    VD_TOO_BIG,    /* a declared limit was passed */
    VD_NO_MEMORY,  /* the request's arena or the process is out of memory */
    VD_NO_SPACE,   /* disk full or read-only: nothing was written */
    VD_CORRUPT,    /* stored data does not say what it must */
    VD_IO,         /* the system refused a read or write */
    VD_INTERNAL,   /* a defect of the program */
    VD_ERR_COUNT
};

/* Stable English word for logs, e.g. "not_found". Never NULL. */
const char *vd_err_name(enum vd_err err);

#define VD_MUST __attribute__((warn_unused_result))
#define VD_PRINTF(fmt, args) __attribute__((format(printf, fmt, args)))
#define VD_UNUSED __attribute__((unused))
#define VD_COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Return the error of a call, if it has one. */
#define VD_TRY(call) \
    do { \
        enum vd_err vd_try_err_ = (call); \
        if (vd_try_err_ != VD_OK) \
            return vd_try_err_; \
    } while (0)
#endif
