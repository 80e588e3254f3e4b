/* SPDX-License-Identifier: Apache-2.0 */
/* Public data: each list at one address in several forms, with the filters of its page, and each document as JSON. A feature
 * says what its rows are; the forms, the catalogue of open data and the description of the interface come from here.
 *
 *   static enum vd_err open_windows(struct vd_req *rq, struct site_list *ret) { … rows, name, at … }
 *   static const struct site_data windows = {.set = &plan_windows_set, .list = open_windows};
 *   const struct vd_route plan_routes[] = { SITE_LIST(plan_input, "/{entidad}/plan/{vigencia}/ventanas", of_list, &windows, "windows of a plan"), … }
 *
 * The input struct of a list begins with `struct site_data_input data`; its parameters are those of the page, and SITE_DIALECT. */
#ifndef SITE_DATA_H
#define SITE_DATA_H
#include "http/http.h"
#include "office/dataset.h"

struct site_data_input { struct vd_str dialect; };
extern const char *const site_dialects[];
/* input: the route's struct, whose member `data` is the struct site_data_input. */
#define SITE_DIALECT(input) \
    {.name = "dialect", .from = VD_FROM_QUERY, .kind = VD_P_CHOICE, .offset = offsetof(struct input, data.dialect), .choices = site_dialects, \
     .about = "CSV for machines (RFC 4180) instead of people"}

struct site_list {
    struct vd_rows *rows;
    struct vd_str name;       /* of the file, without suffix: "pasto-2022-ventanas" */
    vd_us at;                 /* when the data last changed: Last-Modified, and the date inside a workbook */
};

struct site_data {
    const struct vd_dataset *set;
    const char *about;        /* Spanish sentence for the page of open data: what one row is */
    bool of_follow_up;        /* a plan without follow-up has none */
    enum vd_err (*list)(struct vd_req *rq, struct site_list *ret);      /* a list … */
    enum vd_err (*document)(struct vd_req *rq, const void **ret);       /* … or one struct of the set; it sets rq->last_changed */
};

/* Handlers of the routes below; which of them a route has says its form. */
enum vd_err site_data_csv(struct vd_req *rq);
enum vd_err site_data_json(struct vd_req *rq);
enum vd_err site_data_xlsx(struct vd_req *rq);
enum vd_err site_document_json(struct vd_req *rq);

#define SITE_FORM(input, route_path, parameters, what, fn, about, ...) \
    {.method = VD_GET, .path = (route_path), .access = VD_ACCESS_PUBLIC, .params = (parameters), .input_size = sizeof(struct input), \
     .handler = (fn), .cached = true, .extra = (what), .summary = (about), __VA_ARGS__}
/* Three rows of a route table. */
#define SITE_LIST(input, route_path, parameters, what, about) \
    SITE_FORM(input, route_path ".csv", parameters, what, site_data_csv, about), \
    SITE_FORM(input, route_path ".json", parameters, what, site_data_json, about), \
    SITE_FORM(input, route_path ".xlsx", parameters, what, site_data_xlsx, about, .wide = true)
/* One row. */
#define SITE_DOCUMENT(input, route_path, parameters, what, about) SITE_FORM(input, route_path, parameters, what, site_document_json, about)

/* A file whole, with no rows of one shape: a workbook of several sheets, a calendar. The catalogue lists it with the others. */
enum site_file_form { SITE_XLSX = 1, SITE_ICS, SITE_PDF };
struct site_file {
    const char *title, *about; /* Spanish, as of a dataset */
    enum site_file_form form;
    bool of_follow_up;         /* a plan without follow-up has none */
    enum vd_err (*put)(struct vd_req *rq);
};
enum vd_err site_file(struct vd_req *rq);
/* One row. */
#define SITE_FILE(input, route_path, parameters, what, about, ...) SITE_FORM(input, route_path, parameters, what, site_file, about, __VA_ARGS__)
#endif
