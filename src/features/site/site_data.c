/* SPDX-License-Identifier: Apache-2.0 */
#include "features/site/site_data.h"
#include "office/workbook.h"

enum { SPILL = 256 << 10 }; /* bytes a list may hold in memory before it goes to a file */

const char *const site_dialects[] = {"rfc4180", NULL};

static enum vd_err open_list(struct vd_req *rq, struct site_list *ret)
{
    const struct site_data *data = rq->route->extra;
    *ret = (struct site_list){0};
    VD_TRY(data->list(rq, ret));
    rq->last_changed = ret->at;
    return VD_OK;
}

static enum vd_err spill_when_long(struct vd_req *rq) { return rq->body.n > SPILL ? vd_req_spill(rq) : VD_OK; }

enum vd_err site_data_csv(struct vd_req *rq)
{
    const struct site_data *data = rq->route->extra;
    const struct site_data_input *in = rq->input;
    enum vd_csv_dialect dialect = vd_str_is(in->dialect, "rfc4180") ? VD_CSV_RFC4180 : VD_CSV_PEOPLE;
    struct site_list list;
    const void *rows = NULL;
    size_t n = 0;
    VD_TRY(open_list(rq, &list));
    rq->type = "text/csv; charset=utf-8";
    rq->filename = vd_str_printf(rq->arena, "%.*s.csv", VD_SARG(list.name));
    vd_dataset_csv_head(&rq->body, data->set, dialect);
    for (;;) {
        VD_TRY(list.rows->next(list.rows, &rows, &n));
        if (!n)
            return VD_OK;
        vd_dataset_csv_rows(&rq->body, data->set, rows, n, dialect);
        VD_TRY(spill_when_long(rq));
    }
}

enum vd_err site_data_json(struct vd_req *rq)
{
    const struct site_data *data = rq->route->extra;
    struct site_list list;
    const void *rows = NULL;
    size_t n = 0;
    VD_TRY(open_list(rq, &list));
    rq->type = "application/json; charset=utf-8";
    struct vd_json json;
    vd_json_init(&json, &rq->body);
    vd_json_array(&json);
    for (;;) {
        VD_TRY(list.rows->next(list.rows, &rows, &n));
        if (!n)
            break;
        for (size_t i = 0; i < n; i++)
            vd_dataset_json_row(&json, data->set, (const char *)rows + i * data->set->row_size);
        VD_TRY(spill_when_long(rq));
    }
    vd_json_array_end(&json);
    return VD_OK;
}

/* «Un texto pasa de …»: said, instead of cutting it. */
static enum vd_err say_too_big(struct vd_req *rq, enum vd_err err)
{
    if (err == VD_TOO_BIG)
        rq->problem = VD_S("Esta lista no cabe en una hoja de Excel: un texto pasa de 32.767 letras o hay más de un millón de filas. Descárguela en CSV o en JSON.");
    return err;
}

enum vd_err site_data_xlsx(struct vd_req *rq)
{
    const struct site_data *data = rq->route->extra;
    struct site_list list;
    struct vd_workbook *book = NULL;
    const void *rows = NULL;
    size_t n = 0;
    VD_TRY(open_list(rq, &list));
    rq->type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    rq->filename = vd_str_printf(rq->arena, "%.*s.xlsx", VD_SARG(list.name));
    VD_TRY(vd_req_spill(rq));
    VD_TRY(vd_workbook_open(rq->arena, rq->file, vd_str_of(data->set->title), list.at, &book));
    VD_TRY(vd_workbook_sheet(book, data->set->name, data->set));
    for (;;) {
        VD_TRY(list.rows->next(list.rows, &rows, &n));
        if (!n)
            break;
        VD_TRY(say_too_big(rq, vd_workbook_rows(book, rows, n)));
    }
    VD_TRY(vd_workbook_close(book));
    return fseek(rq->file, 0, SEEK_END) ? VD_IO : VD_OK;
}

enum vd_err site_document_json(struct vd_req *rq)
{
    const struct site_data *data = rq->route->extra;
    const void *document = NULL;
    struct vd_json json;
    VD_TRY(data->document(rq, &document));
    rq->type = "application/json; charset=utf-8";
    vd_json_init(&json, &rq->body);
    vd_dataset_json_row(&json, data->set, document);
    return VD_OK;
}

enum vd_err site_file(struct vd_req *rq)
{
    const struct site_file *file = rq->route->extra;
    return file->put(rq);
}
