/* SPDX-License-Identifier: Apache-2.0 */
/* One table of settings drives the flags, the environment, the file <data>/veedor.conf, `veedor --help`;
 * docs/OPERATIONS.md repeats it.
 * Order of precedence: flag, environment, file, default. Texts live as long as the arena given. */
#ifndef VD_CONFIG_H
#define VD_CONFIG_H
#include "base/base.h"

struct vd_config {
    struct vd_str data;      /* the data folder */
    struct vd_str db;        /* postgres://…, or empty: SQLite in the data folder */
    struct vd_str listen;    /* ADDRESS:PORT; empty: 127.0.0.1:8080 or the next free port */
    struct vd_str log;       /* debug, info, warn, error */
    struct vd_str workers;   /* threads that make pages; digits */
    struct vd_str cache_mib; /* bytes of the page cache, in MiB; digits */
    struct vd_str url;       /* public address without a final '/': "https://veedor.pasto.gov.co"; empty: addresses stay relative */
    struct vd_str proxies;   /* addresses whose X-Forwarded-For is believed, separated by commas; empty: none */
    struct vd_str smtp;      /* smtp://[user:password@]HOST[:PORT] or smtps://…; empty: no mail */
    struct vd_str mail_from; /* address that mail comes from */
    struct vd_str links;     /* "si": published links are asked whether they work; "no"; "privados": also in private networks */
    struct vd_str now;       /* tests: an ISO instant that stands for the clock */
};

struct vd_setting {
    const char *flag;        /* "--data" */
    const char *env;         /* "VEEDOR_DATA" */
    const char *key;         /* name in veedor.conf; NULL: not from the file */
    const char *value_name;  /* "CARPETA" */
    const char *fallback;
    const char *help;        /* Spanish, one line */
    bool hidden;             /* tests only */
    size_t offset;
};
extern const struct vd_setting vd_settings[]; /* ends with flag NULL */

/* Takes the global flags ("--data DIR" or "--data=DIR") out of argv wherever they stand; the rest keeps its order and *argc
 * shrinks. Then environment, file and defaults fill what is missing. VD_INVALID: *ret_reason says which, in Spanish. */
VD_MUST enum vd_err vd_config_load(struct vd_arena *arena, int *argc, char **argv, struct vd_config *ret, struct vd_str *ret_reason);
#endif
