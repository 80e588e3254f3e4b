/* SPDX-License-Identifier: Apache-2.0 */
/* The route tables as text: one line a route, then its parameters. The access test walks this output. */
#include "cli/commands.h"
#include "http/http.h"

/* "público", "persona", or the code of the right. */
static const char *access_name(const struct vd_route *r) { return r->access == VD_ACCESS_RIGHT ? r->right : r->access == VD_ACCESS_PERSON ? "persona" : "público"; }

static void print_params(const struct vd_param *p)
{
    static const char *const from[] = {"", "ruta", "consulta", "formulario"};
    for (; p && p->name; p++)
        printf("        %s (%s)%s: %s\n", p->name, from[p->from], p->required ? ", obligatorio" : "", p->about ? p->about : "");
}

static void print_route(const char *method, const char *path, const char *access, const char *summary)
{
    printf("%-4s %-52s %-8s %s\n", method, path, access, summary);
}

static void print_table(const struct vd_route *r)
{
    for (; r->path; r++) {
        print_route(r->method == VD_POST ? "POST" : "GET", r->path, access_name(r), r->summary);
        print_params(r->params);
    }
}

int vd_cmd_routes(struct vd_cli *cli)
{
    print_table(vd_http_routes);
    for (const struct vd_route *const *table = cli->app->routes; *table; table++)
        print_table(*table);
    for (size_t i = 0; vd_http_asset_path(cli->app->assets, i); i++)
        print_route("GET", vd_http_asset_path(cli->app->assets, i), "público", "file of the pages, inside the program");
    return VD_EXIT_OK;
}
