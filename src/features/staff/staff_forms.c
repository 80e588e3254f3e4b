/* SPDX-License-Identifier: Apache-2.0 */
#include "calendar/calendar.h"
#include "features/staff/staff.h"

struct vd_str staff_wrong_of(const struct vd_req *rq, const char *field)
{
    VD_EACH(w, &rq->wrong)
        if (vd_str_is(w->field, field))
            return w->said;
    return (struct vd_str){0};
}

struct vd_wrongs_said staff_wrongs(struct vd_req *rq)
{
    struct vd_wrongs_said said = {0};
    VD_EACH(w, &rq->wrong)
        *VD_PUSH(rq->arena, &said.lines) = (struct vd_wrong_line){w->field, w->said};
    return said;
}

struct vd_input staff_input(const struct vd_req *rq, const char *name, struct vd_str label, struct vd_str value)
{
    return (struct vd_input){.name = name, .label = label, .value = value, .error = staff_wrong_of(rq, name)};
}

struct vd_input staff_text(const struct vd_req *rq, const char *name, struct vd_str label, struct vd_str value, struct vd_str hint, int64_t rows, bool optional)
{
    struct vd_input input = staff_input(rq, name, label, value);
    input.hint = hint;
    input.rows = rows;
    input.optional = optional;
    return input;
}

struct vd_choices staff_choices(const struct vd_req *rq, const char *name, struct vd_str label, bool as_list, bool optional)
{
    return (struct vd_choices){.name = name, .label = label, .error = staff_wrong_of(rq, name), .as_list = as_list, .optional = optional};
}

/* "31/01/2027", also with one digit: the order is always day, month, year. */
enum vd_err staff_date(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_date *ret)
{
    struct vd_str rest = vd_str_trim(typed), part[3] = {0};
    int64_t n[3] = {0};
    *ret = (struct vd_date){0};
    if (!rest.n)
        return VD_OK;
    bool good = true;
    for (int i = 0; i < 3; i++)
        good = good && vd_str_split(&rest, '/', &part[i]) && part[i].n <= 4 && vd_str_i64(vd_str_trim(part[i]), &n[i]);
    struct vd_date date = good ? (struct vd_date){.year = (int16_t)n[2], .month = (uint8_t)n[1], .day = (uint8_t)n[0]} : (struct vd_date){0};
    if (good && !rest.p && n[0] > 0 && n[0] < 32 && n[1] > 0 && n[1] < 13 && n[2] >= 1900 && n[2] < 2200 && vd_date_valid(date)) {
        *ret = date;
        return VD_OK;
    }
    if (good && n[1] > 0 && n[1] < 13 && n[2] >= 1900 && n[2] < 2200 && n[0] > 28)
        vd_req_wrong(rq, field, "Escriba una fecha que exista: %s tiene %d días", vd_es_month((int)n[1]), vd_date_last_day((int)n[2], (int)n[1]));
    else
        vd_req_wrong(rq, field, "Escriba la fecha como día/mes/año, por ejemplo 31/01/2027");
    return VD_INVALID;
}

void staff_must(struct vd_req *rq, const char *field, struct vd_str typed, const char *said)
{
    if (!typed.n && !staff_wrong_of(rq, field).p)
        vd_req_wrong(rq, field, "%s", said);
}

enum vd_err staff_read_unit(struct vd_req *rq, const char *field, struct vd_str slug, int64_t *ret)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        if (vd_str_eq(u->slug, slug)) {
            *ret = u->id;
            return VD_OK;
        }
    if (!staff_wrong_of(rq, field).p)
        vd_req_wrong(rq, field, "Elija una dependencia de la lista");
    return VD_OK;
}
