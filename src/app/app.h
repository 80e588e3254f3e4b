/* SPDX-License-Identifier: Apache-2.0 */
/* The only place that knows all: which features there are, and the order of starting and stopping. */
#ifndef VD_APP_H
#define VD_APP_H
#include "cli/cli.h"
#include "http/http.h"
#include "sandbox/sandbox.h"

/* features.c: every route table of the program, NULL-terminated. */
extern const struct vd_route *const app_routes[];
/* What features do inside of the isolated child. */
extern const struct vd_sandbox_step app_steps[];

/* start.c: data folder made, database migrated, law loaded, files open. Prints the reason when it fails. */
int app_open(struct vd_cli *cli, struct vd_services *ret, struct vd_db **ret_db);
void app_close(struct vd_services *services, struct vd_db *db);

/* serve.c */
int app_serve(struct vd_cli *cli);

/* sender.c: the thread that sends mail. Without --smtp there is none: *ret is NULL. */
struct app_sender;
VD_MUST enum vd_err app_sender_start(const struct vd_services *services, struct app_sender **ret);
void app_sender_stop(struct app_sender *sender);

/* prober.c: the thread that asks published links whether they work. With --links no there is none: *ret is NULL. */
struct app_prober;
VD_MUST enum vd_err app_prober_start(const struct vd_services *services, struct app_prober **ret);
void app_prober_stop(struct app_prober *prober);

/* keys.c: of the data folder, made when it is not there. Prints the reason when it fails. */
enum app_key { APP_KEY_FORMS, APP_KEY_SEAL };
int app_key(struct vd_cli *cli, enum app_key which, unsigned char key[32]);

/* versions.c: public version of an entity for the page cache; per thread, asked again only when the database moved. */
VD_MUST enum vd_err app_public_version(void *arg, struct vd_db *db, struct vd_str scope, int64_t *ret);

/* watch.c: the same over PostgreSQL, from what one thread keeps; it asks the database nothing and db may be NULL. arg: the watch. */
struct app_watch;
VD_MUST enum vd_err app_watch_start(const struct vd_db_config *db, struct app_watch **ret);
void app_watch_stop(struct app_watch *watch); /* after the server; NULL allowed */
VD_MUST enum vd_err app_watch_version(void *watch, struct vd_db *db, struct vd_str scope, int64_t *ret);
#endif
