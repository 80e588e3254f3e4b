/* SPDX-License-Identifier: Apache-2.0 */
/* A form of work that arrived after its session had ended: nothing is written, and nothing that was typed is lost. The page shows it and
 * holds it; sent again with a session it comes back filled in its own page (vd_req.stale), because its token was of the session before. */
#include "features/people/people.h"
#include "features/people/people_door.h"
#include "features/people/people_kept.tpl.h"

enum { TALL = 80 };

static bool is_tall(struct vd_str s) { return s.n > TALL || vd_str_find(s, VD_S("\n")) >= 0; }

static void fill(struct vd_req *rq, const vd_typed_fields *typed, struct people_kept_view *view)
{
    VD_EACH(t, typed) {
        if (!t->value.n)
            continue;
        if (t->param->kind == VD_P_FILE) {
            *VD_PUSH(rq->arena, &view->files) = t->value;
            continue;
        }
        bool shown = t->param->label && t->param->kind != VD_P_INTS;
        *VD_PUSH(rq->arena, &view->fields) = (struct people_kept_field){vd_str_of(t->param->name), shown ? vd_str_of(t->param->label) : (struct vd_str){0}, t->value, is_tall(t->value)};
        view->anything |= t->param->label != NULL;
    }
    for (const struct vd_param *p = rq->route->params; p && p->name; p++)
        view->secrets |= p->secret;
}

enum vd_err people_kept_page(struct vd_req *rq)
{
    vd_typed_fields typed = {0};
    VD_AUTO_BUF struct vd_buf to = {0};
    struct people_kept_view view = {.door = people_door_of(rq, VD_S("Su sesión se cerró")), .again = {vd_req_target(rq)},
        .token = vd_form_token(rq, "/ingreso")}; /* of another form: it writes nothing */
    VD_TRY(vd_req_typed(rq, &typed));
    fill(rq, &typed, &view);
    vd_buf_init(&to, 2048);
    vd_buf_c(&to, "/ingreso?volver=");
    vd_url_encode(&to, rq->scope.n ? staff_url(rq, NULL).s : VD_S("/cuenta"));
    VD_TRY(vd_buf_ok(&to));
    view.sign_in.s = vd_str_dup(rq->arena, vd_buf_view(&to));
    view.door.wrong = true;
    rq->status = 401;
    tpl_people_kept(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}
