/* SPDX-License-Identifier: Apache-2.0 */
/* The texts of the form, each judged by what it is. All are optional: an empty one is not shown anywhere. */
#include "core/people.h"
#include "features/entity/entity.h"

enum { SOCIAL_MOST = 10 };

static struct vd_str kept(struct vd_arena *arena, struct vd_str typed)
{
    struct vd_str text = vd_str_squeeze(arena, typed);
    return text.n ? text : (struct vd_str){0};
}

static bool digits(struct vd_str s, size_t n)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] < '0' || s.p[i] > '9')
            return false;
    return s.n == n;
}

static void read_nit(struct vd_req *rq, struct vd_str typed, struct vd_str *ret)
{
    if (!typed.n)
        return;
    enum vd_err err = vd_nit_read(rq->arena, typed, ret);
    if (err == VD_CORRUPT)
        vd_req_wrong(rq, "nit", "El dígito de verificación no corresponde a ese número. Revise el NIT en el RUT");
    else if (err != VD_OK)
        vd_req_wrong(rq, "nit", "Escriba el NIT completo con su dígito de verificación, por ejemplo 891.280.000-3");
}

/* DIVIPOLA: the first two digits are the department's. */
static void read_dane(struct vd_req *rq, const struct entity_input *in, struct row_entity_profile *row)
{
    row->department = kept(rq->arena, in->departamento);
    row->dane_code = kept(rq->arena, in->codigo_dane);
    if (row->department.n && !vd_department_find(row->department))
        vd_req_wrong(rq, "departamento", "Elija un departamento de la lista");
    if (!row->dane_code.n)
        return;
    struct vd_str of = vd_str_sub(row->dane_code, 0, 2);
    if ((!digits(row->dane_code, 2) && !digits(row->dane_code, 5)) || !vd_department_find(of))
        vd_req_wrong(rq, "codigo_dane", "Escriba el código DANE: cinco cifras de un municipio (52001) o dos de un departamento (52)");
    else if (row->department.n && !vd_str_eq(of, row->department))
        vd_req_wrong(rq, "codigo_dane", "Ese código DANE es de otro departamento");
}

static void read_mail(struct vd_req *rq, const char *field, struct vd_str typed, struct vd_str *ret)
{
    if (typed.n && vd_email_read(rq->arena, typed, ret) != VD_OK)
        vd_req_wrong(rq, field, "Escriba el correo completo, por ejemplo contactenos@pasto.gov.co");
}

/* On the open internet: its host has a dot. */
static bool is_open_web(struct vd_str url) { return vd_is_web(url) && vd_str_find(url, VD_S(".")) > 0; }

static void read_social(struct vd_req *rq, struct vd_str typed, struct vd_str *ret)
{
    struct vd_str rest = typed, line;
    int n = 0;
    while (rest.n && vd_str_split(&rest, '\n', &line)) {
        line = vd_str_trim(line);
        if (!line.n)
            continue;
        if (!is_open_web(line) || ++n > SOCIAL_MOST) {
            vd_req_wrong(rq, "redes", n > SOCIAL_MOST ? "Escriba diez direcciones como máximo" : "Escriba una dirección por línea, completa: https://www.facebook.com/alcaldia");
            return;
        }
        *ret = ret->n ? vd_str_printf(rq->arena, "%.*s\n%.*s", VD_SARG(*ret), VD_SARG(line)) : line;
    }
}

enum vd_err entity_form_read(struct vd_req *rq, const struct entity_input *in, struct row_entity_profile *ret)
{
    struct row_entity_profile row = {.level = kept(rq->arena, in->orden), .category = kept(rq->arena, in->categoria), .municipality = kept(rq->arena, in->municipio),
        .address = kept(rq->arena, in->direccion), .postal_code = kept(rq->arena, in->codigo_postal), .phones = kept(rq->arena, in->telefonos),
        .anticorruption_line = kept(rq->arena, in->linea_anticorrupcion), .opening_hours = kept(rq->arena, in->horario), .website = kept(rq->arena, in->sitio),
        .legal_representative = kept(rq->arena, in->representante)};
    read_nit(rq, in->nit, &row.nit);
    read_dane(rq, in, &row);
    read_mail(rq, "correo", in->correo, &row.mail);
    read_mail(rq, "correo_judicial", in->correo_judicial, &row.judicial_mail);
    read_social(rq, in->redes, &row.social);
    if (row.postal_code.n && !digits(row.postal_code, 6))
        vd_req_wrong(rq, "codigo_postal", "El código postal tiene seis cifras, por ejemplo 520001");
    if (row.website.n && !is_open_web(row.website))
        vd_req_wrong(rq, "sitio", "Escriba la dirección completa, por ejemplo https://www.pasto.gov.co");
    if (row.category.n && vd_str_is(row.level, "nacional"))
        vd_req_wrong(rq, "categoria", "Solo los departamentos y los municipios tienen categoría");
    *ret = row;
    return VD_OK;
}

struct entity_input entity_form_typed(const struct vd_profile *profile)
{
    const struct row_entity_profile *row = &profile->row;
    return (struct entity_input){.nit = row->nit, .codigo_dane = row->dane_code, .orden = row->level, .categoria = row->category, .departamento = row->department,
        .municipio = row->municipality, .direccion = row->address, .codigo_postal = row->postal_code, .telefonos = row->phones, .linea_anticorrupcion = row->anticorruption_line,
        .correo = row->mail, .correo_judicial = row->judicial_mail, .horario = row->opening_hours, .sitio = row->website, .redes = row->social,
        .representante = row->legal_representative};
}
