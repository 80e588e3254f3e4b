/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"

static void print_report(const struct vd_verify_report *r)
{
    VD_EACH(fault, &r->faults)
        printf("✗ %.*s · %.*s: %.*s\n", VD_SARG(fault->entity), VD_SARG(fault->where), VD_SARG(fault->what));
    if (r->truncated)
        printf("… y más: solo se muestran las primeras %zu.\n", r->faults.n);
    printf("Se revisaron %" PRId64 " entidades, %" PRId64 " actos, %" PRId64 " filas y %" PRId64 " archivos.\n", r->entities, r->events,
           r->rows, r->files);
    puts(r->faults.n ? "El registro NO está entero: vea las líneas marcadas con ✗." : "El registro está entero: nada fue cambiado por fuera.");
}

int vd_cmd_verify(struct vd_cli *cli)
{
    struct vd_services services;
    struct vd_db *db;
    int code = cli->app->open(cli, &services, &db);
    if (code)
        return code;
    struct vd_verify_report report;
    enum vd_err err = vd_db_begin(db, VD_DB_READ);
    if (err == VD_OK)
        err = vd_record_verify(db, services.files, cli->arena, &report);
    if (err != VD_OK)
        code = vd_cli_system_error(err, "comprobar el registro", vd_db_message(db));
    vd_db_rollback(db);
    cli->app->close(&services, db);
    if (code)
        return code;
    print_report(&report);
    return report.faults.n ? VD_EXIT_NO : VD_EXIT_OK;
}
