/* SPDX-License-Identifier: Apache-2.0 */
/* Requests to change a version in force: judged by their kind and by the editor, answered by another person, written once, and never
 * over what somebody else wrote. */
#include "features/amendment/amendment_log.h"
#include "features/amendment/amendment_request.h"
#include "features/life/life_testing.h"

const struct life_guard life_guards[] = {{"informados", amendment_told_all}, {"sesion_decidida", other}, {"borrador_sin_errores", other}, {"consulta_preparada", other}, {"aportes_respondidos", other}, {NULL, NULL}};
const struct life_place life_places[] = {{NULL, NULL, NULL, NULL}};

static enum vd_err asking(struct vd_change *change, struct world *w VD_UNUSED, void *arg) { return amendment_ask(change, arg); }
static enum vd_err answering(struct vd_change *change, struct world *w VD_UNUSED, void *arg) { return amendment_answer(change, arg); }
static enum vd_err telling(struct vd_change *change, struct world *w VD_UNUSED, void *arg) { return amendment_tell(change, arg); }

/* Of the second line alone. */
static int64_t planner(const struct world *w)
{
    for (size_t i = 0; i < vd_law_roles_n; i++)
        if (vd_str_is(vd_law_roles[i].code, "planeacion"))
            return w->with_role[i];
    return 0;
}

static const struct row_activity *activity_of(struct world *w, int64_t version) { return row_of(w, &T_activity, version); }

/* What the row says now, with one field otherwise. */
static struct amendment_asking wish(struct world *w, int64_t version, const char *kind, const char *field, const char *to)
{
    struct amendment_asking of = {.person_id = w->person[SECOND], .version_id = version, .activity_key = activity_of(w, version)->key, .kind = vd_str_of(kind), .motive = VD_S("hace falta")};
    assert_int_equal(editor_typed_now(w->fx->db, w->fx->arena, (struct editor_at){w->entity, version, of.activity_key}, &of.typed), VD_OK);
    if (field)
        *editor_field_in(&of.typed, editor_field_named(vd_str_of(field))) = vd_str_of(to);
    return of;
}

static int64_t asked(struct world *w, int64_t version, const char *kind, const char *field, const char *to)
{
    struct amendment_asking of = wish(w, version, kind, field, to);
    size_t n;
    enum vd_err err = act(w, w->entity, "cambio.pedido", asking, &of);
    if (err != VD_OK)
        fail_msg("%s %s: %.*s", kind, to ? to : "", VD_SARG(of.problem));
    const struct row_change_request *rows = FIXTURE_ROWS(w->fx, change_request, w->entity, &n);
    return rows[n - 1].id;
}

static enum vd_err answer(struct world *w, int64_t request, int64_t person, struct amendment_answering *ret)
{
    *ret = (struct amendment_answering){.person_id = person, .request_id = request, .accepts = true, .answer = VD_S("sí")};
    return act(w, w->entity, "cambio.aceptado", answering, ret);
}

static struct row_change_request request(struct world *w, int64_t id)
{
    struct row_change_request row = {.entity_id = w->entity, .id = id};
    assert_int_equal(vd_row_get(w->fx->db, w->fx->arena, &T_change_request, &row), VD_OK);
    return row;
}

static void tell_all(struct world *w, int64_t version)
{
    static const char *const parties[] = {"control_interno", "servidores", "ciudadania"};
    for (size_t i = 0; i < VD_COUNT(parties); i++) {
        struct amendment_telling of = {.person_id = w->person[ALL], .version_id = version, .party = vd_str_of(parties[i]), .channel = VD_S("Correo"), .told_on = VD_S("2022-09-20")};
        assert_int_equal(act(w, w->entity, "cambio.informado", telling, &of), VD_OK);
    }
}

static void publish(struct world *w, int64_t version)
{
    struct life_stepped done;
    assert_int_equal(step(w, version, "someter", w->person[ALL], &done), VD_OK);
    assert_int_equal(step(w, version, "aprobar", w->person[SECOND], &done), VD_OK);
    refused_because(w, version, "publicar", w->person[ALL], "Falta registrar que se informó");
    tell_all(w, version);
    assert_int_equal(step(w, version, "publicar", w->person[ALL], &done), VD_OK);
}

static void a_request_is_judged_by_its_kind_and_as_the_editor_judges(void **state)
{
    struct world *w = *state;
    int64_t version = version_in(w, "publicado", false);
    static const struct { const char *kind, *field, *to, *wrong, *said; } cases[] = {
        {"cambiar", "meta", "2 mapas", NULL, NULL}, {"reprogramar", "fechas", "01/10/2022 a 31/10/2022", NULL, NULL}, {"corregir", "descripcion", "Actualizar el mapa de riesgos", NULL, NULL},
        {"retirar", NULL, NULL, NULL, NULL}, {"cambiar", NULL, NULL, "clase", "es lo que ya dice el plan"}, {"otra", "meta", "2 mapas", "clase", "Elija qué pide"},
        {"agregar", "meta", "2 mapas", "clase", "Elija qué pide"}, {"reprogramar", "meta", "2 mapas", "meta", "Eligió «Mover sus fechas»"}, {"corregir", "fechas", "31/10/2022", "fechas", "eso no cambia este dato"},
        {"retirar", "meta", "2 mapas", "meta", "eso no cambia este dato"}, {"cambiar", "fechas", "31/04/2022", "fechas", "31/04/2022"}, {"cambiar", "lider", "", "lider", "Diga qué dependencia lidera"}, {"cambiar", "lider", "de-otra-entidad", "lider", "Elija una dependencia de la lista"}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct amendment_asking of = wish(w, version, cases[i].kind, cases[i].field, cases[i].to);
        struct amendment_judged judged;
        assert_int_equal(amendment_judge(w->fx->db, w->fx->arena, w->entity, &of, (struct vd_date){2022, 3, 1}, &judged), VD_OK);
        const struct editor_wrong *first = judged.wrongs.n ? &judged.wrongs.v[0] : NULL;
        bool fits = cases[i].wrong ? first && strcmp(first->field, cases[i].wrong) == 0 && vd_str_find(first->said, vd_str_of(cases[i].said)) >= 0 : !first;
        if (!fits)
            fail_msg("case %zu: %s «%.*s»", i, first ? first->field : "-", VD_SARG(first ? first->said : VD_S("")));
        assert_false(judged.is_late);
    }
    struct amendment_asking of = wish(w, version, "reprogramar", "fechas", "31/10/2022");
    struct amendment_judged judged;
    assert_int_equal(amendment_judge(w->fx->db, w->fx->arena, w->entity, &of, (struct vd_date){2022, 4, 30}, &judged), VD_OK);
    assert_false(judged.is_late); /* its last day */
    assert_int_equal(amendment_judge(w->fx->db, w->fx->arena, w->entity, &of, (struct vd_date){2022, 5, 1}, &judged), VD_OK);
    assert_true(judged.is_late);
}

static void an_accepted_request_begins_the_modification_and_is_read_as_the_editor_reads(void **state)
{
    struct world *w = *state;
    struct amendment_answering of;
    int64_t version = version_in(w, "publicado", false), id = asked(w, version, "cambiar", "meta", "al menos 90 %");
    assert_int_equal(answer(w, id, planner(w), &of), VD_OK);
    const struct row_change_request row = request(w, id);
    const struct life_version_row draft = get(w, row.applied_to.v);
    assert_true(vd_str_is(draft.state, "modificacion_en_tramite") && draft.base_id.v == version);
    const struct row_target *target = row_of(w, &T_target, draft.id);
    const struct row_indicator *indicator = row_of(w, &T_indicator, draft.id);
    assert_true(vd_str_is(target->raw, "al menos 90 %") && vd_str_is(target->comparator, ">=") && vd_str_is(indicator->unit_kind, "percent"));
    assert_int_equal(target->qty_u6.v, 90000000);
    assert_int_equal(((struct row_target *)row_of(w, &T_target, version))->qty_u6.v, 1000000); /* what is in force stays as it is */
    assert_int_equal(answer(w, id, planner(w), &of), VD_CONFLICT);
    assert_true(vd_str_is(request(w, asked(w, version, "reprogramar", "fechas", "31/10/2022")).state, "pedido"));
    assert_whole(w);
}

static void a_cell_that_another_request_changed_is_not_overwritten_and_the_same_wish_is_no_conflict(void **state)
{
    struct world *w = *state;
    struct amendment_answering of;
    int64_t version = version_in(w, "publicado", false);
    int64_t first = asked(w, version, "cambiar", "meta", "2 mapas"), clash = asked(w, version, "cambiar", "meta", "3 mapas"), same = asked(w, version, "cambiar", "meta", "2 mapas"),
            apart = asked(w, version, "reprogramar", "fechas", "31/10/2022");
    assert_int_equal(answer(w, first, planner(w), &of), VD_OK);
    assert_int_equal(answer(w, clash, planner(w), &of), VD_CONFLICT);
    assert_true(vd_str_is(of.problem, "«Meta» cambió después de la solicitud: decía «1 mapa» y ahora dice «2 mapas». Rechácela o cámbielo en el borrador."));
    assert_true(vd_str_is(request(w, clash).state, "pedido"));
    assert_int_equal(answer(w, same, planner(w), &of), VD_OK);
    assert_int_equal(answer(w, apart, planner(w), &of), VD_OK);
    const struct row_window_ *window = row_of(w, &T_window_, request(w, apart).applied_to.v);
    assert_true(vd_str_is(window->due_on, "2022-10-31"));
    assert_int_equal(request(w, first).applied_to.v, request(w, apart).applied_to.v); /* one modification for all */
}

static void what_was_asked_of_a_version_that_was_replaced_goes_into_the_modification_of_the_one_in_force(void **state)
{
    struct world *w = *state;
    struct amendment_answering of;
    int64_t version = version_in(w, "publicado", false), first = asked(w, version, "cambiar", "meta", "2 mapas"), later = asked(w, version, "reprogramar", "fechas", "31/10/2022"),
            clash = asked(w, version, "cambiar", "meta", "3 mapas");
    assert_int_equal(answer(w, first, planner(w), &of), VD_OK);
    int64_t second = request(w, first).applied_to.v;
    publish(w, second);
    assert_true(vd_str_is(get(w, version).state, "reemplazado"));
    assert_int_equal(answer(w, clash, planner(w), &of), VD_CONFLICT); /* version 2 says another goal */
    assert_int_equal(answer(w, later, planner(w), &of), VD_OK);
    assert_int_equal(get(w, request(w, later).applied_to.v).base_id.v, second);
    struct amendment_asking stale = wish(w, version, "cambiar", "meta", "9 mapas");
    assert_int_equal(act(w, w->entity, "cambio.pedido", asking, &stale), VD_CONFLICT);
    assert_true(vd_str_find(stale.problem, VD_S("ya no está en firme")) >= 0);
}

static void who_asked_does_not_answer_and_who_does_not_lead_the_row_does_not_ask(void **state)
{
    struct world *w = *state;
    struct amendment_answering of;
    int64_t version = version_in(w, "publicado", false), id = asked(w, version, "cambiar", "meta", "2 mapas");
    assert_int_equal(answer(w, id, w->person[SECOND], &of), VD_DENIED);
    assert_true(vd_str_is(of.problem, "Usted pidió este cambio: debe aceptarlo otra persona."));
    assert_int_equal(answer(w, id, w->person[ALL], &of), VD_DENIED); /* who leads in the first line reviews nothing of it */
    assert_true(vd_str_find(of.problem, VD_S("primera línea")) >= 0);
    struct amendment_asking stranger = wish(w, version, "cambiar", "meta", "4 mapas");
    stranger.person_id = w->person[READER];
    assert_int_equal(act(w, w->entity, "cambio.pedido", asking, &stranger), VD_DENIED);
    assert_true(vd_str_is(request(w, id).state, "pedido"));
}

static void a_modification_that_waits_for_the_committee_takes_nothing_in(void **state)
{
    struct world *w = *state;
    struct amendment_answering of;
    struct life_stepped done;
    int64_t version = version_in(w, "publicado", false), first = asked(w, version, "cambiar", "meta", "2 mapas"), late = asked(w, version, "reprogramar", "fechas", "31/10/2022");
    assert_int_equal(answer(w, first, planner(w), &of), VD_OK);
    assert_int_equal(step(w, request(w, first).applied_to.v, "someter", w->person[ALL], &done), VD_OK);
    assert_int_equal(answer(w, late, planner(w), &of), VD_CONFLICT);
    assert_true(vd_str_find(of.problem, VD_S("ya se llevó a aprobación")) >= 0);
    assert_int_equal(step(w, request(w, first).applied_to.v, "rechazar", w->person[SECOND], &done), VD_OK);
    assert_int_equal(answer(w, late, planner(w), &of), VD_OK); /* another modification, of the version that stayed in force */
    assert_int_equal(get(w, request(w, late).applied_to.v).base_id.v, version);
    assert_true(((struct row_target *)row_of(w, &T_target, request(w, late).applied_to.v))->qty_u6.v == 1000000);
}

static void a_row_that_is_withdrawn_leaves_the_modification_alone_and_is_found_by_nobody(void **state)
{
    struct world *w = *state;
    struct amendment_answering of;
    int64_t version = version_in(w, "publicado", false), gone = asked(w, version, "retirar", NULL, NULL), after = asked(w, version, "cambiar", "meta", "2 mapas");
    assert_int_equal(answer(w, gone, planner(w), &of), VD_OK);
    assert_int_equal(get(w, request(w, gone).applied_to.v).activities, 0);
    assert_int_equal(get(w, version).activities, 1);
    assert_int_equal(answer(w, after, planner(w), &of), VD_NOT_FOUND);
    assert_true(vd_str_is(of.problem, "La actividad ya no está en el borrador de la modificación."));
    assert_whole(w);
}

static void the_log_names_each_change_with_its_kind_and_motive(void **state)
{
    struct world *w = *state;
    struct amendment_answering of;
    amendment_versions versions = {0};
    amendment_log log = {0};
    int64_t version = version_in(w, "publicado", false), moved = asked(w, version, "reprogramar", "fechas", "31/10/2022");
    assert_int_equal(answer(w, moved, planner(w), &of), VD_OK);
    publish(w, request(w, moved).applied_to.v);
    assert_int_equal(amendment_versions_of(w->fx->db, w->fx->arena, w->entity, VD_S("plan"), 2022, &versions), VD_OK);
    assert_int_equal(amendment_log_of(w->fx->db, w->fx->arena, w->entity, &versions, &log), VD_OK);
    assert_int_equal(log.n, 1);
    assert_true(vd_str_is(log.v[0].kind, "reprogramar") && vd_str_is(log.v[0].motive, "hace falta") && log.v[0].is_late && vd_str_is(log.v[0].row.address, "1.1"));
    VD_EACH(field, &log.v[0].row.fields)
        if (vd_str_is(field->label, "Ventanas"))
            assert_true(vd_str_is(field->before, "30/04/2022") && vd_str_is(field->after, "31/10/2022"));
}

static void every_kind_of_the_law_names_fields_of_the_form(void **state)
{
    (void)state;
    for (size_t i = 0; i < amendment_plan_changes_n; i++) {
        struct vd_str rest = amendment_plan_changes[i].fields, one;
        while (rest.n && vd_str_split(&rest, ' ', &one))
            assert_non_null(editor_field_named(one));
    }
    for (const struct editor_field *field = editor_fields; field->name; field++)
        if (strcmp(field->name, "lider_nuevo") != 0) /* a unit is made before it is asked for */
            assert_true(amendment_kind_has(amendment_kind_of(VD_S("cambiar")), vd_str_of(field->name)));
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        T(a_request_is_judged_by_its_kind_and_as_the_editor_judges), T(an_accepted_request_begins_the_modification_and_is_read_as_the_editor_reads),
        T(a_cell_that_another_request_changed_is_not_overwritten_and_the_same_wish_is_no_conflict),
        T(what_was_asked_of_a_version_that_was_replaced_goes_into_the_modification_of_the_one_in_force), T(who_asked_does_not_answer_and_who_does_not_lead_the_row_does_not_ask),
        T(a_modification_that_waits_for_the_committee_takes_nothing_in), T(a_row_that_is_withdrawn_leaves_the_modification_alone_and_is_found_by_nobody),
        T(the_log_names_each_change_with_its_kind_and_motive), T(every_kind_of_the_law_names_fields_of_the_form),
    };
    CHOOSE_ENGINE(argc, argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
