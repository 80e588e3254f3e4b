/* SPDX-License-Identifier: Apache-2.0 */
/* The route tables as text: one line a route, then its parameters. The access test walks this output. */
#include "cli/commands.h"
#include "http/http.h"

static const char *access_name(enum vd_access access) { return access == VD_ACCESS_PUBLIC ? "público" : "sin definir"; }

static void print_params(const struct vd_param *p)
{
    static const char *const from[] = {"", "ruta", "consulta", "formulario"};
    for (; p && p->name; p++)
        printf("        %s (%s)%s: %s\n", p->name, from[p->from], p->required ? ", obligatorio" : "", p->about ? p->about : "");
}

int vd_cmd_routes(struct vd_cli *cli)
{
    for (const struct vd_route *const *table = cli->app->routes; *table; table++) {
        for (const struct vd_route *r = *table; r->path; r++) {
            printf("%-4s %-52s %-8s %s\n", r->method == VD_POST ? "POST" : "GET", r->path, access_name(r->access), r->summary);
            print_params(r->params);
        }
    }
    return VD_EXIT_OK;
}
