/* SPDX-License-Identifier: Apache-2.0 */
/* Entities. Entity 0 is the installation: its public version counts in everybody's, because what it holds (the law's
 * catalogue) shows on everybody's pages. */
#include "core/core.h"
#include "core/core.sql.h"
#include "core/proof.h"
#include "db/tables.h"
#include <sodium.h>

enum { SLUG_LEAST = 2, SLUG_MOST = 40, NAME_MOST = 300 };

/* First words of the addresses that are not an entity's, now or foreseeably. */
static const char *const reserved_slugs[] = {
    "accesibilidad", "acerca", "activos", "admin", "api", "archivos", "ayuda", "buscar", "catalogo", "como-se-calcula", "comparar", "comprobar", "consulta", "contacto",
    "cuenta", "datos", "descargas", "documentos", "entidad", "entidades", "entrar", "estado", "estatico", "favicon", "ingreso", "inicio",
    "instalacion", "ley", "login", "mapa", "normas", "novedades", "nueva", "nuevo", "openapi", "pais", "perfil", "persona", "personas", "plan", "plan-accion",
    "plan-propio", "planes", "privacidad", "publico", "registro", "robots", "salir", "salud", "seguridad", "sesion", "sitemap", "static", "terminos",
    "trabajo", "veedor", "verificar", "well-known", NULL};

bool vd_slug_reserved(struct vd_str slug)
{
    for (const char *const *word = reserved_slugs; *word; word++)
        if (vd_str_is(slug, *word))
            return true;
    return false;
}

bool vd_slug_valid(struct vd_str slug)
{
    if (slug.n < SLUG_LEAST || slug.n > SLUG_MOST || slug.p[0] < 'a' || slug.p[0] > 'z')
        return false;
    for (size_t i = 0; i < slug.n; i++) {
        char c = slug.p[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return !vd_slug_reserved(slug);
}

enum vd_err vd_entity_get(struct vd_db *db, struct vd_arena *arena, struct vd_str slug, struct vd_entity *ret)
{
    struct entity_by_slug_row row;
    VD_TRY(entity_by_slug_one(db, arena, slug, &row));
    *ret = (struct vd_entity){.id = row.id, .slug = row.slug, .name = row.name, .public_version = row.public_version};
    return VD_OK;
}

enum vd_err vd_entity_public_version(struct vd_db *db, struct vd_str slug, int64_t *ret)
{
    struct entity_version_row row;
    struct entity_version_all_row all;
    if (slug.n) {
        VD_TRY(entity_version_one(db, NULL, slug, &row));
        *ret = row.public_version;
    } else {
        VD_TRY(entity_version_all_one(db, NULL, &all));
        *ret = all.public_version;
    }
    return VD_OK;
}

static int by_slug(const void *a, const void *b)
{
    const struct vd_entity_version *x = a, *y = b;
    return vd_str_cmp(x->slug, y->slug);
}

enum vd_err vd_entity_public_versions(struct vd_db *db, struct vd_arena *arena, vd_entity_versions *ret)
{
    struct entity_versions_row row;
    vd_entity_versions all = {0};
    struct vd_entity_version whole = {.slug = VD_S("")};
    VD_AUTO_STMT struct vd_stmt *st = entity_versions_open(db);
    while (entity_versions_next(st, arena, &row))
        *VD_PUSH(arena, &all) = (struct vd_entity_version){row.slug, row.public_version};
    VD_TRY(vd_done(st));
    VD_TRY(vd_entity_public_version(db, whole.slug, &whole.version));
    *VD_PUSH(arena, &all) = whole;
    qsort(all.v, all.n, sizeof *all.v, by_slug);
    *ret = all;
    return VD_OK;
}

/* ---- creating and renaming */

struct naming {
    struct vd_str slug, name;
    vd_us created_at;
};

static struct row_entity entity_row(struct vd_arena *arena, int64_t id, const struct naming *naming)
{
    static const char zeros[VD_HASH_SIZE];
    return (struct row_entity){
        .entity_id = id, .slug = naming->slug, .name = naming->name, .name_fold = vd_fold(arena, naming->name),
        .sort_key = vd_sort_key(arena, naming->name), .created_at = naming->created_at,
        .head = {zeros, sizeof zeros}, .next_id = 1};
}

static enum vd_err apply_naming(struct vd_change *change, void *arg)
{
    const struct naming *naming = arg;
    struct row_entity row = entity_row(vd_change_arena(change), vd_change_entity(change), naming);
    vd_change_subject(change, row.entity_id);
    VD_JSON_STR(vd_change_data(change), "name", naming->name);
    VD_JSON_STR(vd_change_data(change), "slug", naming->slug);
    return vd_change_put(change, &T_entity, &row);
}

/* The key says what and after which event: naming is asked for by its result, so a repetition never gets here. */
static enum vd_err record_naming(struct vd_db *db, struct vd_arena *arena, int64_t id, int64_t seq, const char *kind, struct naming *naming,
                                 struct vd_actor actor, vd_us now)
{
    unsigned char hash[VD_HASH_SIZE];
    struct vd_change_result result;
    struct vd_str asked = vd_str_printf(arena, "%s %" PRId64 " %.*s\n%.*s", kind, seq, VD_SARG(naming->slug), VD_SARG(naming->name));
    crypto_hash_sha256(hash, (const unsigned char *)asked.p, asked.n);
    struct vd_change_spec spec = {
        .entity_id = id, .kind = kind, .actor = actor, .now = now, .idem_key = vd_bytes(hash), .body_hash = vd_bytes(hash),
        .apply = apply_naming, .arg = naming};
    return vd_record_run(db, arena, &spec, &result);
}

static enum vd_err create(struct vd_db *db, struct vd_arena *arena, int64_t id, const char *kind, struct naming *naming, struct vd_actor actor)
{
    struct row_entity row = entity_row(arena, id, naming);
    VD_TRY(vd_row_put(db, &T_entity, &row)); /* so that the record finds a row to take */
    return record_naming(db, arena, id, 0, kind, naming, actor, naming->created_at);
}

static enum vd_err rename_entity(struct vd_db *db, struct vd_arena *arena, int64_t id, struct vd_str name, struct vd_actor actor, vd_us now)
{
    struct row_entity row = {.entity_id = id};
    VD_TRY(vd_row_get(db, arena, &T_entity, &row));
    struct naming naming = {.slug = row.slug, .name = name, .created_at = row.created_at};
    return record_naming(db, arena, id, row.seq, "entidad.renombrada", &naming, actor, now);
}

enum vd_err vd_entity_ensure(struct vd_db *db, struct vd_arena *arena, struct vd_str slug, struct vd_str name, struct vd_actor actor, vd_us now, struct vd_entity *ret)
{
    struct vd_entity entity;
    struct entity_fresh_id_row fresh;
    if (!vd_slug_valid(slug) || name.n > NAME_MOST || !vd_utf8_valid(name))
        return VD_INVALID;
    name = vd_str_squeeze(arena, name);
    enum vd_err err = vd_entity_get(db, arena, slug, &entity);
    if (err == VD_OK && (!name.n || vd_str_eq(name, entity.name))) {
        *ret = entity;
        return VD_OK;
    }
    if (err == VD_OK) {
        VD_TRY(rename_entity(db, arena, entity.id, name, actor, now));
    } else if (err == VD_NOT_FOUND && !name.n) {
        return VD_INVALID;
    } else if (err == VD_NOT_FOUND) {
        struct naming naming = {.slug = slug, .name = name, .created_at = now};
        VD_TRY(entity_fresh_id_one(db, arena, &fresh));
        VD_TRY(create(db, arena, fresh.id, "entidad.creada", &naming, actor));
    } else {
        return err;
    }
    return vd_entity_get(db, arena, slug, ret);
}

static enum vd_err ensure_installation(struct vd_db *db, struct vd_arena *arena, vd_us now)
{
    struct row_entity row = {.entity_id = 0};
    struct naming naming = {.slug = VD_S("instalacion"), .name = VD_S("Instalación"), .created_at = now};
    enum vd_err err = vd_row_get(db, arena, &T_entity, &row);
    if (err != VD_NOT_FOUND)
        return err;
    return create(db, arena, 0, "instalacion.creada", &naming, (struct vd_actor){.kind = VD_ACTOR_SYSTEM});
}

enum vd_err vd_entity_ensure_installation(struct vd_db *db, struct vd_arena *arena, vd_us now)
{
    if (vd_db_in_transaction(db))
        return ensure_installation(db, arena, now);
    VD_TRY(vd_db_begin(db, VD_DB_WRITE));
    enum vd_err err = ensure_installation(db, arena, now);
    if (err == VD_OK)
        return vd_db_commit(db);
    vd_db_rollback(db);
    return err;
}
