/* SPDX-License-Identifier: Apache-2.0 */
/* The command line: one table of commands drives the dispatch and `veedor --help`. Commands print to standard output for
 * people (Spanish) and complain on standard error. Exit codes are a contract (docs/OPERATIONS.md). */
#ifndef VD_CLI_H
#define VD_CLI_H
#include "core/services.h"

enum vd_exit {
    VD_EXIT_OK = 0,
    VD_EXIT_NO = 1,      /* it ran, and the answer is no: verify found faults, doctor found problems */
    VD_EXIT_INPUT = 2,   /* what was asked or the file given cannot be understood: nothing was changed */
    VD_EXIT_SYSTEM = 3,  /* disk, database, port: nothing was left half done */
};

enum { VD_CLI_ARGUMENTS = 3 };

struct vd_route;
struct vd_asset;
struct vd_cli;

struct vd_command_option {
    const char *flag;       /* "--entity" */
    const char *value_name; /* "SLUG"; NULL: a switch */
    bool required;
    const char *help;       /* Spanish */
};

struct vd_command {
    const char *words;      /* "import", "db status" */
    const char *arguments;  /* "ARCHIVO", "FECHA DÍAS", up to VD_CLI_ARGUMENTS; one in [] may be left out; NULL: it takes none */
    const char *help;       /* Spanish, one line */
    const struct vd_command_option *options; /* ends with flag NULL; may be NULL */
    int (*run)(struct vd_cli *cli);
};
extern const struct vd_command vd_commands[]; /* ends with words NULL */

/* What app/ gives: how to open the data folder, and how to serve. */
struct vd_cli_app {
    /* Creates the folder when missing, migrates, loads the law; *ret_db is a write connection. On failure prints why. */
    int (*open)(struct vd_cli *cli, struct vd_services *ret, struct vd_db **ret_db);
    void (*close)(struct vd_services *services, struct vd_db *db);
    int (*serve)(struct vd_cli *cli);
    const struct vd_route *const *routes;
    const struct vd_asset *assets;  /* served beside them */
};

struct vd_cli {
    struct vd_arena *arena;
    struct vd_config config;
    const struct vd_cli_app *app;
    const struct vd_command *command;
    union {                       /* as many as command->arguments names */
        struct vd_str argument;   /* the first */
        struct vd_str arguments[VD_CLI_ARGUMENTS];
    };
    struct vd_str options[8];     /* by index of command->options; absent when not given */
    vd_us now;
};

int vd_cli_main(int argc, char **argv, const struct vd_cli_app *app);
struct vd_str vd_cli_option(const struct vd_cli *cli, const char *flag); /* absent when not given */
/* For commands that only look: the database that is there, read-only; nothing is created. No database, or one that this program must
 * migrate first, is said and returned as VD_EXIT_SYSTEM. */
int vd_cli_open_existing(struct vd_cli *cli, struct vd_db **ret);
/* What is written to `out` reaches standard output at the close, through vd_cli_put: names and cells of a file stand in it. */
struct vd_cli_printed { FILE *out; char *text; size_t n; };
VD_MUST bool vd_cli_printed_open(struct vd_cli_printed *p); /* false: no memory */
void vd_cli_printed_close(struct vd_cli_printed *p);
void vd_cli_put(FILE *out, struct vd_str text); /* lines for a terminal: other control characters are shown as U+FFFD */
VD_PRINTF(2, 3) int vd_cli_fail(int code, const char *fmt, ...);         /* "veedor: …" on standard error; returns code */
/* A Spanish sentence for an error of the system, with the engine's words. Returns VD_EXIT_SYSTEM. */
int vd_cli_system_error(enum vd_err err, const char *doing, const char *detail);
#endif
