/* SPDX-License-Identifier: Apache-2.0 */
/* Who may do what here, and why: the table of rights with the people of today. */
#include "features/people/people.h"
#include "features/people/people_entity.h"
#include "features/people/people_rights.tpl.h"
#include "features/people/people_views.h"

static void add_people(struct vd_req *rq, const vd_appointed_list *appointed, struct vd_str role, struct people_right_line *line)
{
    VD_EACH(a, appointed)
        if (vd_str_eq(a->role, role) && vd_str_cmp(a->valid_from, vd_date_iso(rq->arena, rq->today)) <= 0)
            *VD_PUSH(rq->arena, &line->people) = a->unit.n ? vd_str_printf(rq->arena, "%.*s (%.*s)", VD_SARG(a->name), VD_SARG(a->unit)) : a->name;
}

enum vd_err people_rights_page(struct vd_req *rq)
{
    const struct vd_who *who = staff_who(rq);
    struct people_rights_view view = {0};
    vd_appointed_list appointed = {0};
    VD_TRY(vd_appointed(rq->db, rq->arena, who->entity.id, rq->today, &appointed));
    VD_TRY(staff_page(rq, VD_S("Quién puede qué"), &view.page));
    for (size_t i = 0; i < vd_law_rights_n; i++) {
        struct people_right *right = VD_PUSH(rq->arena, &view.rights);
        *right = (struct people_right){.about = vd_law_rights[i].about, .mine = vd_who_may(who, vd_law_rights[i].code.p)};
        for (size_t k = 0; k < vd_law_role_rights_n; k++) {
            const struct vd_law_role_rights *rr = &vd_law_role_rights[k];
            const struct vd_law_roles *role = vd_role_find(rr->role);
            if (!vd_str_eq(rr->right, vd_law_rights[i].code) || !role)
                continue;
            struct people_right_line *line = VD_PUSH(rq->arena, &right->roles);
            *line = (struct people_right_line){.role = role->name, .why = rr->why, .norm = rr->norm};
            add_people(rq, &appointed, rr->role, line);
        }
    }
    tpl_people_rights(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}
