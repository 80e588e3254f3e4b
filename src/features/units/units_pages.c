/* SPDX-License-Identifier: Apache-2.0 */
#include "features/units/units.h"
#include "features/units/units_list.tpl.h"
#include "features/units/units_unit.tpl.h"
#include "features/units/units_views.h"

struct unit_input { struct vd_str entidad, unidad, huella, nombre, sigla, linea, depende, desde, hasta; struct vd_oint hecho; };

static const struct { const char *code, *word; } lines[] = {{"1", "Primera: ejecuta"}, {"2", "Segunda: planea y consolida"}, {"3", "Tercera: evalúa"}};

struct vd_str units_dmy(struct vd_arena *arena, struct vd_str iso)
{
    struct vd_date date;
    return iso.n && vd_date_from_iso(iso, &date) ? vd_date_dmy(arena, date) : (struct vd_str){0};
}

enum vd_err units_dates(struct vd_req *rq, struct vd_str from, struct vd_str to, struct vd_str *ret_from, struct vd_str *ret_to)
{
    struct vd_date first, last;
    if (staff_date(rq, "desde", from, &first) != VD_OK || staff_date(rq, "hasta", to, &last) != VD_OK)
        return VD_INVALID;
    if (first.year && last.year && vd_date_days(last) < vd_date_days(first)) {
        vd_req_wrong(rq, "hasta", "El último día va después del primero");
        return VD_INVALID;
    }
    *ret_from = vd_date_iso(rq->arena, first);
    *ret_to = vd_date_iso(rq->arena, last);
    return VD_OK;
}

enum vd_err units_choices(struct vd_req *rq, struct vd_choices *choices, int64_t but, struct vd_str chosen)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    choices->as_list = true;
    choices->error = staff_wrong_of(rq, choices->name);
    VD_EACH(u, &units)
        if (u->id != but)
            *VD_PUSH(rq->arena, &choices->of) = (struct vd_choice){.value = u->slug, .text = u->name, .chosen = vd_str_eq(u->slug, chosen)};
    return VD_OK;
}

enum vd_err units_chosen(struct vd_req *rq, struct vd_str slug, int64_t *ret_id)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        if (vd_str_eq(u->slug, slug)) {
            *ret_id = u->id;
            return VD_OK;
        }
    return VD_NOT_FOUND;
}

/* ---- the list */

static enum vd_err fill_units(struct vd_req *rq, struct units_list_view *view)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units) {
        struct vd_unit_row row;
        VD_TRY(vd_unit_get(rq->db, rq->arena, staff_who(rq)->entity.id, u->slug, &row));
        *VD_PUSH(rq->arena, &view->units) = (struct units_line){.name = u->name, .abbrev = u->abbrev, .from = units_dmy(rq->arena, row.valid_from),
            .to = units_dmy(rq->arena, row.valid_to), .url = staff_url(rq, "dependencias", vd_str_c(rq->arena, u->slug), NULL),
            .line = row.line.has && row.line.v <= 3 ? vd_str_of(lines[row.line.v - 1].word) : (struct vd_str){0}};
    }
    return VD_OK;
}

static enum vd_err fill_processes(struct vd_req *rq, struct units_list_view *view)
{
    vd_processes processes = {0};
    VD_TRY(vd_process_list(rq->db, rq->arena, staff_who(rq)->entity.id, &processes));
    VD_EACH(p, &processes)
        *VD_PUSH(rq->arena, &view->processes) = (struct units_process_line){.name = p->name, .unit = p->unit, .from = units_dmy(rq->arena, p->valid_from),
            .to = units_dmy(rq->arena, p->valid_to), .url = staff_url(rq, "procesos", vd_str_printf(rq->arena, "%" PRId64, p->id).p, NULL)};
    return VD_OK;
}

static enum vd_err list_page(struct vd_req *rq)
{
    struct units_list_view view = {.add = staff_url(rq, "dependencias", "nueva", NULL), .add_process = staff_url(rq, "procesos", "nuevo", NULL)};
    VD_TRY(staff_page(rq, VD_S("Dependencias y procesos"), &view.page));
    VD_TRY(staff_done(rq, ((const struct unit_input *)rq->input)->hecho, &view.page));
    VD_TRY(fill_units(rq, &view));
    VD_TRY(fill_processes(rq, &view));
    tpl_units_list(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* ---- the form: of a new one, or of one that is there */

static enum vd_err fill_form(struct vd_req *rq, const struct unit_input *typed, int64_t id, struct units_unit_view *view)
{
    view->wrongs = staff_wrongs(rq);
    view->name = staff_input(rq, "nombre", VD_S("Nombre"), typed->nombre);
    view->abbrev = staff_input(rq, "sigla", VD_S("Sigla"), typed->sigla);
    view->from = staff_input(rq, "desde", VD_S("Desde"), typed->desde);
    view->to = staff_input(rq, "hasta", VD_S("Hasta"), typed->hasta);
    view->from.hint = VD_S("Día/mes/año, según el acto que la creó.");
    view->to.hint = VD_S("Último día, si ya no existe.");
    view->abbrev.width = view->from.width = view->to.width = "w-s";
    view->abbrev.optional = view->from.optional = view->to.optional = true;
    view->line = (struct vd_choices){.name = "linea", .label = VD_S("Línea de defensa"), .error = staff_wrong_of(rq, "linea"), .as_list = true, .optional = true};
    for (size_t i = 0; i < VD_COUNT(lines); i++)
        *VD_PUSH(rq->arena, &view->line.of) = (struct vd_choice){.value = vd_str_of(lines[i].code), .text = vd_str_of(lines[i].word), .chosen = vd_str_is(typed->linea, lines[i].code)};
    view->parent = (struct vd_choices){.name = "depende", .label = VD_S("Depende de"), .optional = true};
    return units_choices(rq, &view->parent, id, typed->depende);
}

static enum vd_err slug_of(struct vd_req *rq, struct vd_oint id, struct vd_str *ret)
{
    vd_units units = {0};
    VD_TRY(vd_unit_list(rq->db, rq->arena, staff_who(rq)->entity.id, &units));
    VD_EACH(u, &units)
        if (id.has && u->id == id.v)
            *ret = u->slug;
    return VD_OK;
}

static enum vd_err as_typed(struct vd_req *rq, const struct vd_unit_row *unit, struct unit_input *ret)
{
    char *hash = vd_alloc(rq->arena, 2 * sizeof unit->hash + 1);
    vd_hex(hash, unit->hash, sizeof unit->hash);
    *ret = (struct unit_input){.unidad = unit->slug, .huella = vd_str_of(hash), .nombre = unit->name, .sigla = unit->abbrev,
        .linea = unit->line.has ? vd_str_printf(rq->arena, "%" PRId64, unit->line.v) : (struct vd_str){0}, .desde = units_dmy(rq->arena, unit->valid_from),
        .hasta = units_dmy(rq->arena, unit->valid_to)};
    return slug_of(rq, unit->parent_id, &ret->depende);
}

static enum vd_err fill_rest(struct vd_req *rq, const struct vd_unit_row *unit, struct units_unit_view *view)
{
    const int64_t entity = staff_who(rq)->entity.id;
    const char *slug = vd_str_c(rq->arena, unit->slug);
    vd_aliases aliases = {0};
    vd_history history = {0};
    VD_TRY(vd_unit_aliases(rq->db, rq->arena, entity, unit->id, &aliases));
    VD_EACH(a, &aliases)
        *VD_PUSH(rq->arena, &view->aliases) = (struct units_alias_line){a->fold, a->by_person};
    VD_TRY(vd_record_history(rq->db, rq->arena, entity, "unit", unit->id, &history));
    VD_EACH(h, &history)
        *VD_PUSH(rq->arena, &view->acts) = (struct units_act){h->text, vd_es_instant(rq->arena, h->at), h->seq};
    view->alias = staff_input(rq, "nombre_nuevo", VD_S("Otro nombre"), (struct vd_str){0});
    view->other = (struct vd_choices){.name = "otra", .label = VD_S("Dependencia que queda")};
    view->add = staff_url(rq, "dependencias", slug, "nombres", NULL);
    view->drop = staff_url(rq, "dependencias", slug, "nombres", "quitar", NULL);
    view->join = staff_url(rq, "dependencias", slug, "unir", NULL);
    view->add_token = vd_form_token(rq, "/{entidad}/trabajo/dependencias/{unidad}/nombres");
    view->drop_token = vd_form_token(rq, "/{entidad}/trabajo/dependencias/{unidad}/nombres/quitar");
    view->join_token = vd_form_token(rq, "/{entidad}/trabajo/dependencias/{unidad}/unir");
    return units_choices(rq, &view->other, unit->id, (struct vd_str){0});
}

static enum vd_err show_new(struct vd_req *rq, const struct unit_input *typed)
{
    struct units_unit_view view = {.title = VD_S("Crear dependencia"), .is_new = true, .action = staff_url(rq, "dependencias", "nueva", NULL),
        .token = vd_form_token(rq, "/{entidad}/trabajo/dependencias/nueva")};
    VD_TRY(staff_page(rq, view.title, &view.page));
    staff_crumb(rq, &view.page, VD_S("Dependencias y procesos"), staff_url(rq, "dependencias", NULL));
    VD_TRY(fill_form(rq, typed, 0, &view));
    tpl_units_unit(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

/* typed: what the person wrote; hash: of what stands, so that saving again is meant. */
static enum vd_err show_unit(struct vd_req *rq, const struct vd_unit_row *unit, const struct unit_input *typed, struct vd_str hash, struct vd_str stored)
{
    struct units_unit_view view = {.title = unit->name, .hash = hash, .stored = stored, .action = staff_url(rq, "dependencias", vd_str_c(rq->arena, unit->slug), NULL),
        .token = vd_form_token(rq, "/{entidad}/trabajo/dependencias/{unidad}")};
    VD_TRY(staff_page(rq, view.title, &view.page));
    VD_TRY(staff_done(rq, ((const struct unit_input *)rq->input)->hecho, &view.page));
    staff_crumb(rq, &view.page, VD_S("Dependencias y procesos"), staff_url(rq, "dependencias", NULL));
    VD_TRY(fill_form(rq, typed, unit->id, &view));
    VD_TRY(fill_rest(rq, unit, &view));
    tpl_units_unit(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err new_page(struct vd_req *rq) { return show_new(rq, &(struct unit_input){0}); }

static enum vd_err find(struct vd_req *rq, struct vd_unit_row *ret)
{
    const struct unit_input *in = rq->input;
    enum vd_err err = vd_unit_get(rq->db, rq->arena, staff_who(rq)->entity.id, in->unidad, ret);
    if (err == VD_NOT_FOUND)
        rq->problem = VD_S("En esta entidad no hay una dependencia con esa dirección.");
    return err;
}

static enum vd_err unit_page(struct vd_req *rq)
{
    struct vd_unit_row unit;
    struct unit_input typed;
    struct vd_str kept;
    VD_TRY(find(rq, &unit));
    enum vd_err err = vd_unit_kept(rq->db, rq->arena, staff_who(rq)->entity.id, unit.slug, &kept);
    if (err == VD_OK)
        return staff_go(rq, staff_url(rq, "dependencias", vd_str_c(rq->arena, kept), NULL), 0);
    if (err != VD_NOT_FOUND)
        return err;
    VD_TRY(as_typed(rq, &unit, &typed));
    return show_unit(rq, &unit, &typed, typed.huella, (struct vd_str){0});
}

/* ---- writing */

static enum vd_err read_form(struct vd_req *rq, struct vd_unit_row *unit)
{
    const struct unit_input *in = rq->input;
    int64_t n;
    unit->name = vd_str_squeeze(rq->arena, in->nombre);
    unit->abbrev = in->sigla;
    unit->line = in->linea.n && vd_str_i64(in->linea, &n) ? vd_some(n) : (struct vd_oint){0};
    unit->parent_id = (struct vd_oint){0};
    if (in->depende.n) {
        enum vd_err err = units_chosen(rq, in->depende, &n);
        if (err == VD_NOT_FOUND)
            vd_req_wrong(rq, "depende", "Elija una dependencia de la lista");
        else
            VD_TRY(err);
        unit->parent_id = err == VD_OK ? vd_some(n) : unit->parent_id;
    }
    return units_dates(rq, in->desde, in->hasta, &unit->valid_from, &unit->valid_to) == VD_OK || rq->wrong.n ? VD_OK : VD_INVALID;
}

static enum vd_err create(struct vd_change *change, struct staff_write *write) { return vd_unit_create(change, write->arg); }
static enum vd_err change_unit(struct vd_change *change, struct staff_write *write) { return vd_unit_change(change, write->arg); }

static enum vd_err name_taken(struct vd_req *rq)
{
    vd_req_wrong(rq, "nombre", "Ese nombre o esa sigla ya es de otra dependencia. Si son la misma, únalas.");
    return VD_OK;
}

static enum vd_err created(struct vd_req *rq, struct staff_write *write)
{
    if (write->err != VD_CONFLICT && write->err != VD_INVALID)
        return write->err == VD_OK ? staff_go(rq, staff_url(rq, "dependencias", NULL), write->seq) : staff_failed(rq, write);
    VD_TRY(name_taken(rq));
    return show_new(rq, rq->input);
}

static enum vd_err send(struct vd_req *rq, struct vd_unit_row *unit, const char *kind, staff_apply *apply, enum vd_err (*then)(struct vd_req *, struct staff_write *))
{
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    *write = (struct staff_write){.entity_id = staff_who(rq)->entity.id, .kind = kind, .apply = apply, .then = then, .arg = unit};
    return staff_write(rq, write);
}

static enum vd_err new_post(struct vd_req *rq)
{
    struct vd_unit_row *unit = VD_NEW(rq->arena, struct vd_unit_row);
    VD_TRY(read_form(rq, unit));
    return rq->wrong.n ? show_new(rq, rq->input) : send(rq, unit, "dependencia.creada", create, created);
}

/* Somebody changed it meanwhile: what stands, in words, beside what was typed. */
static enum vd_err show_both(struct vd_req *rq)
{
    struct vd_unit_row unit;
    struct unit_input now;
    VD_TRY(find(rq, &unit));
    VD_TRY(as_typed(rq, &unit, &now));
    rq->status = 409;
    return show_unit(rq, &unit, rq->input, now.huella,
                     vd_str_printf(rq->arena, "Ahora dice: «%.*s»%s%.*s.", VD_SARG(unit.name), unit.abbrev.n ? ", sigla " : "", VD_SARG(unit.abbrev)));
}

static enum vd_err changed(struct vd_req *rq, struct staff_write *write)
{
    struct vd_unit_row unit;
    if (write->err == VD_OK)
        return staff_go(rq, staff_url(rq, "dependencias", NULL), write->seq);
    if (write->err == VD_DENIED)
        return show_both(rq);
    if (write->err == VD_INVALID)
        vd_req_wrong(rq, "depende", "Una dependencia no puede depender de sí misma ni de una que depende de ella");
    else if (write->err == VD_CONFLICT)
        VD_TRY(name_taken(rq));
    else
        return staff_failed(rq, write);
    VD_TRY(find(rq, &unit));
    return show_unit(rq, &unit, rq->input, ((const struct unit_input *)rq->input)->huella, (struct vd_str){0});
}

static enum vd_err unit_post(struct vd_req *rq)
{
    const struct unit_input *in = rq->input;
    struct vd_unit_row *unit = VD_NEW(rq->arena, struct vd_unit_row);
    VD_TRY(find(rq, unit));
    if (!vd_unhex(in->huella, unit->hash, sizeof unit->hash))
        return VD_INVALID;
    VD_TRY(read_form(rq, unit));
    return rq->wrong.n ? show_unit(rq, unit, in, in->huella, (struct vd_str){0}) : send(rq, unit, "dependencia.cambiada", change_unit, changed);
}

/* ---- routes */

#define ENTITY VD_PARAM_ENTITY(unit_input)
#define UNIT VD_PARAM(unit_input, unidad, VD_FROM_PATH, VD_P_SLUG, .max = 80, .required = true, .about = "slug of the unit")
#define TYPED(member, most, must, what, meaning) \
    VD_PARAM(unit_input, member, VD_FROM_FORM, VD_P_TEXT, .max = (most), .required = (must), .label = (what), .about = (meaning))
static const char *const line_codes[] = {"", "1", "2", "3", NULL};
#define FIELDS \
    TYPED(nombre, 300, true, "Nombre", "name"), TYPED(sigla, 12, false, "Sigla", "abbreviation"), \
    VD_PARAM(unit_input, linea, VD_FROM_FORM, VD_P_CHOICE, .choices = line_codes, .label = "Línea de defensa", .about = "line of defence"), \
    TYPED(depende, 80, false, "Depende de", "slug of the unit above"), TYPED(desde, 10, false, "Desde", "first day, dd/mm/yyyy"), \
    TYPED(hasta, 10, false, "Hasta", "last day, dd/mm/yyyy"), TYPED(huella, 64, false, "Huella", "hash of the row that was read")
static const struct vd_param of_entity[] = {ENTITY, STAFF_DONE(unit_input), {.name = NULL}};
static const struct vd_param of_new[] = {ENTITY, FIELDS, {.name = NULL}};
static const struct vd_param of_unit[] = {ENTITY, UNIT, STAFF_DONE(unit_input), {.name = NULL}};
static const struct vd_param of_change[] = {ENTITY, UNIT, FIELDS, {.name = NULL}};

const struct vd_route units_routes[] = {
    STAFF_PAGE(unit_input, "/{entidad}/trabajo/dependencias", of_entity, "unidades.administrar", list_page, "units and processes of an entity"),
    STAFF_PAGE(unit_input, "/{entidad}/trabajo/dependencias/nueva", of_entity, "unidades.administrar", new_page, "form of a new unit"),
    STAFF_POST(unit_input, "/{entidad}/trabajo/dependencias/nueva", of_new, "unidades.administrar", new_post, "create a unit"),
    STAFF_PAGE(unit_input, "/{entidad}/trabajo/dependencias/{unidad}", of_unit, "unidades.administrar", unit_page, "a unit: its data, its names, its history"),
    STAFF_POST(unit_input, "/{entidad}/trabajo/dependencias/{unidad}", of_change, "unidades.administrar", unit_post, "change a unit"),
    {.path = NULL},
};
