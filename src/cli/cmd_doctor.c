/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor doctor`: what is wrong with this installation, in Spanish, and what to do about it. */
#include <errno.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "cli/commands.h"
#include "core/backup.h"
#include "db/tables.h"
#include "features/search/search.h"
#include "sandbox/sandbox.h"

enum { LEAST_FREE_MIB = 200, BACKUP_DAYS = 7 };
static const vd_us DAY = (vd_us)86400 * 1000000;

struct checkup { int problems; };

static void good(const char *what) { printf("✓ %s\n", what); }

VD_PRINTF(3, 4) static void bad(struct checkup *c, const char *advice, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    char *text = NULL;
    int n = vasprintf(&text, fmt, ap);
    va_end(ap);
    fputs("✗ ", stdout);
    vd_cli_put(stdout, n < 0 ? VD_S("no alcanzó la memoria") : (struct vd_str){text, (size_t)n});
    printf("\n  Qué hacer: %s\n", advice);
    if (n >= 0)
        free(text);
    c->problems++;
}

static void check_folder(struct checkup *c, const char *data)
{
    struct stat st;
    struct statvfs vfs;
    if (stat(data, &st)) {
        if (errno == ENOENT)
            good("La carpeta de datos todavía no existe; se crea al usarla");
        else
            bad(c, "Revise la ruta de --data o VEEDOR_DATA.", "No se puede leer la carpeta %s: %s", data, strerror(errno));
        return;
    }
    if (!S_ISDIR(st.st_mode))
        bad(c, "Elija otra ruta con --data.", "%s no es una carpeta", data);
    else if (access(data, R_OK | W_OK | X_OK))
        bad(c, "Déle permiso al usuario que corre Veedor.", "No se puede escribir en %s", data);
    else if (st.st_mode & 0077)
        bad(c, "Corra: chmod 700 sobre esa carpeta.", "Otros usuarios de este equipo pueden ver %s", data);
    else
        good("La carpeta de datos está y solo su dueño la ve");
    if (statvfs(data, &vfs) == 0) {
        uint64_t free_mib = (uint64_t)vfs.f_bavail * vfs.f_frsize >> 20;
        if (free_mib < LEAST_FREE_MIB)
            bad(c, "Libere espacio antes de seguir.", "Solo quedan %" PRIu64 " MiB libres en el disco", free_mib);
        else
            printf("✓ Quedan %" PRIu64 " MiB libres en el disco\n", free_mib);
    }
}

static void check_archive(struct checkup *c, struct vd_cli *cli, const char *data)
{
    struct stat st;
    if (stat(vd_str_printf(cli->arena, "%s/archivos", data).p, &st) || !S_ISDIR(st.st_mode))
        bad(c, "Restáurela del último respaldo y corra veedor verify.", "Falta la carpeta de los documentos originales, %s/archivos", data);
    else
        good("La carpeta de los documentos originales está");
}

/* The folder's own mode shuts others out today; these must stand when somebody opens it or copies what is in it. */
static void check_private(struct checkup *c, struct vd_cli *cli, const char *data)
{
    static const char *const names[] = {"veedor.db", "veedor.db-wal", "veedor.db-shm", "archivos", "llaves", "llaves/formularios.key", "llaves/segundo-factor.key", "veedor.conf"};
    int open = 0;
    for (size_t i = 0; i < VD_COUNT(names); i++) {
        struct stat st;
        const char *path = vd_str_printf(cli->arena, "%s/%s", data, names[i]).p;
        if (stat(path, &st) || !(st.st_mode & 0077))
            continue;
        bad(c, "Corra: chmod go-rwx sobre esa ruta.", "Otros usuarios de este equipo tienen permiso sobre %s", path);
        open++;
    }
    if (!open)
        good("Base de datos, documentos y llaves son solo de su dueño");
}

static void check_keys(struct checkup *c, struct vd_cli *cli, const char *data)
{
    static const struct { const char *name, *of, *advice; } keys[] = {
        {"formularios.key", "de los formularios", "Bórrela: veedor serve hace una nueva."},
        {"segundo-factor.key", "del segundo factor", "Restáurela del último respaldo: sin ella nadie que tenga segundo factor puede ingresar."}};
    for (size_t i = 0; i < VD_COUNT(keys); i++) {
        struct stat st;
        const char *path = vd_str_printf(cli->arena, "%s/llaves/%s", data, keys[i].name).p;
        if (lstat(path, &st) == 0 && (!S_ISREG(st.st_mode) || st.st_size != 32))
            bad(c, keys[i].advice, "La llave %s %s está dañada", keys[i].of, path);
    }
}

static void check_search(struct checkup *c, struct vd_db *db)
{
    int64_t stale;
    if (search_stale(db, &stale) != VD_OK)
        bad(c, "Corra veedor serve: lo hace de nuevo.", "No se puede leer el índice de la búsqueda: %s", vd_db_message(db));
    else if (stale)
        bad(c, "Deje atendiendo veedor serve unos segundos: se pone al día solo.", "A la búsqueda le falta%s %" PRId64 " entidad%s por indexar", stale == 1 ? "" : "n", stale, stale == 1 ? "" : "es");
    else
        good("La búsqueda tiene todo lo que se muestra");
}

/* The record's instants only grow: an act of tomorrow says that this clock, or the one of that day, was wrong. */
static void check_clock(struct checkup *c, struct vd_cli *cli, struct vd_db *db)
{
    vd_us last;
    if (vd_record_last(db, &last) != VD_OK)
        return; /* nothing recorded yet, or said elsewhere */
    if (last > cli->now + DAY / 24)
        bad(c, "Corrija la hora del equipo; en Linux: timedatectl set-ntp true. Mientras tanto no importe ni publique.",
            "El reloj de este equipo va atrás del último acto del registro: dice %s", vd_date_iso(cli->arena, vd_date_in_bogota(cli->now)).p);
    else
        good("El reloj va adelante del último acto del registro");
}

static void check_backup(struct checkup *c, struct vd_cli *cli, struct vd_db *db, const char *data)
{
    static const char advice[] = "Corra: veedor backup CARPETA, en otro disco, y prográmelo cada día.";
    struct row_entity installation = {0};
    vd_us last;
    if (vd_backup_last(data, &last) == VD_OK) {
        int64_t days = cli->now > last ? (cli->now - last) / DAY : 0;
        if (days > BACKUP_DAYS)
            bad(c, advice, "El último respaldo es de hace %" PRId64 " días", days);
        else
            printf("✓ El último respaldo es del %s\n", vd_date_iso(cli->arena, vd_date_in_bogota(last)).p);
    } else if (vd_row_get(db, cli->arena, &T_entity, &installation) == VD_OK && cli->now - installation.created_at > BACKUP_DAYS * DAY) {
        bad(c, advice, "Nunca se ha hecho un respaldo desde este equipo");
    } else {
        good("Todavía no hay respaldos; haga el primero con veedor backup CARPETA");
    }
}

static void check_database(struct checkup *c, struct vd_cli *cli, const char *data)
{
    struct vd_db_config config = {.data = data, .url = cli->config.db.n ? vd_str_c(cli->arena, cli->config.db) : NULL};
    VD_AUTO_DB struct vd_db *db = NULL;
    enum vd_err err = vd_db_open(&config, VD_DB_READ, &db);
    if (err == VD_NOT_FOUND) {
        good("Todavía no hay base de datos; se crea al usarla");
        return;
    }
    struct vd_db_status status = {0};
    struct vd_str problem = {0};
    if (err == VD_OK)
        err = vd_db_status(db, &status);
    if (err != VD_OK) {
        bad(c, config.url ? "Revise que el servidor esté arriba y la dirección --db." : "Revise permisos y espacio; si sigue, restaure el respaldo.",
            "No se puede leer la base de datos: %s", db ? vd_db_message(db) : vd_err_name(err));
        return;
    }
    if (status.newer || status.changed)
        bad(c, "Use la versión de Veedor que la creó, o una más nueva.", "La base de datos no es de esta versión del programa");
    else if (status.applied < status.known)
        bad(c, "Corra cualquier orden, por ejemplo veedor serve: se pone al día sola.", "A la base de datos le faltan %d migraciones", status.known - status.applied);
    else
        good("La base de datos está al día");
    check_archive(c, cli, data);
    if (!status.newer && !status.changed && status.applied == status.known) {
        check_search(c, db);
        check_clock(c, cli, db);
        check_backup(c, cli, db, data);
    }
    if (vd_db_check(db, cli->arena, &problem) != VD_OK || problem.p)
        bad(c, "Pare el servidor y restaure el último respaldo.", "La base de datos está dañada: %.*s", VD_SARG(problem));
    else
        good("El motor no encuentra daños en la base de datos");
}

static void check_sandbox(struct checkup *c)
{
    struct vd_sandbox_status s;
    vd_sandbox_status(&s);
    if (!s.seccomp)
        bad(c, "Use un núcleo de Linux con seccomp.", "Los archivos de oficina se leen sin filtro de llamadas al sistema");
    else if (s.landlock_abi < 1)
        printf("✓ Los archivos de oficina se leen aislados (sin Landlock: este núcleo no lo tiene)\n");
    else
        printf("✓ Los archivos de oficina se leen aislados (Landlock %d)\n", s.landlock_abi);
}

int vd_cmd_doctor(struct vd_cli *cli)
{
    struct checkup c = {0};
    const char *data = vd_str_c(cli->arena, cli->config.data);
    printf("Veedor %s, carpeta %s\n", VD_VERSION, data);
    check_folder(&c, data);
    check_database(&c, cli, data);
    check_private(&c, cli, data);
    check_keys(&c, cli, data);
    check_sandbox(&c);
    if (c.problems)
        printf("Hay %d cosa%s por arreglar.\n", c.problems, c.problems == 1 ? "" : "s");
    else
        puts("Todo está bien. Para comprobar que nadie cambió el registro: veedor verify");
    return c.problems ? VD_EXIT_NO : VD_EXIT_OK;
}
