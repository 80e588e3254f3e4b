/* SPDX-License-Identifier: Apache-2.0 */
/* A plan of a year that passed comes from a file, like those of any entity: read in the isolated child, brought in by planning, with
 * its follow-up beside it. */
#include <sys/mman.h>
#include <unistd.h>
#include "demo/demo.h"
#include "demo/demo_acts.h"
#include "features/followup/followup.h"
#include "features/plan/plan_import.h"
#include "features/plan/plan_understand.h"

enum { HISTORY_YEAR = 2024, FILE_MOST = 1 << 16 };
static const char HEAD[] = "30 de Diciembre de 2024;;;;;;;;;\n"
                           "Estrategia, mecanismo, medida, etc.;Objetivo;Actividades;Indicador;Meta;Fecha de cumplimiento;Responsable;Cumplimiento del indicador;Cumplimiento;Observaciones\n";

static enum vd_err fill(int fd, const struct vd_buf *text)
{
    VD_TRY(vd_buf_ok(text));
    return write(fd, text->p, text->n) == (ssize_t)text->n ? VD_OK : VD_NO_MEMORY;
}

static void put_row(struct vd_buf *text, const struct demo_history *row)
{
    const struct vd_str cells[] = {row->component, row->objective, row->activity, row->indicator, row->goal, row->date, row->responsible, row->achieved, row->compliance, row->remarks};
    for (size_t i = 0; i < VD_COUNT(cells); i++) {
        vd_buf_str(text, cells[i]);
        vd_buf_char(text, i + 1 < VD_COUNT(cells) ? ';' : '\n');
    }
}

enum vd_err demo_history_read(struct demo *d, struct demo_file *file, struct vd_str *ret_reason)
{
    VD_AUTO_BUF struct vd_buf text;
    struct plan_draft *draft;
    vd_buf_init(&text, FILE_MOST);
    vd_buf_c(&text, HEAD);
    for (size_t i = 0; i < demo_history_n; i++)
        put_row(&text, &demo_history[i]);
    if ((file->fd = memfd_create("demo", MFD_CLOEXEC)) < 0)
        return VD_NO_MEMORY;
    VD_TRY(fill(file->fd, &text));
    file->path = vd_str_printf(d->arena, "/proc/self/fd/%d", file->fd);
    VD_TRY(plan_understand(file->path.p, NULL, (struct vd_str){0}, HISTORY_YEAR, d->arena, &draft, ret_reason));
    d->history = draft;
    d->history_path = file->path.p;
    return VD_OK;
}

enum vd_err demo_history_put(struct demo *d)
{
    struct plan_import import = {.files = d->services->files, .path = d->history_path, .file_name = VD_S("puerto-ejemplo-2024-seguimiento.csv"),
        .format = vd_str_of(vd_doc_format_name(d->history->format)), .slug = VD_S(DEMO_SLUG), .draft = d->history, .beside = followup_import_put,
        .actor = {.kind = VD_ACTOR_PERSON, .id = demo_person(d, "planeacion")}, .now = d->at};
    struct plan_import_result result;
    VD_TRY(vd_files_hash(d->history_path, FILE_MOST, &import.read));
    return demo_refused(d, plan_import_run(d->db, d->arena, &import, &result), "plan.importado", (struct vd_str){0});
}
