/* SPDX-License-Identifier: Apache-2.0 */
/* One step: right and guards are judged on the rows as they are inside the change, so that of two people who press at once one moves the
 * version and the other is told that it moved. */
#include <stdarg.h>
#include "db/tables.h"
#include "features/agenda/agenda.h"
#include "features/life/life_inside.h"
#include "features/plan/plan.h"

struct stepping {
    struct vd_change *change;
    struct vd_db *db;
    struct vd_arena *arena;
    const struct life_said *said;
    int64_t person_id;
    struct life_stepped *ret;
};

static VD_PRINTF(3, 4) enum vd_err refuse(struct stepping *in, enum vd_err err, const char *fmt, ...)
{
    char text[400];
    va_list args;
    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    in->ret->problem = vd_str_dup(in->arena, vd_str_of(text));
    return err;
}

/* ---- rows */

static enum vd_err put_step(struct stepping *in, const struct row_plan_version *version, int64_t no, const struct life_plan_transitions *rule, struct vd_str from)
{
    const struct life_said *said = in->said;
    struct row_plan_step step = {.entity_id = version->entity_id, .id = vd_change_id(in->change), .version_id = version->id, .no = no, .from_state = from,
        .to_state = version->state, .event = rule->event, .at = vd_change_now(in->change), .reason = vd_str_trim(said->reason), .act_kind = said->act_kind,
        .act_no = vd_str_trim(said->act_no), .act_on = said->act_on, .act_signers = vd_str_trim(said->act_signers), .attachment_id = said->attachment_id, .document_hash = version->frozen_hash};
    if (in->person_id)
        step.person_id = vd_some(in->person_id);
    struct vd_str *const texts[] = {&step.reason, &step.act_kind, &step.act_no, &step.act_on, &step.act_signers};
    for (size_t i = 0; i < VD_COUNT(texts); i++)
        if (!texts[i]->n)
            *texts[i] = (struct vd_str){0};
    in->ret->step_id = step.id;
    return vd_change_put(in->change, &T_plan_step, &step);
}

/* Rows that nobody may write bear their hash; it goes when they can be written again. */
static enum vd_err freeze(struct stepping *in, const struct life_version_row *before, struct row_plan_version *row)
{
    unsigned char hash[32];
    const struct life_version_row after = {.state = row->state};
    if (life_may_write(&after)) {
        row->frozen_hash = (struct vd_str){0};
    } else if (!before->frozen_hash.n) {
        VD_TRY(life_freeze_hash(in->db, in->arena, row->entity_id, row->id, hash));
        row->frozen_hash = vd_str_dup(in->arena, (struct vd_str){(const char *)hash, sizeof hash});
    }
    return VD_OK;
}

static enum vd_err move(struct stepping *in, const struct life_version_row *version, const struct life_plan_transitions *rule, bool publishes)
{
    struct row_plan_version row = {.entity_id = version->entity_id, .id = version->id};
    VD_TRY(vd_row_get(in->db, in->arena, &T_plan_version, &row));
    row.state = rule->to;
    VD_TRY(freeze(in, version, &row));
    if (publishes) {
        const struct life_deadline deadline = life_is_modification(version) ? (struct life_deadline){0} : life_deadline_of(version->instrument, version->vigencia);
        row.published_at = vd_some(vd_change_now(in->change));
        row.published_on = vd_date_iso(in->arena, vd_date_in_bogota(vd_change_now(in->change)));
        row.published_file = in->said->attachment_id;
        row.due_on = vd_date_iso(in->arena, deadline.due);
    }
    VD_TRY(vd_change_put(in->change, &T_plan_version, &row));
    return put_step(in, &row, version->step_no + 1, rule, version->state);
}

/* ---- publishing: at most one version of a plan is in force */

static enum vd_err replace_others(struct stepping *in, const struct life_version_row *version)
{
    static const struct life_said nothing = {0};
    const struct life_said *said = in->said;
    life_family family = {0};
    VD_TRY(life_family_of(in->db, in->arena, version->entity_id, version->path_word, version->vigencia, &family));
    VD_EACH(other, &family) {
        struct life_version_row before;
        if (other->plan_id != version->plan_id || other->version_id == version->id || !vd_str_is(other->state, "publicado"))
            continue;
        VD_TRY(life_get(in->db, in->arena, version->entity_id, other->version_id, &before));
        in->said = &nothing;
        VD_TRY(move(in, &before, life_rule(&before, VD_S("reemplazar")), false));
        in->said = said;
    }
    return VD_OK;
}

/* ---- a modification is the next version, with the rows of the one in force */

static enum vd_err begin_next(struct stepping *in, const struct life_version_row *base, const struct life_plan_transitions *rule, int64_t *ret_id)
{
    life_family family = {0};
    VD_TRY(life_family_of(in->db, in->arena, base->entity_id, base->path_word, base->vigencia, &family));
    struct row_plan_version row = {.entity_id = base->entity_id, .id = vd_change_id(in->change), .plan_id = base->plan_id, .no = family.v[0].no + 1,
        .base_id = vd_some(base->id), .state = rule->to, .created_at = vd_change_now(in->change)};
    VD_TRY(vd_change_put(in->change, &T_plan_version, &row));
    VD_TRY(put_step(in, &row, 1, rule, base->state));
    VD_TRY(life_copy(in->change, base->id, row.id, LIFE_KEYS_KEPT));
    *ret_id = row.id;
    return VD_OK;
}

/* ---- */

static enum vd_err judge(struct stepping *in, const struct life_stepping *of, const struct life_version_row *version, const struct life_plan_transitions *rule)
{
    if ((of->seen.n && !vd_str_eq(of->seen, version->state)) || !rule)
        return refuse(in, VD_CONFLICT, "Este paso ya no se puede dar: el plan está ahora en «%s». Otra persona lo movió, o usted envió el formulario dos veces.", life_state_word(version->state));
    enum vd_err err = life_right(in->db, in->arena, version->entity_id, of->person_id, vd_change_now(in->change), rule->right);
    if (err == VD_DENIED)
        return refuse(in, err, "Sus cargos no le permiten este paso: %.*s.", VD_SARG(rule->text));
    VD_TRY(err);
    const struct life_ask ask = {.db = in->db, .arena = in->arena, .version = version, .rule = rule, .person_id = of->person_id, .said = &of->said, .now = vd_change_now(in->change)};
    life_mets mets = {0};
    VD_TRY(life_guards_ask(&ask, &mets));
    VD_EACH(met, &mets)
        if (!met->met)
            return refuse(in, VD_INVALID, "%.*s", VD_SARG(met->said));
    return VD_OK;
}

enum vd_err life_step(struct vd_change *change, const struct life_stepping *of, struct life_stepped *ret)
{
    struct stepping in = {.change = change, .db = vd_change_db(change), .arena = vd_change_arena(change), .said = &of->said, .person_id = of->person_id, .ret = ret};
    struct life_version_row version;
    int64_t id = of->version_id;
    VD_TRY(life_get(in.db, in.arena, vd_change_entity(change), id, &version));
    const struct life_plan_transitions *rule = life_rule(&version, of->event);
    VD_TRY(judge(&in, of, &version, rule));
    bool publishes = vd_str_is(rule->to, "publicado");
    if (publishes)
        VD_TRY(replace_others(&in, &version));
    if (vd_str_is(rule->of, "cambio"))
        VD_TRY(begin_next(&in, &version, rule, &id));
    else
        VD_TRY(move(&in, &version, rule, publishes));
    if (publishes)
        VD_TRY(agenda_build(change, id));
    vd_change_subject(change, id);
    struct vd_json *data = vd_change_data(change);
    VD_JSON_STR(data, "plan", version.title);
    VD_JSON_STR(data, "step", rule->event);
    VD_TRY(life_get(in.db, in.arena, version.entity_id, id, &ret->version));
    return life_tell(change, &ret->version, rule, of->person_id);
}

/* ---- the first version */

static const struct life_plan_transitions *first_rule(void)
{
    for (size_t i = 0; i < life_plan_transitions_n; i++)
        if (vd_str_is(life_plan_transitions[i].event, "crear"))
            return &life_plan_transitions[i];
    return NULL;
}

/* Also the number: versions of a family and year are counted together, because an address names them so. */
static enum vd_err no_other(struct stepping *in, const struct law_instruments *instrument, int64_t vigencia, int64_t *ret_no)
{
    life_family family = {0};
    VD_TRY(life_family_of(in->db, in->arena, vd_change_entity(in->change), instrument->path_word, vigencia, &family));
    VD_EACH(other, &family)
        if (life_is_live(other->state) || life_is_public(other->state))
            return refuse(in, VD_CONFLICT, "Ya hay un plan de %" PRId64 " (versión %" PRId64 ", %s). Siga con ese, o retírelo antes de empezar otro.", vigencia, other->no,
                          life_state_word(other->state));
    *ret_no = family.n ? family.v[0].no + 1 : 1;
    return VD_OK;
}

static enum vd_err plan_of(struct stepping *in, const struct law_instruments *instrument, int64_t vigencia, int64_t *ret_id)
{
    struct life_plan_row known;
    enum vd_err err = life_plan_one(in->db, in->arena, vd_change_entity(in->change), instrument->code, vigencia, &known);
    if (err == VD_OK)
        *ret_id = known.id;
    if (err != VD_NOT_FOUND)
        return err;
    struct row_plan plan = {.entity_id = vd_change_entity(in->change), .id = vd_change_id(in->change), .instrument = instrument->code, .vigencia = vigencia,
        .title = plan_import_title(in->arena, instrument->name, (int)vigencia)};
    *ret_id = plan.id;
    return vd_change_put(in->change, &T_plan, &plan);
}

enum vd_err life_begin(struct vd_change *change, const struct life_beginning *of, struct life_stepped *ret)
{
    const struct life_said said = {.reason = of->reason};
    struct stepping in = {.change = change, .db = vd_change_db(change), .arena = vd_change_arena(change), .said = &said, .person_id = of->person_id, .ret = ret};
    const struct law_instruments *instrument = plan_law_instrument(of->instrument);
    const struct life_plan_transitions *rule = first_rule();
    struct row_plan_version row = {.entity_id = vd_change_entity(change), .state = rule->to, .created_at = vd_change_now(change)};
    if (!instrument)
        return refuse(&in, VD_INVALID, "Elija una clase de plan de la lista.");
    VD_TRY(life_right(in.db, in.arena, row.entity_id, of->person_id, row.created_at, rule->right));
    VD_TRY(no_other(&in, instrument, of->vigencia, &row.no));
    VD_TRY(plan_of(&in, instrument, of->vigencia, &row.plan_id));
    row.id = vd_change_id(change);
    VD_TRY(vd_change_put(change, &T_plan_version, &row));
    VD_TRY(put_step(&in, &row, 1, rule, (struct vd_str){0}));
    vd_change_subject(change, row.id);
    return life_get(in.db, in.arena, row.entity_id, row.id, &ret->version);
}
