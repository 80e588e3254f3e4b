/* SPDX-License-Identifier: Apache-2.0 */
/* The private calendar: whoever has the address reads it, so the database has only the hash of its key, and a new one ends the old. */
#include "core/people.h"
#include "features/agenda/agenda_feed.tpl.h"
#include "features/agenda/agenda_views.h"
#include "features/site/site.h"
#include "office/ics.h"

static const vd_us DAY_US = INT64_C(86400) * 1000000;
enum { DAYS_BACK = 90, DAYS_AHEAD = 400, TRIES = 240, TRY_SECONDS = 3600 };

struct feed_input { struct vd_str entidad, llave, que; };
struct keying { struct vd_session_token token; int64_t person_id; bool makes; };

/* ---- the account's page */

static enum vd_err show(struct vd_req *rq, const struct keying *made)
{
    struct agenda_feed_view view = {.token = vd_form_token(rq, "/cuenta/agenda")};
    vd_us since;
    vd_entities entities = {0};
    VD_TRY(staff_page(rq, VD_S("Su agenda en otro calendario"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Mi cuenta"), (struct vd_url){VD_S("/cuenta")});
    enum vd_err err = agenda_key_since(rq->db, rq->arena, staff_who(rq)->person_id, &since);
    if (err != VD_OK && err != VD_NOT_FOUND)
        return err;
    view.made = made || err == VD_OK;
    if (!made && view.made)
        view.since = vd_es_instant(rq->arena, since);
    VD_TRY(vd_person_entities(rq->db, rq->arena, staff_who(rq)->person_id, rq->today, &entities));
    VD_EACH(e, &entities)
        if (made)
            *VD_PUSH(rq->arena, &view.addresses) = (struct vd_link){e->name, site_absolute(rq, (struct vd_url){vd_str_printf(rq->arena, "/%.*s/agenda.ics?llave=%s", VD_SARG(e->slug), made->token.hex)})};
    tpl_agenda_feed(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err feed_page(struct vd_req *rq) { return show(rq, NULL); }

static enum vd_err set_key(struct vd_db *db, struct vd_arena *arena VD_UNUSED, struct staff_job *job)
{
    const struct keying *k = job->arg;
    return k->makes ? agenda_key_put(db, k->person_id, k->token.hash, job->now) : agenda_key_drop_run(db, k->person_id);
}

static enum vd_err key_set(struct vd_req *rq, struct staff_job *job)
{
    const struct keying *k = job->arg;
    VD_TRY(job->err);
    return k->makes ? show(rq, k) : staff_go(rq, (struct vd_url){VD_S("/cuenta/agenda")}, 0);
}

static enum vd_err feed_post(struct vd_req *rq)
{
    struct keying *k = VD_NEW(rq->arena, struct keying);
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    *k = (struct keying){.person_id = staff_who(rq)->person_id, .makes = vd_str_is(((const struct feed_input *)rq->input)->que, "hacer")};
    VD_TRY(vd_session_token_make(&k->token));
    *job = (struct staff_job){.run = set_key, .then = key_set, .arg = k};
    return staff_do(rq, job);
}

/* ---- the calendar */

static enum vd_err person_of(struct vd_req *rq, const struct vd_entity *entity, struct vd_str key, int64_t *ret_id)
{
    unsigned char hash[32];
    struct agenda_key_find_row found;
    struct vd_who who = {0};
    if (!vd_session_hash(key, hash))
        return VD_NOT_FOUND;
    VD_TRY(agenda_key_find_one(rq->db, rq->arena, (struct vd_str){(const char *)hash, sizeof hash}, &found));
    VD_TRY(vd_posts_of(rq->db, rq->arena, entity->id, found.person_id, rq->today, &who));
    *ret_id = found.person_id;
    return vd_str_is(found.state, "activa") && who.posts.n ? VD_OK : VD_NOT_FOUND;
}

static void put_events(struct vd_req *rq, const struct vd_entity *entity, const agenda_list *all, const agenda_marks *marks)
{
    vd_ics_begin(&rq->body, vd_str_printf(rq->arena, "%.*s: agenda", VD_SARG(entity->name)));
    VD_EACH(o, all) {
        struct vd_sem sem = agenda_sem(rq->arena, o->state, o->due, o->due);
        vd_ics_event(&rq->body, &(struct vd_ics_event){.uid = vd_str_printf(rq->arena, "%.*s-obligacion-%" PRId64 "@veedor", VD_SARG(entity->slug), o->id), .first = o->due, .last = o->due,
            .summary = vd_str_printf(rq->arena, "%.*s%s%.*s", VD_SARG(o->address), o->address.n ? " " : "", VD_SARG(o->title)), .stamp = o->changed_at,
            .description = vd_str_printf(rq->arena, "%.*s%s%.*s%s%s", VD_SARG(o->label), o->label.n ? "\n" : "", VD_SARG(o->unit), o->unit.n ? "\n" : "", o->delivered.year ? sem.word : "Por entregar")});
    }
    VD_EACH(m, marks)
        vd_ics_event(&rq->body, &(struct vd_ics_event){.uid = vd_str_printf(rq->arena, "%.*s-corte-%" PRId64 "-%" PRId64 "-%s@veedor", VD_SARG(entity->slug), m->plan_id, m->no, m->publishes ? "publicar" : "reportar"),
            .first = m->due, .last = m->due, .summary = m->title, .description = m->about,
            .stamp = vd_date_days((struct vd_date){(int16_t)m->vigencia, 1, 1}) * DAY_US});
    vd_ics_end(&rq->body);
}

static enum vd_err calendar(struct vd_req *rq)
{
    const struct feed_input *in = rq->input;
    struct vd_entity entity;
    int64_t person_id = 0;
    agenda_list all = {0};
    if (!vd_req_limit(rq, "agenda.ics", TRIES, TRY_SECONDS))
        return VD_RETRY;
    VD_TRY(site_entity(rq, in->entidad, &entity));
    enum vd_err err = person_of(rq, &entity, in->llave, &person_id);
    if (err == VD_NOT_FOUND)
        rq->problem = VD_S("Esa dirección de la agenda no sirve: la persona la quitó, o hizo otra.");
    VD_TRY(err);
    const int64_t today = vd_date_days(rq->today);
    const struct agenda_asked asked = {.entity_id = entity.id, .person_id = vd_some(person_id), .today = rq->today, .first = vd_date_of_days(today - DAYS_BACK), .last = vd_date_of_days(today + DAYS_AHEAD)};
    agenda_marks marks = {0};
    VD_TRY(agenda_obligations(rq->db, rq->arena, &asked, &all));
    VD_TRY(agenda_marks_of(rq->db, rq->arena, &asked, &marks));
    rq->type = "text/calendar; charset=utf-8";
    put_events(rq, &entity, &all, &marks);
    return VD_OK;
}

static const char *const whats[] = {"hacer", "quitar", NULL};
static const struct vd_param of_calendar[] = {VD_PARAM_ENTITY(feed_input),
    VD_PARAM(feed_input, llave, VD_FROM_QUERY, VD_P_TEXT, .max = VD_SESSION_HEX, .required = true, .about = "key of the person's calendar"), {.name = NULL}};
static const struct vd_param of_key[] = {VD_PARAM(feed_input, que, VD_FROM_FORM, VD_P_CHOICE, .choices = whats, .required = true, .about = "make a key, or take it back"), {.name = NULL}};

const struct vd_route agenda_feed_routes[] = {
    {.method = VD_GET, .path = "/{entidad}/agenda.ics", .access = VD_ACCESS_PUBLIC, .params = of_calendar, .input_size = sizeof(struct feed_input), .handler = calendar, .summary = "a person's agenda for a calendar (RFC 5545), with a private key"},
    {.method = VD_GET, .path = "/cuenta/agenda", .access = VD_ACCESS_PERSON, .handler = feed_page, .summary = "the private address of the person's agenda"},
    {.method = VD_POST, .path = "/cuenta/agenda", .access = VD_ACCESS_PERSON, .params = of_key, .input_size = sizeof(struct feed_input), .handler = feed_post, .summary = "make the private address of the agenda, or take it back"},
    {.path = NULL},
};
