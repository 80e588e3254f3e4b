/* SPDX-License-Identifier: Apache-2.0 */
#include <sys/stat.h>
#include <unistd.h>
#include "core/proof.h"
#include "core/store_fixture.h"

/* ---- slugs and entities */

static void slugs_are_short_plain_and_not_reserved(void **state)
{
    (void)state;
    static const char *const good[] = {"pasto", "san-jose-2", "a1", "abcdefghijklmnopqrstuvwxyzabcdefghijklmn"};
    static const char *const bad[] = {"", "a", "Pasto", "1pasto", "-pasto", "san jose", "pasto/x", "ñame", "salud", "trabajo", "api", "estatico", "instalacion", "plan", "plan-accion", "plan-propio",
                                      "abcdefghijklmnopqrstuvwxyzabcdefghijklmno"};
    for (size_t i = 0; i < VD_COUNT(good); i++)
        if (!vd_slug_valid(vd_str_of(good[i])))
            fail_msg("refused: %s", good[i]);
    for (size_t i = 0; i < VD_COUNT(bad); i++)
        if (vd_slug_valid(vd_str_of(bad[i])))
            fail_msg("accepted: %s", bad[i]);
}

static struct vd_str slugs_of(struct fixture *fx, const struct vd_entity_asked *asked, struct vd_entity_page *ret)
{
    struct vd_str text = {0};
    assert_int_equal(vd_entity_page(fx->db, fx->arena, asked, ret), VD_OK);
    VD_EACH(entity, &ret->rows)
        text = vd_str_printf(fx->arena, "%.*s %.*s", VD_SARG(text), VD_SARG(entity->slug));
    return text;
}

static void entities_are_listed_in_spanish_order_without_the_installation(void **state)
{
    struct fixture *fx = *state;
    struct vd_entity_page page;
    fixture_entity(fx, "zipaquira", "Zipaquirá");
    fixture_entity(fx, "nobsa", "Nobsa");
    fixture_entity(fx, "nandu", "Ñandú");
    fixture_entity(fx, "avila", "Ávila");
    assert_true(vd_str_is(slugs_of(fx, &(struct vd_entity_asked){.most = 10}, &page), " avila nobsa nandu zipaquira"));
    assert_true(page.whole == 4 && page.matching == 4 && !page.has_before && !page.has_after);
}

static void pages_of_entities_hang_on_an_entity_and_know_their_ends(void **state)
{
    struct fixture *fx = *state;
    struct vd_entity_page page;
    for (int i = 1; i <= 5; i++)
        fixture_entity(fx, vd_str_printf(fx->arena, "e%d", i).p, i == 3 ? "Entidad 3 %_!" : vd_str_printf(fx->arena, "Entidad %d", i).p);
    assert_true(vd_str_is(slugs_of(fx, &(struct vd_entity_asked){.most = 2}, &page), " e1 e2"));
    assert_true(!page.has_before && page.has_after && page.whole == 5);
    assert_true(vd_str_is(slugs_of(fx, &(struct vd_entity_asked){.after = VD_S("e2"), .most = 2}, &page), " e3 e4"));
    assert_true(page.has_before && page.has_after);
    assert_true(vd_str_is(slugs_of(fx, &(struct vd_entity_asked){.after = VD_S("e4"), .most = 2}, &page), " e5"));
    assert_true(page.has_before && !page.has_after);
    assert_true(vd_str_is(slugs_of(fx, &(struct vd_entity_asked){.before = VD_S("e5"), .most = 2}, &page), " e3 e4"));
    assert_true(vd_str_is(slugs_of(fx, &(struct vd_entity_asked){.before = VD_S("e3"), .most = 2}, &page), " e1 e2"));
    assert_false(page.has_before);
    assert_int_equal(vd_entity_page(fx->db, fx->arena, &(struct vd_entity_asked){.after = VD_S("nada"), .most = 2}, &page), VD_NOT_FOUND);
    assert_int_equal(vd_entity_page(fx->db, fx->arena, &(struct vd_entity_asked){.after = VD_S("instalacion"), .most = 2}, &page), VD_NOT_FOUND);
}

static void entities_are_found_by_a_piece_of_their_name_whatever_its_accents(void **state)
{
    struct fixture *fx = *state;
    struct vd_entity_page page;
    fixture_entity(fx, "zipaquira", "Alcaldía de Zipaquirá");
    fixture_entity(fx, "ibague", "Alcaldía de Ibagué");
    fixture_entity(fx, "todo", "100% Pública_!");
    assert_true(vd_str_is(slugs_of(fx, &(struct vd_entity_asked){.text = VD_S("  ZIPAQUIRA "), .most = 9}, &page), " zipaquira"));
    assert_true(page.matching == 1 && page.whole == 3 && !page.has_before && !page.has_after);
    assert_true(vd_str_is(slugs_of(fx, &(struct vd_entity_asked){.text = VD_S("alcaldia DE"), .most = 1}, &page), " ibague"));
    assert_true(page.matching == 2 && page.has_after && !page.has_before);
    static const char *const plain[] = {"%", "_", "!", "0% p"};
    for (size_t i = 0; i < VD_COUNT(plain); i++)
        assert_true(vd_str_is(slugs_of(fx, &(struct vd_entity_asked){.text = vd_str_of(plain[i]), .most = 9}, &page), " todo"));
    assert_int_equal(slugs_of(fx, &(struct vd_entity_asked){.text = VD_S("Bogotá"), .most = 9}, &page).n, 0);
}

static void an_entity_keeps_its_name_until_another_is_given(void **state)
{
    struct fixture *fx = *state;
    struct vd_entity entity;
    struct vd_chain_head head;
    int64_t id = fixture_entity(fx, "pasto", "  Alcaldía   de Pasto ");
    assert_int_equal(fixture_entity(fx, "pasto", ""), id);
    assert_int_equal(fixture_entity(fx, "pasto", "Alcaldía de Pasto"), id);
    assert_int_equal(vd_record_head(fx->db, fx->arena, id, &head), VD_OK);
    assert_int_equal(head.seq, 1);
    assert_int_equal(fixture_entity(fx, "pasto", "Municipio de Pasto"), id);
    assert_int_equal(fixture_entity(fx, "pasto", "Alcaldía de Pasto"), id);
    assert_int_equal(vd_record_head(fx->db, fx->arena, id, &head), VD_OK);
    assert_int_equal(head.seq, 3);
    assert_int_equal(vd_entity_get(fx->db, fx->arena, VD_S("pasto"), &entity), VD_OK);
    assert_true(vd_str_is(entity.name, "Alcaldía de Pasto"));
    assert_int_equal(vd_entity_get(fx->db, fx->arena, VD_S("instalacion"), &entity), VD_NOT_FOUND);
    assert_int_equal(fixture_verify(fx).faults.n, 0);
}

static enum vd_err ensure_reserved(struct vd_db *db, void *arg)
{
    struct vd_entity entity;
    return vd_entity_ensure(db, arg, VD_S("salud"), VD_S("Secretaría de Salud"), (struct vd_actor){.kind = VD_ACTOR_CLI}, NOW, &entity);
}

static void a_reserved_slug_makes_no_entity(void **state)
{
    struct fixture *fx = *state;
    assert_int_equal(fixture_write(fx->db, ensure_reserved, fx->arena), VD_INVALID);
}

static void the_installation_is_made_once(void **state)
{
    struct fixture *fx = *state;
    struct vd_chain_head head;
    assert_int_equal(vd_entity_ensure_installation(fx->db, fx->arena, NOW + 1), VD_OK);
    assert_int_equal(vd_record_head(fx->db, fx->arena, 0, &head), VD_OK);
    assert_int_equal(head.seq, 1);
    assert_int_equal(head.at, NOW);
}

/* ---- units */

struct spelling { const char *text; int64_t unit; }; /* unit: the group of spellings that must meet */
struct spellings { const struct spelling *v; size_t n; int64_t ids[32]; };

static enum vd_err resolve_all(struct vd_change *change, void *arg)
{
    struct spellings *s = arg;
    for (size_t i = 0; i < s->n; i++)
        VD_TRY(vd_unit_resolve(change, vd_str_of(s->v[i].text), &s->ids[i]));
    return VD_OK;
}

static void resolve(struct fixture *fx, struct spellings *s)
{
    struct act act = fixture_act(fx, fixture_entity(fx, "pasto", "Pasto"), "plan.importado", 1, resolve_all, s);
    assert_int_equal(fixture_run(fx->db, &act), VD_OK);
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < i; k++)
            if ((s->v[i].unit == s->v[k].unit) != (s->ids[i] == s->ids[k]))
                fail_msg("«%s» and «%s»: %s", s->v[i].text, s->v[k].text, s->ids[i] == s->ids[k] ? "the same unit" : "other units");
    assert_int_equal(fixture_verify(fx).faults.n, 0);
}

static struct row_unit unit_of(struct fixture *fx, int64_t id)
{
    struct row_unit row = {.entity_id = fixture_entity(fx, "pasto", ""), .id = id};
    assert_int_equal(vd_row_get(fx->db, fx->arena, &T_unit, &row), VD_OK);
    return row;
}

static void spellings_of_a_unit_meet(void **state)
{
    static const struct spelling v[] = {
        {"Oficina de Planeación de Gestión Institucional – OPGI", 1}, {"OPGI", 1}, {"OPGI.", 1}, {" oficina de planeacion de gestión institucional ", 1},
        {"UAC.", 2}, {"UAC", 2}, {"Unidad de Atención al ciudadano - UAC", 2}, {"Unidad de atención al Ciudadano.", 2},
        {"Subsecretaría Talento Humano", 3}, {"Subsecretaría de Talento Humano", 3},
        {"Subsecretaría de Sistemas de Información", 4}, {"Subsecretaría de Sistemas de Información – SSI", 4}, {"SSI", 4}, {"SSI - Subsecretaría de Sistemas de Información", 4},
        {"Secretaría General", 5}, {"Secretaria General", 5}, {"Secretaría General con equipo interno", 6},
        {"Secretaría de Gestión Integral- Coordinador Gobierno en Línea", 7}, {"Oficina de Comunicación Social (OCS)", 8}, {"OCS", 8},
        {"Todas las dependencias", 9}, {"Todas las dependencias.", 9}, {"Todas las Secretarías y Direcciones", 10}};
    struct spellings s = {.v = v, .n = VD_COUNT(v)};
    resolve(*state, &s);
}

static void a_unit_shows_its_first_full_spelling(void **state)
{
    struct fixture *fx = *state;
    static const struct spelling v[] = {
        {"UAC.", 1}, {"Unidad de Atención al ciudadano - UAC", 1}, {"Unidad de Atención al Ciudadano", 1},
        {"Secretaria General.", 2}, {"Secretaría General", 2}, {"Oficina de Planeación", 3}, {"Oficina de planeación – OP", 3}, {"SSI", 4}};
    struct spellings s = {.v = v, .n = VD_COUNT(v)};
    resolve(fx, &s);
    assert_true(vd_str_is(unit_of(fx, s.ids[0]).name, "Unidad de Atención al ciudadano"));
    assert_true(vd_str_is(unit_of(fx, s.ids[0]).abbrev, "UAC"));
    assert_true(vd_str_is(unit_of(fx, s.ids[3]).name, "Secretaria General"));
    assert_null(unit_of(fx, s.ids[3]).abbrev.p);
    assert_true(vd_str_is(unit_of(fx, s.ids[5]).name, "Oficina de Planeación"));
    assert_true(vd_str_is(unit_of(fx, s.ids[5]).abbrev, "OP"));
    assert_true(vd_str_is(unit_of(fx, s.ids[7]).name, "SSI"));
}

static void the_word_of_a_unit_in_addresses_is_given_once_and_is_its_own(void **state)
{
    struct fixture *fx = *state;
    static const struct spelling v[] = {
        {"OPGI", 1}, {"Oficina de Planeación de Gestión Institucional – OPGI", 1}, {"Subsecretaría de Talento Humano.", 2}, {"Ñandúes y Vigüenzas 2", 3},
        {"Oficina encargada de la articulación territorial, institucional y sectorial de las veedurías ciudadanas", 4},
        {"Oficina encargada de la articulación territorial, institucional y sectorial de los comités ciudadanos", 5}, {"Αθήνα", 6}, {"Ωμέγα", 7}};
    static const char *const slugs[] = {"opgi", "opgi", "subsecretaria-talento-humano", "nandues-viguenzas-2",
        "oficina-encargada-articulacion-territorial-institucional", "oficina-encargada-articulacion-territorial-institucional-2", "unidad", "unidad-2"};
    struct spellings s = {.v = v, .n = VD_COUNT(v)};
    resolve(fx, &s);
    for (size_t i = 0; i < VD_COUNT(v); i++)
        assert_string_equal(vd_str_c(fx->arena, unit_of(fx, s.ids[i]).slug), slugs[i]);
}

static void everybody_is_a_group(void **state)
{
    struct fixture *fx = *state;
    static const struct spelling v[] = {{"Todas las dependencias", 1}, {"Todos los procesos", 2}, {"Líderes de procesos", 3}, {"Secretaría de Todas las Artes", 4}};
    struct spellings s = {.v = v, .n = VD_COUNT(v)};
    resolve(fx, &s);
    for (int i = 0; i < 4; i++)
        assert_int_equal(unit_of(fx, s.ids[i]).is_group, i < 3);
}

static void units_that_share_an_abbreviation_stay_two_when_both_are_known(void **state)
{
    struct fixture *fx = *state;
    static const struct spelling v[] = {{"Secretaría de Salud", 1}, {"Subsecretaría de Sistemas - SS", 2}, {"Secretaría de Salud - SS", 1}, {"SS", 1}};
    struct spellings s = {.v = v, .n = VD_COUNT(v)};
    resolve(fx, &s); /* the bare «SS» is the first of both; the two aliases stand for a person to decide */
}

static enum vd_err resolve_one(struct vd_change *change, void *arg)
{
    int64_t id;
    return vd_unit_resolve(change, vd_str_of(arg), &id);
}

static void a_text_without_words_is_no_unit_and_a_huge_one_is(void **state)
{
    struct fixture *fx = *state;
    static const char *const bad[] = {"", " ", "–", "...", "\xff\xfe"};
    int64_t entity = fixture_entity(fx, "pasto", "Pasto");
    for (size_t i = 0; i < VD_COUNT(bad); i++) {
        struct act act = fixture_act(fx, entity, "plan.importado", (int)i, resolve_one, (void *)(uintptr_t)bad[i]);
        assert_int_equal(fixture_run(fx->db, &act), VD_INVALID);
    }
    char *huge = vd_alloc(fx->arena, 100001);
    for (size_t i = 0; i < 100000; i++)
        huge[i] = i % 9 == 8 ? ' ' : (char)('a' + (i * 7 + i / 9) % 26);
    struct act act = fixture_act(fx, entity, "plan.importado", 99, resolve_one, huge);
    assert_int_equal(fixture_run(fx->db, &act), VD_OK);
}

/* ---- files */

static struct vd_str write_file(struct fixture *fx, const char *name, const char *p, size_t n)
{
    struct vd_str path = vd_str_printf(fx->arena, "%s/%s", fx->data, name);
    FILE *file = fopen(path.p, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(p, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
    return path;
}

static struct vd_str place_of(struct fixture *fx, int64_t entity, const unsigned char sha256[32])
{
    char hex[65];
    vd_hex(hex, sha256, 32);
    return vd_str_printf(fx->arena, "%s/archivos/%" PRId64 "/%.2s/%s", fx->data, entity, hex, hex);
}

static void a_file_is_stored_once_by_its_content(void **state)
{
    struct fixture *fx = *state;
    struct vd_file_ref one, two;
    struct vd_str path = write_file(fx, "a.txt", "abc", 3);
    assert_int_equal(vd_files_store(fx->files, 5, path.p, 3, &one), VD_OK);
    assert_int_equal(vd_files_store(fx->files, 5, path.p, 3, &two), VD_OK);
    assert_memory_equal(one.sha256, two.sha256, 32);
    assert_true(vd_str_ends(place_of(fx, 5, one.sha256), VD_S("/archivos/5/ba/ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")));
    assert_int_equal(access(place_of(fx, 5, one.sha256).p, R_OK), 0);
    assert_int_equal(one.size, 3);
    assert_int_equal(vd_files_check(fx->files, 5, one.sha256, 3), VD_OK);
    assert_int_equal(vd_files_check(fx->files, 5, one.sha256, 2), VD_CORRUPT);
    assert_int_equal(vd_files_check(fx->files, 6, one.sha256, 3), VD_NOT_FOUND);
}

static void bytes_are_stored_where_a_file_of_that_content_is(void **state)
{
    struct fixture *fx = *state;
    struct vd_file_ref bytes, file, read;
    assert_int_equal(vd_files_store_bytes(fx->files, 5, VD_S("abc"), &bytes), VD_OK);
    assert_int_equal(vd_files_check(fx->files, 5, bytes.sha256, 3), VD_OK);
    assert_int_equal(vd_files_store(fx->files, 5, write_file(fx, "a.txt", "abc", 3).p, 3, &file), VD_OK);
    assert_memory_equal(bytes.sha256, file.sha256, 32);
    assert_int_equal(bytes.size, 3);
    assert_true(vd_str_eq(bytes.mime, file.mime));
    struct vd_str path = vd_files_path(fx->files, fx->arena, 5, (struct vd_str){(const char *)bytes.sha256, 32});
    assert_int_equal(vd_files_hash(path.p, 3, &read), VD_OK);
    assert_memory_equal(bytes.sha256, read.sha256, 32);
    assert_int_equal(vd_files_hash(vd_files_path(fx->files, fx->arena, 6, (struct vd_str){(const char *)bytes.sha256, 32}).p, 3, &read), VD_NOT_FOUND);
}

static void a_file_that_cannot_be_stored_leaves_nothing(void **state)
{
    struct fixture *fx = *state;
    struct vd_file_ref ref = {.size = 77};
    int64_t removed = -1;
    struct vd_str path = write_file(fx, "a.txt", "abcd", 4);
    assert_int_equal(vd_files_store(fx->files, 5, path.p, 3, &ref), VD_TOO_BIG);
    assert_int_equal(vd_files_store(fx->files, 5, "/nonexistent/file", 3, &ref), VD_NOT_FOUND);
    assert_int_equal(vd_files_store(fx->files, 5, fx->data, 3, &ref), VD_INVALID);
    assert_int_equal(ref.size, 77);
    assert_int_equal(vd_files_sweep(fx->files, fx->db, NOW * 10, &removed), VD_OK);
    assert_int_equal(removed, 0);
}

static void a_damaged_file_heals_when_stored_again(void **state)
{
    struct fixture *fx = *state;
    struct vd_file_ref ref;
    struct vd_str path = write_file(fx, "a.txt", "abc", 3);
    assert_int_equal(vd_files_store(fx->files, 5, path.p, 3, &ref), VD_OK);
    assert_int_equal(truncate(place_of(fx, 5, ref.sha256).p, 1), 0);
    assert_int_equal(vd_files_check(fx->files, 5, ref.sha256, 3), VD_CORRUPT);
    assert_int_equal(vd_files_store(fx->files, 5, path.p, 3, &ref), VD_OK);
    assert_int_equal(vd_files_check(fx->files, 5, ref.sha256, 3), VD_OK);
}

#define BYTES(literal) literal, sizeof(literal) - 1

static void the_type_is_seen_in_the_bytes(void **state)
{
    struct fixture *fx = *state;
    static const struct { const char *bytes; size_t n; const char *mime; } cases[] = {
        {BYTES("%PDF-1.7"), "application/pdf"}, {BYTES("hola"), "application/octet-stream"}, {BYTES("PK\003\004"), "application/zip"},
        {BYTES("PK\003\004xxxxxl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
        {BYTES("PK\003\004..........................mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK"), "application/vnd.oasis.opendocument.spreadsheet"}};
    for (size_t i = 0; i < VD_COUNT(cases); i++) {
        struct vd_file_ref ref;
        assert_int_equal(vd_files_store(fx->files, 5, write_file(fx, "f", cases[i].bytes, cases[i].n).p, 1000, &ref), VD_OK);
        assert_true(vd_str_is(ref.mime, cases[i].mime));
    }
}

static void a_name_across_two_reads_is_seen(void **state)
{
    struct fixture *fx = *state;
    struct vd_file_ref ref;
    size_t n = 64 * 1024 + 100;
    char *bytes = vd_alloc(fx->arena, n);
    memcpy(bytes, "PK\003\004", 4);
    memcpy(bytes + 64 * 1024 - 9, "word/document.xml", 17);
    assert_int_equal(vd_files_store(fx->files, 5, write_file(fx, "f", bytes, n).p, 1 << 20, &ref), VD_OK);
    assert_true(vd_str_ends(ref.mime, VD_S("wordprocessingml.document")));
}

static enum vd_err attach_twice(struct vd_change *change, void *arg)
{
    int64_t first, second;
    VD_TRY(vd_file_attach(change, arg, VD_S("a.txt"), "plan_version", 1, &first));
    VD_TRY(vd_file_attach(change, arg, VD_S("b.txt"), "plan_version", 1, &second));
    return first != second ? VD_OK : VD_INTERNAL;
}

static void the_sweep_takes_only_old_files_that_no_row_names(void **state)
{
    struct fixture *fx = *state;
    struct vd_file_ref named, orphan, fresh;
    int64_t id = fixture_entity(fx, "pasto", "Pasto"), removed;
    vd_us now = vd_clock_now(), day = INT64_C(86400) * 1000000;
    const struct timespec old[2] = {{.tv_sec = (time_t)((now - 2 * day) / 1000000)}, {.tv_sec = (time_t)((now - 2 * day) / 1000000)}};
    assert_int_equal(vd_files_store(fx->files, id, write_file(fx, "f", "named", 5).p, 10, &named), VD_OK);
    assert_int_equal(vd_files_store(fx->files, id, write_file(fx, "f", "orphan", 6).p, 10, &orphan), VD_OK);
    assert_int_equal(vd_files_store(fx->files, id, write_file(fx, "f", "fresh", 5).p, 10, &fresh), VD_OK);
    struct vd_str temp = vd_str_printf(fx->arena, "%s/archivos/%" PRId64 "/tmp-0123", fx->data, id);
    assert_int_equal(rename(write_file(fx, "f", "half", 4).p, temp.p), 0);
    struct act act = fixture_act(fx, id, "plan.importado", 1, attach_twice, &named);
    assert_int_equal(fixture_run(fx->db, &act), VD_OK);
    assert_int_equal(utimensat(-1, place_of(fx, id, named.sha256).p, old, 0), 0);
    assert_int_equal(utimensat(-1, place_of(fx, id, orphan.sha256).p, old, 0), 0);
    assert_int_equal(utimensat(-1, temp.p, old, 0), 0);
    assert_int_equal(vd_files_sweep(fx->files, fx->db, now, &removed), VD_OK);
    assert_int_equal(removed, 2);
    assert_int_equal(vd_files_check(fx->files, id, named.sha256, 5), VD_OK);
    assert_int_equal(vd_files_check(fx->files, id, orphan.sha256, 6), VD_NOT_FOUND);
    assert_int_equal(vd_files_check(fx->files, id, fresh.sha256, 5), VD_OK);
    assert_int_equal(access(temp.p, F_OK), -1);
    assert_int_equal(fixture_verify(fx).faults.n, 0);
}

#define STORE(test) cmocka_unit_test_setup_teardown(test, fixture_setup, fixture_teardown)

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slugs_are_short_plain_and_not_reserved),
        STORE(entities_are_listed_in_spanish_order_without_the_installation),
        STORE(pages_of_entities_hang_on_an_entity_and_know_their_ends),
        STORE(entities_are_found_by_a_piece_of_their_name_whatever_its_accents),
        STORE(an_entity_keeps_its_name_until_another_is_given),
        STORE(a_reserved_slug_makes_no_entity),
        STORE(the_installation_is_made_once),
        STORE(spellings_of_a_unit_meet),
        STORE(a_unit_shows_its_first_full_spelling),
        STORE(the_word_of_a_unit_in_addresses_is_given_once_and_is_its_own),
        STORE(everybody_is_a_group),
        STORE(units_that_share_an_abbreviation_stay_two_when_both_are_known),
        STORE(a_text_without_words_is_no_unit_and_a_huge_one_is),
        STORE(a_file_is_stored_once_by_its_content),
        STORE(bytes_are_stored_where_a_file_of_that_content_is),
        STORE(a_file_that_cannot_be_stored_leaves_nothing),
        STORE(a_damaged_file_heals_when_stored_again),
        STORE(the_type_is_seen_in_the_bytes),
        STORE(a_name_across_two_reads_is_seen),
        STORE(the_sweep_takes_only_old_files_that_no_row_names),
    };
    bool postgres;
    if (!vd_testdb_choose(argc, argv, &postgres))
        return VD_TEST_SKIPPED;
    fixture_engine(postgres);
    return cmocka_run_group_tests_name("core", tests, NULL, NULL);
}
