/* SPDX-License-Identifier: Apache-2.0 */
/* The format of the SUIT for the rationalization of trámites: number, name, how it is today, improvement, benefit, kind and action,
 * besides responsible and dates. It has no column of activities. The improvement says what will be done and stands in for it; where
 * there is none, the action, which is a word of a closed list («Trámite total en línea») that several rows may repeat. */
#include "features/plan/read/plan_reader.h"

enum { TELLING_LEAST = 2 };

bool reader_is_tramite_field(enum plan_field field) { return field >= PLAN_FIELD_TRAMITE && field < PLAN_FIELD_COUNT; }

/* Its name and its number are not enough: any matrix may have a column «Nombre». */
bool reader_has_tramites(const bool *has)
{
    int telling = 0;
    for (enum plan_field field = PLAN_FIELD_TRAMITE_CURRENT; field < PLAN_FIELD_COUNT; field++)
        telling += has[field];
    return telling >= TELLING_LEAST && (has[PLAN_FIELD_ACTIVITY] || has[PLAN_FIELD_TRAMITE_IMPROVEMENT] || has[PLAN_FIELD_TRAMITE_ACTION]);
}

static bool known_as(const struct plan_heading *heading, const char *text) { return heading->known_as && strcmp(heading->known_as, text) == 0; }

static void rename_field(struct columns *columns, struct plan_heading *headings, int col, enum plan_field field)
{
    columns->field_of[col] = headings[col].field = field;
}

static void forget(struct columns *columns, struct plan_heading *headings)
{
    for (int col = 0; col < columns->n; col++)
        if (reader_is_tramite_field(columns->field_of[col])) {
            rename_field(columns, headings, col, PLAN_FIELD_NONE);
            headings[col].guessed = false;
        }
}

static enum plan_field stands_in(const bool *has)
{
    return has[PLAN_FIELD_ACTIVITY] ? PLAN_FIELD_NONE : has[PLAN_FIELD_TRAMITE_IMPROVEMENT] ? PLAN_FIELD_TRAMITE_IMPROVEMENT : PLAN_FIELD_TRAMITE_ACTION;
}

void reader_settle_tramites(struct columns *columns, struct plan_heading *headings)
{
    bool has[PLAN_FIELD_COUNT] = {0};
    for (int col = 0; col < columns->n; col++)
        has[columns->field_of[col]] = true;
    if (!reader_has_tramites(has)) {
        forget(columns, headings);
        return;
    }
    has[PLAN_FIELD_ACTIVITY] = false;
    for (int col = 0; col < columns->n; col++) {
        if (known_as(&headings[col], "accion"))
            rename_field(columns, headings, col, PLAN_FIELD_TRAMITE_ACTION);
        if ((known_as(&headings[col], "numero") || known_as(&headings[col], "codigo")) && !has[PLAN_FIELD_TRAMITE_CODE])
            rename_field(columns, headings, col, PLAN_FIELD_TRAMITE_CODE);
        has[columns->field_of[col]] = true;
    }
    columns->activity_is = stands_in(has);
    for (int col = 0; col < columns->n && columns->activity_is != PLAN_FIELD_NONE; col++)
        if (columns->field_of[col] == columns->activity_is)
            columns->field_of[col] = PLAN_FIELD_ACTIVITY;
}

/* A trámite merged over several rows is of each of them; its cell is kept with the first. */
void reader_tramite_row(struct reader *r, const struct row *row)
{
    struct draft_activity *activity = &r->draft->activities.v[r->activity];
    for (enum plan_field field = PLAN_FIELD_TRAMITE; field < PLAN_FIELD_COUNT; field++) {
        struct vd_str text = reader_merged_text(r, row, field);
        if (field == r->columns.activity_is)
            text = vd_str_squeeze(r->arena, row->text[PLAN_FIELD_ACTIVITY]);
        activity->tramite[field - PLAN_FIELD_TRAMITE] = text.n ? text : (struct vd_str){0};
        if (row->of[field])
            reader_put_cell(r, row->of[field], field, r->activity, (struct vd_str){0}, "leido");
    }
}
