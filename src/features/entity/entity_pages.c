/* SPDX-License-Identifier: Apache-2.0 */
#include "features/entity/entity.h"
#include "features/entity/entity_page.tpl.h"
#include "features/entity/entity_views.h"
#include "features/site/site.h"

#define PAGE "/{entidad}/trabajo/entidad"

/* ---- the page */

static struct vd_input box(struct vd_req *rq, const char *name, const char *label, struct vd_str value, const char *hint, const char *width)
{
    struct vd_input input = staff_input(rq, name, vd_str_of(label), value);
    input.hint = vd_str_of(hint);
    input.width = width;
    input.optional = true;
    return input;
}

static void fill_texts(struct vd_req *rq, const struct entity_input *in, struct entity_view *view)
{
    view->nit = box(rq, "nit", "NIT", in->nit, "Con el dígito de verificación: 891.280.000-3.", "w-m");
    view->dane = box(rq, "codigo_dane", "Código DANE", in->codigo_dane, "Del municipio (52001) o del departamento (52).", "w-s");
    view->municipality = box(rq, "municipio", "Municipio o ciudad", in->municipio, NULL, "w-m");
    view->address = box(rq, "direccion", "Dirección de la sede principal", in->direccion, NULL, NULL);
    view->postal_code = box(rq, "codigo_postal", "Código postal", in->codigo_postal, NULL, "w-s");
    view->phones = box(rq, "telefonos", "Teléfonos", in->telefonos, "Conmutador, línea gratuita y móvil, con indicativo: +57 602 7244326.", NULL);
    view->line = box(rq, "linea_anticorrupcion", "Línea anticorrupción", in->linea_anticorrupcion, "Teléfono o correo donde se denuncia la corrupción.", NULL);
    view->mail = box(rq, "correo", "Correo institucional", in->correo, NULL, NULL);
    view->judicial_mail = box(rq, "correo_judicial", "Correo para notificaciones judiciales", in->correo_judicial, NULL, NULL);
    view->hours = box(rq, "horario", "Horario de atención", in->horario, "Por ejemplo: lunes a viernes de 8:00 a. m. a 12:00 m. y de 2:00 p. m. a 6:00 p. m.", NULL);
    view->website = box(rq, "sitio", "Sitio web", in->sitio, NULL, NULL);
    view->social = box(rq, "redes", "Redes sociales", in->redes, "Una dirección completa por línea.", NULL);
    view->representative = box(rq, "representante", "Representante legal", in->representante, "Nombre y cargo.", NULL);
    view->mail.type = view->judicial_mail.type = "email";
    view->website.type = "url";
    view->social.rows = 4;
}

static void add_choice(struct vd_req *rq, struct vd_choices *choices, struct vd_str value, struct vd_str text, struct vd_str chosen)
{
    *VD_PUSH(rq->arena, &choices->of) = (struct vd_choice){.value = value, .text = text, .chosen = vd_str_eq(value, chosen)};
}

static void fill_choices(struct vd_req *rq, const struct entity_input *in, struct entity_view *view)
{
    static const char *const categories[][2] = {{"especial", "Especial"}, {"1", "Primera"}, {"2", "Segunda"}, {"3", "Tercera"}, {"4", "Cuarta"}, {"5", "Quinta"}, {"6", "Sexta"}};
    view->level = (struct vd_choices){.name = "orden", .label = VD_S("Orden"), .error = staff_wrong_of(rq, "orden"), .optional = true, .as_list = true};
    view->category = (struct vd_choices){.name = "categoria", .label = VD_S("Categoría del departamento o municipio"), .error = staff_wrong_of(rq, "categoria"), .optional = true, .as_list = true};
    view->department = (struct vd_choices){.name = "departamento", .label = VD_S("Departamento"), .error = staff_wrong_of(rq, "departamento"), .optional = true, .as_list = true};
    add_choice(rq, &view->level, VD_S("nacional"), VD_S("Nacional"), in->orden);
    add_choice(rq, &view->level, VD_S("territorial"), VD_S("Territorial"), in->orden);
    for (size_t i = 0; i < VD_COUNT(categories); i++)
        add_choice(rq, &view->category, vd_str_of(categories[i][0]), vd_str_of(categories[i][1]), in->categoria);
    for (size_t i = 0; i < vd_place_departments_n; i++)
        add_choice(rq, &view->department, vd_place_departments[i].code, vd_place_departments[i].name, in->departamento);
}

static void fill_shield(struct vd_req *rq, const struct vd_profile *profile, struct entity_view *view)
{
    view->shield = site_shield_url(rq->arena, staff_who(rq)->entity.slug, profile);
    view->shield_width = profile->row.shield_width.v;
    view->shield_height = profile->row.shield_height.v;
    view->shield_action = staff_url(rq, "entidad", "escudo", NULL);
    view->shield_drop = staff_url(rq, "entidad", "escudo", "quitar", NULL);
    view->shield_token = vd_form_token(rq, PAGE "/escudo");
    view->drop_token = vd_form_token(rq, PAGE "/escudo/quitar");
    view->file = staff_input(rq, "escudo", view->shield.s.n ? VD_S("Otro escudo") : VD_S("Escudo"), (struct vd_str){0});
    view->file.type = "file";
    view->file.accept = ".png,.jpg,.jpeg";
    view->file.hint = VD_S("PNG o JPEG, 512 KB como máximo, de 64 a 4.096 píxeles por lado. Se ve mejor con fondo transparente.");
}

enum vd_err entity_show(struct vd_req *rq, const struct vd_profile *profile, const struct entity_input *typed, bool stored)
{
    unsigned char hash[32];
    char hex[65];
    const struct entity_input *in = rq->input;
    struct entity_view view = {.wrongs = staff_wrongs(rq), .token = vd_form_token(rq, PAGE), .action = staff_url(rq, "entidad", NULL), .name = staff_who(rq)->entity.name, .stored = stored};
    vd_profile_hash(profile, hash);
    vd_hex(hex, hash, sizeof hash);
    view.hash = !stored && in->huella.n ? in->huella : vd_str_dup(rq->arena, vd_str_of(hex));
    VD_TRY(staff_page(rq, VD_S("Datos de la entidad"), &view.page));
    VD_TRY(staff_done(rq, in->hecho, &view.page));
    fill_texts(rq, typed, &view);
    fill_choices(rq, typed, &view);
    fill_shield(rq, profile, &view);
    tpl_entity_page(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err page(struct vd_req *rq)
{
    struct vd_profile profile;
    VD_TRY(vd_profile_get(rq->db, rq->arena, staff_who(rq)->entity.id, &profile));
    const struct entity_input typed = entity_form_typed(&profile);
    return entity_show(rq, &profile, &typed, false);
}

/* ---- writing */

struct describing { struct row_entity_profile row; unsigned char seen[32]; };

static enum vd_err describe(struct vd_change *change, struct staff_write *write)
{
    const struct describing *d = write->arg;
    return vd_profile_put(change, &d->row, d->seen);
}

static enum vd_err described(struct vd_req *rq, struct staff_write *write)
{
    struct vd_profile profile;
    if (write->err == VD_OK)
        return staff_go(rq, staff_url(rq, "entidad", NULL), write->seq);
    if (write->err != VD_CONFLICT || write->problem.n)
        return staff_failed(rq, write);
    VD_TRY(vd_profile_get(rq->db, rq->arena, staff_who(rq)->entity.id, &profile));
    rq->status = 409;
    return entity_show(rq, &profile, rq->input, true);
}

static enum vd_err post(struct vd_req *rq)
{
    const struct entity_input *in = rq->input;
    struct describing *d = VD_NEW(rq->arena, struct describing);
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    struct vd_profile profile;
    if (!vd_unhex(in->huella, d->seen, sizeof d->seen))
        return VD_INVALID;
    VD_TRY(entity_form_read(rq, in, &d->row));
    if (rq->wrong.n) {
        VD_TRY(vd_profile_get(rq->db, rq->arena, staff_who(rq)->entity.id, &profile));
        return entity_show(rq, &profile, in, false);
    }
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = "entidad.descrita", .apply = describe, .then = described, .arg = d};
    return staff_write(rq, write);
}

/* ---- routes */

#define ENTITY VD_PARAM_ENTITY(entity_input)
#define TYPED(member, most, what, meaning) VD_PARAM(entity_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .label = (what), .about = (meaning))
static const char *const levels[] = {"", "nacional", "territorial", NULL};
static const char *const categories[] = {"", "especial", "1", "2", "3", "4", "5", "6", NULL};
static const struct vd_param of_page[] = {ENTITY, STAFF_DONE(entity_input), {.name = NULL}};
static const struct vd_param of_form[] = {ENTITY,
    VD_PARAM(entity_input, huella, VD_FROM_FORM, VD_P_TEXT, .max = 64, .required = true, .label = "Huella", .about = "hash of the row that was read"),
    TYPED(nit, 40, "NIT", "tax number with its check digit"), TYPED(codigo_dane, 10, "Código DANE", "DIVIPOLA code"),
    VD_PARAM(entity_input, orden, VD_FROM_FORM, VD_P_CHOICE, .choices = levels, .label = "Orden", .about = "national or territorial"),
    VD_PARAM(entity_input, categoria, VD_FROM_FORM, VD_P_CHOICE, .choices = categories, .label = "Categoría", .about = "category of a department or municipality"),
    TYPED(departamento, 2, "Departamento", "code of the department"), TYPED(municipio, 100, "Municipio", "municipality"), TYPED(direccion, 200, "Dirección", "address"),
    TYPED(codigo_postal, 20, "Código postal", "postal code"), TYPED(telefonos, 200, "Teléfonos", "telephones"), TYPED(linea_anticorrupcion, 200, "Línea anticorrupción", "where corruption is denounced"),
    TYPED(correo, 254, "Correo", "mail"), TYPED(correo_judicial, 254, "Correo para notificaciones judiciales", "mail for notices of courts"), TYPED(horario, 300, "Horario", "opening hours"),
    TYPED(sitio, 300, "Sitio web", "website"), TYPED(redes, 3000, "Redes sociales", "one address a line"), TYPED(representante, 200, "Representante legal", "legal representative"), {.name = NULL}};

const struct vd_route entity_routes[] = {
    STAFF_PAGE(entity_input, PAGE, of_page, "entidad.configurar", page, "what the entity says of itself, and its shield"),
    STAFF_POST(entity_input, PAGE, of_form, "entidad.configurar", post, "change what the entity says of itself"),
    {.path = NULL},
};
