/* SPDX-License-Identifier: Apache-2.0 */
/* The acts of a plan's life, as the forms of the pages would ask for them. */
#include "demo/demo.h"
#include "demo/demo_acts.h"
#include "features/editor/editor_parts.h"
#include "features/editor/editor_request.h"
#include "features/editor/editor_texts.h"
#include "features/editor/editor_write.h"
#include "features/life/life.h"

static struct vd_str optional(const char *text) { return text ? vd_str_of(text) : (struct vd_str){0}; }

enum vd_err demo_find(struct demo *d, struct demo_plan plan, struct life_version_row *ret)
{
    return demo_refused(d, life_find(d->db, d->arena, d->entity_id, vd_str_of(plan.family), d->year + plan.year, plan.no, ret), "plan", vd_str_of(plan.family));
}

/* ---- beginning and writing */

struct beginning { struct life_start of; struct life_stepped done; };

static enum vd_err begin(struct vd_change *change, void *arg)
{
    struct beginning *b = arg;
    return life_start(change, &b->of, &b->done);
}

enum vd_err demo_begin(struct demo *d, const char *instrument, int year, const struct demo_plan *copied)
{
    struct beginning b = {.of.begin = {.instrument = vd_str_of(instrument), .vigencia = d->year + year, .person_id = demo_person(d, "planeacion")}};
    struct life_version_row from;
    if (copied) {
        VD_TRY(demo_find(d, *copied, &from));
        b.of.copy_id = vd_some(from.id);
    }
    enum vd_err err = demo_act(d, b.of.begin.person_id, "plan.crear", "plan.empezado", begin, &b);
    return demo_refused(d, err, "begin", b.done.problem);
}

static enum vd_err do_write(struct demo *d, int64_t person, const char *kind, staff_apply *apply, void *asking)
{
    struct staff_write write = {.apply = apply, .arg = asking};
    return demo_write_act(d, person, kind, &write);
}

static const struct row_component *part_of(const struct editor_rows *rows, struct vd_str part)
{
    VD_EACH(c, &rows->components)
        if (vd_str_eq(c->catalogue_code.n ? c->catalogue_code : c->code, part))
            return c;
    return NULL;
}

static enum vd_err put_activity(struct demo *d, const struct life_version_row *version, const struct demo_activities *row)
{
    struct editor_rows rows;
    struct vd_unit lead;
    VD_TRY(editor_rows_read(d->db, d->arena, d->entity_id, version->id, &rows));
    const struct row_component *part = part_of(&rows, row->part);
    VD_TRY(demo_unit(d, row->lead, &lead));
    if (!part)
        return demo_refused(d, VD_NOT_FOUND, "part", row->part);
    struct editor_asking asking = {.version_id = version->id, .person_id = demo_person(d, vd_str_c(d->arena, row->by)),
        .typed = {.parte = vd_str_printf(d->arena, "%" PRId64, part->key), .codigo = row->code, .descripcion = row->text, .producto = row->product, .meta = row->goal,
                  .indicador = row->indicator, .fechas = row->dates, .lider = lead.slug, .otros = row->others}};
    return do_write(d, asking.person_id, "plan.actividad_agregada", editor_save, &asking);
}

enum vd_err demo_write(struct demo *d, struct demo_plan plan, const char *rows)
{
    struct life_version_row version;
    VD_TRY(demo_find(d, plan, &version));
    for (size_t i = 0; i < demo_parts_n; i++) {
        struct editor_part_asking asking = {.version_id = version.id, .person_id = demo_person(d, "planeacion"), .code = demo_parts[i].code, .name = demo_parts[i].name};
        if (vd_str_is(demo_parts[i].plan, rows))
            VD_TRY(do_write(d, asking.person_id, "plan.partes_cambiadas", editor_part_save, &asking));
    }
    for (size_t i = 0; i < demo_activities_n; i++)
        if (vd_str_is(demo_activities[i].plan, rows))
            VD_TRY(put_activity(d, &version, &demo_activities[i]));
    return VD_OK;
}

enum vd_err demo_preface(struct demo *d, struct demo_plan plan)
{
    struct life_version_row version;
    VD_TRY(demo_find(d, plan, &version));
    for (size_t i = 0; i < demo_texts_n; i++) {
        struct editor_text_asking asking = {.version_id = version.id, .person_id = demo_person(d, "planeacion"), .kind = demo_texts[i].kind, .title = demo_texts[i].title, .body = demo_texts[i].body};
        VD_TRY(do_write(d, asking.person_id, "plan.textos_cambiados", editor_text_save, &asking));
    }
    return VD_OK;
}

enum vd_err demo_document(struct demo *d, struct demo_plan plan, const char *part, const char *title, const char *link)
{
    struct life_version_row version;
    struct editor_rows rows;
    VD_TRY(demo_find(d, plan, &version));
    VD_TRY(editor_rows_read(d->db, d->arena, d->entity_id, version.id, &rows));
    const struct row_component *of = part_of(&rows, vd_str_of(part));
    if (!of)
        return demo_refused(d, VD_NOT_FOUND, "part", vd_str_of(part));
    struct editor_part_asking asking = {.version_id = version.id, .person_id = demo_person(d, "planeacion"), .key = of->key, .parent = of->parent_key, .seen = editor_part_seen(d->arena, of), .code = of->code,
        .name = of->name, .objective = of->objective, .document = vd_str_of(title), .link = vd_str_of(link), .date = vd_date_iso(d->arena, vd_date_in_bogota(d->at))};
    return do_write(d, asking.person_id, "plan.partes_cambiadas", editor_part_save, &asking);
}

enum vd_err demo_send(struct demo *d, struct demo_plan plan, const char *unit, int64_t days)
{
    struct life_version_row version;
    struct editor_rows rows;
    struct vd_unit lead;
    VD_TRY(demo_find(d, plan, &version));
    VD_TRY(demo_unit(d, vd_str_of(unit), &lead));
    VD_TRY(editor_rows_read(d->db, d->arena, d->entity_id, version.id, &rows));
    struct editor_sending of = {.version_id = version.id, .person_id = demo_person(d, "planeacion"), .said = VD_S("Revisen si la fecha les alcanza."),
        .due_on = vd_date_iso(d->arena, vd_date_of_days(vd_date_days(vd_date_in_bogota(d->at)) + days)),
        .page = vd_str_printf(d->arena, "/" DEMO_SLUG "/trabajo/planes/%s/%d/%" PRId64 "/pedidos", plan.family, d->year + plan.year, plan.no)};
    VD_EACH(r, &rows.responsibles)
        if (r->is_lead && r->unit_id == lead.id)
            *VD_PUSH(d->arena, &of.keys) = r->activity_key;
    return do_write(d, of.person_id, "plan.enviado", editor_send, &of);
}

/* ---- steps */

struct stepping { struct life_stepping of; struct life_stepped done; life_published_files files; };

static enum vd_err step(struct vd_change *change, void *arg)
{
    struct stepping *s = arg;
    VD_TRY(life_published_attach(change, s->of.version_id, &s->files, s->of.person_id, &s->of.said.attachment_id));
    return life_step(change, &s->of, &s->done);
}

static const char *kind_of(const char *event)
{
    static const struct { const char *event, *kind; } kinds[] = {{"someter", "plan.sometido"}, {"publicar", "plan.publicado"},
        {"retirar", "plan.retirado"}, {"aprobar", "plan.aprobado"}, {"rechazar", "plan.rechazado"}};
    for (size_t i = 0; i < VD_COUNT(kinds); i++)
        if (strcmp(kinds[i].event, event) == 0)
            return kinds[i].kind;
    return "";
}

enum vd_err demo_step(struct demo *d, const char *role, struct demo_plan plan, const char *event, const char *reason)
{
    struct stepping s = {.of = {.event = vd_str_of(event), .person_id = demo_person(d, role), .said.reason = optional(reason)}};
    struct life_version_row version;
    VD_TRY(demo_find(d, plan, &version));
    s.of.version_id = version.id;
    enum vd_err err = demo_act(d, s.of.person_id, NULL, kind_of(event), step, &s);
    return demo_refused(d, err, event, s.done.problem);
}

enum vd_err demo_publish(struct demo *d, struct demo_plan plan)
{
    struct stepping s = {.of = {.event = VD_S("publicar"), .person_id = demo_person(d, "planeacion")}};
    struct life_version_row version;
    struct vd_str reason = {0};
    VD_TRY(demo_find(d, plan, &version));
    s.of.version_id = version.id;
    VD_TRY(life_published_make(&(struct life_publishing){d->db, d->services->files, d->arena, VD_S(DEMO_SLUG), &version, vd_date_in_bogota(d->at), d->services->config.url}, &s.files, &reason));
    enum vd_err err = demo_act(d, s.of.person_id, NULL, "plan.publicado", step, &s);
    return demo_refused(d, err, "publicar", s.done.problem);
}
