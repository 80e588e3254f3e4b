/* SPDX-License-Identifier: Apache-2.0 */
/* A report is filled from the rows of its cut-off, which do not change once it is frozen, and from the rules of followup_rules.h. */
#include "core/rights.h"
#include "features/official/official_data.h"

struct filling {
    const struct official_of *of;
    struct vd_arena *arena;
    struct official_read *read;
};

struct vd_str official_counted(struct vd_arena *arena, int64_t n, const char *one, const char *many) { return vd_str_printf(arena, "%" PRId64 " %s", n, n == 1 ? one : many); }

struct vd_str official_role_word(struct vd_str role)
{
    const struct vd_law_roles *law = vd_role_find(role);
    return law ? law->name : role;
}

static struct vd_str hex_of(struct vd_arena *arena, struct vd_str hash)
{
    char hex[65];
    if (hash.n != 32)
        return (struct vd_str){0};
    vd_hex(hex, (const unsigned char *)hash.p, 32);
    return vd_str_dup(arena, vd_str_of(hex));
}

static struct vd_str zone_of(const struct followup_figure *f) { return f->absent ? (struct vd_str){0} : vd_str_of(followup_zone_name(f->zone)); }
static struct followup_figure figure_of(const struct filling *f, enum followup_method method, int group)
{
    return followup_figure_of(f->arena, &f->read->sheet.input, &f->read->sides.by[f->read->basis], method, group);
}
static int64_t whole(mpq_srcptr value) { return value ? mpz_get_si(mpq_numref(value)) : 0; } /* of a count */

/* ---- the basis that rules: what Control Interno verified, before that what planning reviewed, else what was declared; an imported sheet
 * declares, whatever else was read of it. */
static enum followup_basis basis_of(const struct official_read *read)
{
    if (vd_str_is(read->head.state, "importado"))
        return FOLLOWUP_DECLARED;
    return read->sides.by[FOLLOWUP_VERIFIED].there ? FOLLOWUP_VERIFIED : read->sides.by[FOLLOWUP_REVIEWED].there ? FOLLOWUP_REVIEWED : FOLLOWUP_DECLARED;
}

/* ---- the guide's format */

enum { MOST_NAMED = 15 };

static void say(const struct filling *f, struct vd_str *text, struct vd_str more)
{
    *text = text->n ? vd_str_printf(f->arena, "%.*s %.*s", VD_SARG(*text), VD_SARG(more)) : more;
}

/* «Sin cumplir: 1.2, 1.4.» */
static void say_unfulfilled(const struct filling *f, int group, struct vd_str *text)
{
    const struct followup_side *side = &f->read->sides.by[f->read->basis];
    struct vd_str named = {0};
    int64_t n = 0;
    for (size_t i = 0; i < f->read->sheet.lines.n; i++) {
        const struct followup_row *row = &f->read->sheet.input.rows.v[i];
        const struct followup_mark *mark = &side->marks[i];
        if (row->group != group || mark->place != FOLLOWUP_COUNTS || (!row->lacks_evidence && mpq_cmp_si(mark->percent, 100, 1) >= 0))
            continue;
        if (n++ < MOST_NAMED)
            named = vd_str_printf(f->arena, "%.*s%s%.*s", VD_SARG(named), named.n ? ", " : "", VD_SARG(f->read->sheet.lines.v[i].address));
    }
    if (n > MOST_NAMED)
        named = vd_str_printf(f->arena, "%.*s y %" PRId64 " más", VD_SARG(named), n - MOST_NAMED);
    if (n)
        say(f, text, vd_str_printf(f->arena, "Sin cumplir: %.*s.", VD_SARG(named)));
}

static struct vd_str component_remarks(const struct filling *f, int group, const struct followup_figure *figure)
{
    struct vd_str text = {0};
    int64_t later = 0, out = 0;
    if (figure->absent)
        text = vd_str_printf(f->arena, "Sin dato: %s.", followup_absent_words(figure));
    for (size_t i = 0; i < f->read->sheet.lines.n; i++)
        if (f->read->sheet.input.rows.v[i].group == group && f->read->sides.by[f->read->basis].there) {
            enum followup_place place = f->read->sides.by[f->read->basis].marks[i].place;
            later += place == FOLLOWUP_OUT_NOT_DUE;
            out += place != FOLLOWUP_OUT_NOT_DUE && place != FOLLOWUP_COUNTS;
        }
    if (!figure->absent)
        say_unfulfilled(f, group, &text);
    if (figure->unreported)
        say(f, &text, vd_str_printf(f->arena, "Sin reporte: %d.", figure->unreported));
    if (later)
        say(f, &text, vd_str_printf(f->arena, "Todavía no debían estar hechas: %" PRId64 ".", later));
    if (out)
        say(f, &text, vd_str_printf(f->arena, "No cuentan por otra razón: %" PRId64 ".", out));
    return text;
}

static void fill_components(const struct filling *f)
{
    struct official_report *report = &f->read->report;
    for (int g = 0; g < f->read->sheet.input.groups; g++) {
        struct followup_figure figure = figure_of(f, FOLLOWUP_M1, g);
        *VD_PUSH(f->arena, &report->components) = (struct official_component){.code = f->read->sheet.components.v[g].code, .name = f->read->sheet.components.v[g].name,
            .programmed = whole(figure.denominator), .fulfilled = whole(figure.numerator), .percent = followup_percent_u6(f->arena, figure.percent), .zone = zone_of(&figure),
            .remarks = component_remarks(f, g, &figure)};
    }
    struct followup_figure all = figure_of(f, FOLLOWUP_M1, -1), mean = figure_of(f, FOLLOWUP_M2, -1);
    report->programmed = whole(all.denominator);
    report->fulfilled = whole(all.numerator);
    report->percent = followup_percent_u6(f->arena, all.percent);
    report->zone = zone_of(&all);
    report->mean = followup_percent_u6(f->arena, mean.percent);
    report->mean_zone = zone_of(&mean);
}

/* ---- the detail */

static struct vd_str counts_of(const struct followup_mark *mark)
{
    static const char *const names[FOLLOWUP_PLACES] = {"cuenta", "no_vencida", "no_aplica", "retirada", "sin_valor", "ambiguo", "meta_cero"};
    return vd_str_of(mark->unreported ? "sin_reporte" : names[mark->place]);
}

/* What rules less what was declared: what was verified, and in imported history what follows from achieved and target. */
static struct vd_oint difference_of(const struct filling *f, const struct official_row *row)
{
    enum followup_basis other = f->read->basis == FOLLOWUP_DECLARED ? FOLLOWUP_RECOMPUTED : f->read->basis;
    const struct vd_oint *said = &row->percents[FOLLOWUP_DECLARED], *rules = &row->percents[other];
    return said->has && rules->has ? vd_some(rules->v - said->v) : (struct vd_oint){0};
}

static void fill_rows(const struct filling *f)
{
    const struct followup_sheet *sheet = &f->read->sheet;
    const struct followup_side *rules = &f->read->sides.by[f->read->basis];
    for (size_t i = 0; i < sheet->lines.n; i++) {
        const struct followup_line_row *line = &sheet->lines.v[i];
        struct official_row row = {.row = (int64_t)i + 1, .activity = line->address, .component = line->component_code, .component_name = line->component_name, .description = line->description,
            .unit = line->unit, .target = line->target, .achieved = line->achieved, .achieved_text = line->achieved_raw, .difference_reason = line->difference_reason, .verdict = line->verdict,
            .nonconformity = line->nonconformity, .remarks = line->remarks, .lacks_evidence = line->lacks_evidence, .silent = f->read->sides.by[FOLLOWUP_DECLARED].marks[i].unreported, .group = sheet->input.rows.v[i].group};
        for (int b = 0; b < FOLLOWUP_BASES; b++)
            if (f->read->sides.by[b].there && !f->read->sides.by[b].marks[i].unreported)
                row.percents[b] = followup_percent_u6(f->arena, f->read->sides.by[b].marks[i].percent);
        row.difference = difference_of(f, &row);
        if (rules->there) {
            row.counts = counts_of(&rules->marks[i]);
            row.zone = rules->marks[i].percent ? vd_str_of(followup_zone_name(followup_zone_of(rules->marks[i].percent))) : (struct vd_str){0};
        }
        *VD_PUSH(f->arena, &f->read->report.activities) = row;
    }
}

/* The row of an activity, at or after *at: every list has the order of the plan. */
static struct official_row *go_to(const struct filling *f, int64_t key, size_t *at)
{
    const struct followup_sheet *sheet = &f->read->sheet;
    size_t i = *at;
    while (i < sheet->lines.n && sheet->lines.v[i].activity_key != key)
        i++;
    if (i == sheet->lines.n)
        return NULL;
    *at = i;
    return &f->read->report.activities.v[i];
}

static enum vd_err read_goals(const struct filling *f)
{
    VD_AUTO_STMT struct vd_stmt *st = official_activity_open(f->of->db, f->of->entity_id, f->read->head.version_id);
    struct official_activity_row a;
    for (size_t at = 0; official_activity_next(st, f->arena, &a);) {
        struct official_row *row = go_to(f, a.key, &at);
        if (row)
            row->goal = a.goal.n ? a.goal : a.product;
    }
    return vd_done(st);
}

static enum vd_err read_units(const struct filling *f)
{
    VD_AUTO_STMT struct vd_stmt *st = official_unit_open(f->of->db, f->of->entity_id, f->read->head.version_id);
    struct official_unit_row unit;
    for (size_t at = 0; official_unit_next(st, f->arena, &unit);) {
        struct official_row *row = go_to(f, unit.key, &at);
        if (row)
            row->responsible = row->responsible.n ? vd_str_printf(f->arena, "%.*s; %.*s", VD_SARG(row->responsible), VD_SARG(unit.name)) : unit.name;
    }
    return vd_done(st);
}

static const char *evidence_word(struct vd_str state)
{
    static const struct { const char *code, *word; } words[] = {{"adjunta", "sin revisar"}, {"aceptada", "aceptado por planeación"}, {"devuelta", "devuelto por planeación"},
        {"verificada", "verificado"}, {"no_conforme", "no conforme"}};
    for (size_t i = 0; i < VD_COUNT(words); i++)
        if (vd_str_is(state, words[i].code))
            return words[i].word;
    return "";
}

static enum vd_err read_evidence(const struct filling *f)
{
    VD_AUTO_STMT struct vd_stmt *st = official_evidence_open(f->of->db, f->of->entity_id, f->of->cutoff_id);
    struct official_evidence_row e;
    for (size_t at = 0; official_evidence_next(st, f->arena, &e);) {
        struct official_row *row = go_to(f, e.key, &at);
        struct vd_date on;
        if (!row)
            continue;
        struct vd_str said = vd_str_printf(f->arena, "%.*s%s%.*s (%s)", VD_SARG(e.is_public ? e.title : VD_S("Soporte que no es público")), vd_date_from_iso(e.dated_on, &on) ? ", " : "",
            VD_SARG(vd_date_from_iso(e.dated_on, &on) ? vd_date_dmy(f->arena, on) : VD_S("")), evidence_word(e.state));
        row->evidence = row->evidence.n ? vd_str_printf(f->arena, "%.*s; %.*s", VD_SARG(row->evidence), VD_SARG(said)) : said;
    }
    return vd_done(st);
}

/* ---- who signed, what was corrected later */

static enum vd_err read_signs(const struct filling *f)
{
    VD_AUTO_STMT struct vd_stmt *st = official_sign_open(f->of->db, f->of->entity_id, f->of->cutoff_id);
    struct official_sign_row sign;
    while (official_sign_next(st, f->arena, &sign))
        *VD_PUSH(f->arena, &f->read->report.signatures) =
            (struct official_signature){sign.name, official_role_word(sign.role), vd_us_iso(f->arena, sign.at), hex_of(f->arena, sign.head)};
    return vd_done(st);
}

static enum vd_err read_notes(const struct filling *f)
{
    VD_AUTO_STMT struct vd_stmt *st = official_note_open(f->of->db, f->of->entity_id, f->of->cutoff_id);
    struct official_note_row note;
    while (official_note_next(st, f->arena, &note)) {
        *VD_PUSH(f->arena, &f->read->report.corrections) = (struct official_correction){note.no, note.address, note.body, note.name, vd_us_iso(f->arena, note.at)};
        f->read->at = note.at > f->read->at ? note.at : f->read->at;
    }
    return vd_done(st);
}

/* ---- the head */

static struct vd_date day_of(struct vd_str iso)
{
    struct vd_date day = {0};
    return vd_date_from_iso(iso, &day) ? day : (struct vd_date){0};
}

static void fill_head(const struct filling *f)
{
    const struct official_cutoff_row *head = &f->read->head;
    struct official_report *report = &f->read->report;
    *report = (struct official_report){.entity = head->slug, .entity_name = head->entity_name, .plan = head->title, .vigencia = head->vigencia, .version = head->version_no, .no = head->no,
        .cut_on = day_of(head->cut_on), .sheet_on = day_of(head->sheet_on), .reports_until = day_of(head->reports_until), .publish_by = day_of(head->publish_by),
        .published_on = f->of->published_on.year ? f->of->published_on : day_of(head->published_on), .state = f->of->published_on.year ? VD_S("publicado") : head->state,
        .method = VD_S("M1"), .frozen_head = hex_of(f->arena, head->frozen_head), .source = hex_of(f->arena, head->source)};
    if (head->frozen_at.has)
        report->frozen_at = vd_us_iso(f->arena, head->frozen_at.v);
    if (report->publish_by.year && report->published_on.year && vd_date_days(report->published_on) > vd_date_days(report->publish_by))
        report->days_late = vd_some(vd_date_days(report->published_on) - vd_date_days(report->publish_by));
    f->read->path_word = head->path_word;
    f->read->at = f->of->published_at ? f->of->published_at : head->published_at.has ? head->published_at.v : head->frozen_at.has ? head->frozen_at.v : head->version_at;
}

enum vd_err official_data_read(const struct official_of *of, struct official_read *ret)
{
    const struct filling f = {.of = of, .arena = of->arena, .read = ret};
    *ret = (struct official_read){0};
    VD_TRY(official_cutoff_one(of->db, of->arena, of->entity_id, of->cutoff_id, &ret->head));
    fill_head(&f);
    ret->sheet = (struct followup_sheet){.there = true, .title = ret->head.title, .cut_on = ret->report.cut_on, .sheet_on = ret->report.sheet_on, .printed_mean = ret->head.printed_mean,
                                         .state = ret->head.state};
    VD_TRY(followup_lines_get(of->db, of->arena, of->entity_id, of->cutoff_id, &ret->sheet));
    ret->sides = followup_sides_of(of->arena, &ret->sheet);
    ret->basis = basis_of(ret);
    ret->report.basis = vd_str_of(followup_basis_name(ret->basis));
    fill_components(&f);
    fill_rows(&f);
    VD_TRY(read_goals(&f));
    VD_TRY(read_units(&f));
    VD_TRY(read_evidence(&f));
    VD_TRY(read_signs(&f));
    return read_notes(&f);
}
