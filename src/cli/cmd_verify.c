/* SPDX-License-Identifier: Apache-2.0 */
#include "cli/commands.h"
#include "cli/verify_print.h"
#include "features/followup/followup.h"

/* For whoever keeps them elsewhere (docs/SECURITY.md): entity, number of acts, hash of the last one. */
static void print_heads(struct vd_arena *arena, const struct vd_verify_report *r)
{
    puts("Cabezas. Guárdelas fuera de este equipo: solo así se ve después si a alguien le quitaron sus últimos actos.");
    VD_EACH(head, &r->heads)
        printf("cabeza %.*s %" PRId64 " %.*s\n", VD_SARG(vd_str_printable(arena, head->entity)), head->events, VD_SARG(head->hex));
}

void vd_cli_print_verify(struct vd_arena *arena, const struct vd_verify_report *r)
{
    VD_EACH(fault, &r->faults) /* a slug or a name may have been changed to anything */
        printf("✗ %.*s · %.*s: %.*s\n", VD_SARG(vd_str_printable(arena, fault->entity)), VD_SARG(vd_str_printable(arena, fault->where)),
               VD_SARG(vd_str_printable(arena, fault->what)));
    if (r->truncated)
        printf("… y más: solo se muestran las primeras %zu.\n", r->faults.n);
    int64_t entities = r->entities - 1; /* the installation is one of them */
    printf("Se revisaron la instalación y %" PRId64 " %s: %" PRId64 " actos, %" PRId64 " filas y %" PRId64 " %s.\n", entities,
           entities == 1 ? "entidad" : "entidades", r->events, r->rows, r->files, r->files == 1 ? "archivo" : "archivos");
    print_heads(arena, r);
    puts(r->faults.n ? "El registro NO está entero: vea las líneas marcadas con ✗." : "El registro está entero: nada fue cambiado por fuera.");
}

int vd_cmd_verify(struct vd_cli *cli)
{
    VD_AUTO_DB struct vd_db *db = NULL;
    int code = vd_cli_open_existing(cli, &db);
    if (code)
        return code;
    struct vd_files *files = NULL;
    struct vd_verify_report report;
    enum vd_err err = vd_files_open(vd_str_c(cli->arena, cli->config.data), &files);
    if (err == VD_OK)
        err = vd_db_begin(db, VD_DB_READ);
    if (err == VD_OK)
        err = vd_record_verify(db, files, cli->arena, &report);
    if (err == VD_OK)
        err = followup_figures_verify(db, cli->arena, &report);
    vd_files_close(files);
    if (err != VD_OK)
        return vd_cli_system_error(err, "comprobar el registro", vd_db_message(db));
    vd_cli_print_verify(cli->arena, &report);
    return report.faults.n ? VD_EXIT_NO : VD_EXIT_OK;
}
