/* SPDX-License-Identifier: Apache-2.0 */
/* Drafts, what is sent, corrections. */
#include "core/notice.h"
#include "features/monitoring/monitoring_change.h"

struct vd_str monitoring_seen(struct vd_arena *arena, const struct monitoring_line *l, const struct row_report *draft)
{
    if (!draft)
        return l->last ? vd_str_printf(arena, "reporte-%" PRId64, l->last->no) : VD_S("");
    unsigned char hash[32];
    char *hex = vd_alloc(arena, 2 * 16 + 1);
    vd_row_hash(&T_report, draft, hash);
    vd_hex(hex, hash, 16);
    return vd_str_of(hex);
}

struct saving {
    struct vd_change *change;
    struct staff_write *write;
    const struct monitoring_saving *of;
    struct vd_db *db;
    struct vd_arena *arena;
    int64_t entity_id;
    struct life_version_row version;
    struct monitoring_line line;
    struct row_report row, replaced; /* replaced.id 0: nothing */
    bool is_new;
};

static enum vd_err open_line(struct saving *s)
{
    struct vd_who who = {.person_id = s->of->person_id};
    monitoring_lines lines = {0};
    enum vd_err err = life_get(s->db, s->arena, s->entity_id, s->of->version_id, &s->version);
    if (err == VD_OK && !vd_str_is(s->version.state, "publicado"))
        return staff_refuse(s->write, VD_CONFLICT, "El plan cambió mientras usted escribía: abra otra vez la página y reporte sobre la versión vigente.");
    VD_TRY(err);
    const struct monitoring_of of = {s->db, s->arena, s->entity_id, s->version.plan_id, s->of->activity_key, vd_change_now(s->change)};
    VD_TRY(monitoring_lines_of(&of, s->version.id, vd_date_in_bogota(of.at), &lines));
    if (!lines.n)
        return VD_NOT_FOUND;
    s->line = lines.v[0];
    VD_TRY(vd_posts_of(s->db, s->arena, s->entity_id, s->of->person_id, vd_date_in_bogota(of.at), &who));
    return monitoring_may_report(&who, &s->line) ? VD_OK : staff_refuse(s->write, VD_DENIED, "Usted reporta las actividades de su dependencia; de esta responde otra.");
}

/* ---- the row */

static enum vd_err open_replaced(struct saving *s, int64_t id)
{
    bool stands = false;
    s->replaced = (struct row_report){.entity_id = s->entity_id, .id = id};
    VD_TRY(vd_row_get(s->db, s->arena, &T_report, &s->replaced));
    VD_EACH(r, &s->line.reports)
        stands = stands || (r->id == id && monitoring_stands(r, vd_change_now(s->change)));
    return stands ? VD_OK : staff_refuse(s->write, VD_CONFLICT, "Ese reporte ya fue corregido por otro. Abra otra vez la página.");
}

static enum vd_err open_row(struct saving *s)
{
    const struct monitoring_report_row *draft = s->line.draft;
    if (draft) {
        s->row = (struct row_report){.entity_id = s->entity_id, .id = draft->id};
        VD_TRY(vd_row_get(s->db, s->arena, &T_report, &s->row));
        if (!vd_str_eq(monitoring_seen(s->arena, &s->line, &s->row), s->of->seen))
            return VD_CONFLICT;
        return s->row.replaces_id.has ? open_replaced(s, s->row.replaces_id.v) : VD_OK;
    }
    if (!vd_str_eq(monitoring_seen(s->arena, &s->line, NULL), s->of->seen))
        return VD_CONFLICT;
    s->is_new = true;
    s->row = (struct row_report){.entity_id = s->entity_id, .id = vd_change_id(s->change), .plan_id = s->version.plan_id, .activity_key = s->of->activity_key,
        .no = s->line.reports.n ? s->line.reports.v[s->line.reports.n - 1].no + 1 : 1, .state = VD_S("borrador")};
    if (!s->of->corrects)
        return VD_OK;
    s->row.replaces_id = vd_some(s->of->corrects);
    return open_replaced(s, s->of->corrects);
}

/* What it reports of: what was chosen; else what the report that it corrects was of, or the earliest that is owed. */
static enum vd_err answer(struct saving *s)
{
    const struct monitoring_of of = {.at = vd_change_now(s->change)};
    const struct row_report *t = &s->of->typed;
    s->row.obligation_id = s->of->chose ? t->obligation_id : s->replaced.obligation_id;
    if (!s->of->chose && !s->row.obligation_id.has && monitoring_owed(&s->line))
        s->row.obligation_id = vd_some(monitoring_owed(&s->line)->id);
    if (!s->row.obligation_id.has || (!s->of->chose && s->row.obligation_id.v == s->replaced.obligation_id.v))
        return VD_OK;
    VD_EACH(o, &s->line.obligations)
        if (o->id == s->row.obligation_id.v && monitoring_is_open(&of, &s->line, o, s->replaced.id))
            return VD_OK;
    return staff_refuse(s->write, VD_CONFLICT, "Lo que usted eligió reportar ya lo reportó otra persona, o ya no se pide. Abra otra vez la página.");
}

static void fill(struct saving *s)
{
    const struct row_report *t = &s->of->typed;
    s->row.is_accumulated = t->is_accumulated;
    s->row.numerator_u6 = t->numerator_u6;
    s->row.denominator_u6 = t->denominator_u6;
    s->row.not_applicable = t->not_applicable;
    s->row.done_on = t->done_on;
    s->row.narrative = t->narrative;
    s->row.difficulties = t->difficulties;
    s->row.person_id = s->of->person_id;
}

/* ---- evidence */

/* A correction begins with the evidence of what it corrects. */
static enum vd_err carry(struct saving *s)
{
    monitoring_evidences before = {0};
    if (!s->is_new || !s->replaced.id)
        return VD_OK;
    VD_TRY(monitoring_evidence_of(s->db, s->arena, s->entity_id, s->replaced.id, &before));
    VD_EACH(e, &before) {
        const struct row_evidence row = {.entity_id = s->entity_id, .id = vd_change_id(s->change), .report_id = s->row.id, .kind = e->kind, .title = e->title, .dated_on = e->dated_on,
            .attachment_id = e->attachment_id, .url = e->url, .classification = e->classification, .state = VD_S("adjunta")};
        if (e->id != s->of->drop)
            VD_TRY(vd_change_put(s->change, &T_evidence, &row));
    }
    return VD_OK;
}

static enum vd_err add(struct saving *s, const struct monitoring_piece *piece)
{
    struct row_evidence row = {.entity_id = s->entity_id, .id = vd_change_id(s->change), .report_id = s->row.id, .kind = vd_str_of(piece->kind), .title = piece->title,
        .dated_on = piece->dated_on, .url = piece->url, .classification = documents_class_code(piece->classification), .state = VD_S("adjunta")};
    if (piece->file.kind) {
        const struct documents_attaching of = {.subject_kind = MONITORING_SUBJECT, .subject_id = s->row.id, .classification = piece->classification, .person_id = s->of->person_id};
        int64_t attachment;
        VD_TRY(documents_attach(s->change, &piece->file, &of, &attachment));
        row.attachment_id = vd_some(attachment);
    }
    return vd_change_put(s->change, &T_evidence, &row);
}

static enum vd_err drop(struct saving *s)
{
    monitoring_evidences now = {0};
    if (!s->of->drop || s->is_new)
        return VD_OK;
    VD_TRY(monitoring_evidence_of(s->db, s->arena, s->entity_id, s->row.id, &now));
    VD_EACH(e, &now) {
        struct row_evidence row = {.entity_id = s->entity_id, .id = e->id};
        if (e->id != s->of->drop)
            continue;
        VD_TRY(vd_row_get(s->db, s->arena, &T_evidence, &row));
        return vd_change_remove(s->change, &T_evidence, &row);
    }
    return staff_refuse(s->write, VD_CONFLICT, "Esa evidencia ya no está en el reporte.");
}

static enum vd_err write_evidence(struct saving *s)
{
    VD_TRY(carry(s));
    VD_TRY(drop(s));
    for (size_t i = 0; i < VD_COUNT(s->of->pieces); i++)
        if (s->of->pieces[i].kind)
            VD_TRY(add(s, &s->of->pieces[i]));
    return VD_OK;
}

/* ---- sending */

static enum vd_err tell_planning(const struct saving *s)
{
    const struct vd_notice notice = {s->entity_id, vd_str_printf(s->arena, "%.*s reportó el avance de %.*s, %.*s", VD_SARG(s->line.activity.lead.n ? s->line.activity.lead : VD_S("Una dependencia")),
        VD_SARG(s->line.activity.address), VD_SARG(life_title(s->arena, &s->version))), vd_str_printf(s->arena, "%.*s/%" PRId64, VD_SARG(s->of->page), s->row.id)};
    return vd_notice_put_right(s->db, s->arena, &notice, "seguimiento.revisar", (struct vd_oint){0}, s->of->person_id, vd_change_now(s->change));
}

/* How far it comes with it. */
static struct monitoring_progress progress_with(const struct saving *s)
{
    const struct monitoring_of of = {s->db, s->arena, s->entity_id, s->version.plan_id, s->of->activity_key, vd_change_now(s->change)};
    struct monitoring_said said = {.no = INT64_MAX, .accumulated = s->row.is_accumulated, .not_applicable = s->row.not_applicable.n > 0,
        .numerator_u6 = s->row.numerator_u6, .denominator_u6 = s->row.denominator_u6};
    const struct vd_date today = vd_date_in_bogota(of.at);
    if (!vd_date_from_iso(s->row.done_on, &said.done_on))
        said.done_on = today;
    return monitoring_progress_with(&of, &s->line, &said, s->replaced.id, today);
}

/* The last thing that is asked of the year, of which some time is left: below the target it is a part. */
static bool may_be_part(const struct saving *s, int64_t obligation_id)
{
    const struct vd_date today = vd_date_in_bogota(vd_change_now(s->change));
    const struct monitoring_obligation *last = NULL;
    VD_EACH(o, &s->line.obligations)
        if (!o->cancelled)
            last = o;
    return last && last->id == obligation_id && !last->label.n && vd_date_days(last->due) > vd_date_days(today);
}

/* What was to be a part was the last one, or what was to be the last one is a part. A ceiling is kept or not at the end alone. */
static void settle_answer(struct saving *s)
{
    const struct monitoring_progress p = progress_with(s);
    if (!p.percent || s->line.measure.lower_better || s->row.not_applicable.n)
        return;
    bool whole = mpq_cmp_si(p.percent, 100, 1) >= 0;
    if (!s->row.obligation_id.has && whole && monitoring_owed(&s->line))
        s->row.obligation_id = vd_some(monitoring_owed(&s->line)->id);
    else if (s->row.obligation_id.has && !whole && may_be_part(s, s->row.obligation_id.v))
        s->row.obligation_id = (struct vd_oint){0};
}

/* Each is kept for ever and read by whoever reviews and verifies. */
static enum vd_err not_too_many(const struct saving *s)
{
    const int64_t today = vd_date_days(vd_date_in_bogota(vd_change_now(s->change)));
    int n = 0;
    VD_EACH(r, &s->line.reports)
        n += r->sent_at.has && vd_date_days(vd_date_in_bogota(r->sent_at.v)) == today;
    return n < MONITORING_A_DAY ? VD_OK : staff_refuse(s->write, VD_INVALID, "Hoy ya se enviaron %d reportes de esta actividad, los que recibe en un día. Lo que escribió sigue aquí: guárdelo como borrador y envíelo mañana.", n);
}

static enum vd_err send(struct saving *s)
{
    monitoring_evidences evidence = {0};
    VD_TRY(not_too_many(s));
    VD_TRY(monitoring_evidence_of(s->db, s->arena, s->entity_id, s->row.id, &evidence));
    if (!evidence.n && monitoring_asks_evidence(&s->line.measure, s->row.not_applicable, s->row.numerator_u6))
        return staff_refuse(s->write, VD_INVALID, "Falta la evidencia: agregue un archivo, un enlace o un acta y vuelva a enviarlo.");
    settle_answer(s);
    s->row.state = VD_S("enviado");
    s->row.sent_at = vd_some(vd_change_now(s->change));
    VD_TRY(vd_change_put(s->change, &T_report, &s->row));
    if (s->replaced.id && !vd_str_is(s->replaced.state, "devuelto")) { /* that it was sent back stays said */
        s->replaced.state = VD_S("reemplazado");
        VD_TRY(vd_change_put(s->change, &T_report, &s->replaced));
    }
    return tell_planning(s);
}

enum vd_err monitoring_save(struct vd_change *change, struct staff_write *write)
{
    struct saving s = {.change = change, .write = write, .of = write->arg, .db = vd_change_db(change), .arena = vd_change_arena(change), .entity_id = vd_change_entity(change)};
    VD_TRY(open_line(&s));
    VD_TRY(open_row(&s));
    fill(&s);
    VD_TRY(answer(&s));
    if (!s.of->send || s.is_new)
        VD_TRY(vd_change_put(change, &T_report, &s.row));
    VD_TRY(write_evidence(&s));
    if (s.of->send)
        VD_TRY(send(&s));
    vd_change_subject(change, s.row.id);
    VD_JSON_STR(vd_change_data(change), "activity", s.line.activity.address);
    VD_JSON_I64(vd_change_data(change), "number", s.row.no);
    vd_change_result_set(change, vd_str_printf(s.arena, "%" PRId64, s.row.id));
    return VD_OK;
}
