/* SPDX-License-Identifier: Apache-2.0 */
/* `veedor doctor`: what is wrong with this installation, in Spanish, and what to do about it. A line begins with ✓ (well), ! (look at
 * it: nothing is broken today) or ✗ (mend it); the last two say what to do. Only ✗ makes the answer «no». */
#include <errno.h>
#include <pwd.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>
#include "cli/commands.h"
#include "core/backup.h"
#include "db/tables.h"
#include "demo/demo.h"
#include "features/search/search.h"
#include "sandbox/sandbox.h"

enum { LEAST_FREE_MIB = 200, BACKUP_DAYS = 7 };
static const vd_us DAY = (vd_us)86400 * 1000000;

struct checkup { int problems, warnings; };

VD_PRINTF(1, 2) static void good(const char *fmt, ...)
{
    va_list ap;
    fputs("✓ ", stdout);
    va_start(ap, fmt);
    vprintf(fmt, ap);
    va_end(ap);
    putchar('\n');
}

VD_PRINTF(3, 0) static void say(const char *mark, const char *advice, const char *fmt, va_list ap)
{
    char *text = NULL;
    int n = vasprintf(&text, fmt, ap);
    fputs(mark, stdout);
    vd_cli_put(stdout, n < 0 ? VD_S("no alcanzó la memoria") : (struct vd_str){text, (size_t)n});
    printf("\n  Qué hacer: %s\n", advice);
    if (n >= 0)
        free(text);
}

VD_PRINTF(3, 4) static void warn(struct checkup *c, const char *advice, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say("! ", advice, fmt, ap);
    va_end(ap);
    c->warnings++;
}

VD_PRINTF(3, 4) static void bad(struct checkup *c, const char *advice, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    say("✗ ", advice, fmt, ap);
    va_end(ap);
    c->problems++;
}

/* What root writes, the account of the service cannot open. */
static void check_account(struct checkup *c, const struct stat *folder)
{
    const struct passwd *owner = geteuid() == 0 && folder->st_uid != 0 ? getpwuid(folder->st_uid) : NULL;
    if (owner)
        warn(c, "Dé las órdenes como esa cuenta: runuser -u CUENTA -- veedor …", "Usted es root y la carpeta es de la cuenta %s, que no podría abrir lo que root escriba", owner->pw_name);
}

static void check_folder(struct checkup *c, const char *data)
{
    struct stat st;
    struct statvfs vfs;
    if (stat(data, &st)) {
        if (errno == ENOENT)
            warn(c, "Si esperaba datos, corrija --data o VEEDOR_DATA. Si va a empezar, nada: se crea con la primera importación.", "La carpeta de datos %s no existe", data);
        else
            bad(c, "Revise la ruta de --data o VEEDOR_DATA.", "No se puede leer la carpeta %s: %s", data, strerror(errno));
        return;
    }
    if (!S_ISDIR(st.st_mode))
        bad(c, "Elija otra ruta con --data.", "%s no es una carpeta", data);
    else if (access(data, R_OK | W_OK | X_OK))
        bad(c, "Dé la orden como el dueño de la carpeta, o déle permiso a quien corre Veedor.", "No se puede escribir en %s", data);
    else if (st.st_mode & 0077)
        bad(c, "Corra: chmod 700 sobre esa carpeta.", "Otros usuarios de este equipo pueden ver %s", data);
    else
        good("La carpeta de datos está y solo su dueño la ve");
    check_account(c, &st);
    if (statvfs(data, &vfs) == 0) {
        uint64_t free_mib = (uint64_t)vfs.f_bavail * vfs.f_frsize >> 20;
        if (free_mib < LEAST_FREE_MIB)
            bad(c, "Libere espacio antes de seguir.", "Solo quedan %" PRIu64 " MiB libres en el disco", free_mib);
        else
            good("Quedan %" PRIu64 " MiB libres en el disco", free_mib);
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

/* What somebody asked for and did not get. All files are looked at by `veedor verify`. */
static void check_damaged(struct checkup *c, struct vd_cli *cli, struct vd_db *db, const char *data)
{
    struct vd_files *files = NULL;
    vd_files_damaged damaged = {0};
    if (vd_files_open(data, &files) != VD_OK)
        return; /* said elsewhere */
    if (vd_files_damaged_of(files, db, cli->arena, &damaged) != VD_OK)
        bad(c, "Corra veedor verify.", "No se pudo mirar si hay archivos dañados: %s", vd_db_message(db));
    VD_EACH(d, &damaged)
        bad(c, "Restáurelo del último respaldo (archivos/…/huella) y corra veedor verify.", "El archivo «%.*s» de %.*s, de huella %.*s, %s, y alguien lo pidió", VD_SARG(d->name),
            VD_SARG(d->entity), VD_SARG(d->hex), d->is_gone ? "no está" : "no es el que se guardó");
    vd_files_close(files);
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
        {"formularios.key", "de los formularios", "Bórrela: veedor serve hace una nueva. Solo se pierden los formularios que alguien tenga abiertos."},
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
        warn(c, "Deje atendiendo veedor serve un minuto y vuelva a mirar: se pone al día solo.", "A la búsqueda le falta%s %" PRId64 " entidad%s por indexar", stale == 1 ? "" : "n", stale, stale == 1 ? "" : "es");
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
        good("La hora de este equipo es posterior al último acto del registro, del %s", vd_date_iso(cli->arena, vd_date_in_bogota(last)).p);
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
            good("El último respaldo es del %s", vd_date_iso(cli->arena, vd_date_in_bogota(last)).p);
    } else if (vd_row_get(db, cli->arena, &T_entity, &installation) == VD_OK && cli->now - installation.created_at > BACKUP_DAYS * DAY) {
        bad(c, advice, "Nunca se ha hecho un respaldo desde este equipo");
    } else {
        warn(c, advice, "Todavía no hay respaldos: si este disco falla, se pierde todo");
    }
}

/* People who do not exist, and a record with acts of them, beside those of a real entity. */
static void check_demo(struct checkup *c, struct vd_cli *cli, struct vd_db *db)
{
    static const char advice[] = "Si es para trabajar de verdad, empiece en otra carpeta con --data: una entidad no se borra del registro. Si es para probar, nada.";
    bool there;
    if (demo_is_there(db, cli->arena, &there) != VD_OK || !there)
        return;
    if (cli->config.url.n)
        bad(c, advice, "¡Esta instalación atiende en %.*s y tiene la entidad de demostración «" DEMO_SLUG "», con planes y personas que no existen!", VD_SARG(cli->config.url));
    else
        warn(c, advice, "¡Esta carpeta tiene la entidad de demostración «" DEMO_SLUG "», con planes y personas que no existen!");
}

static void say_no_database(struct checkup *c, struct vd_cli *cli, const char *data)
{
    struct stat st;
    if (stat(vd_str_printf(cli->arena, "%s/archivos", data).p, &st) == 0)
        bad(c, "No importe nada todavía: restaure el último respaldo en una carpeta nueva, con veedor restore.", "Falta la base de datos, y la carpeta tiene documentos originales");
    else
        warn(c, "Si esperaba datos, corrija --data o --db. Si va a empezar, importe el primer plan con veedor import.", "Todavía no hay base de datos");
}

static void check_database(struct checkup *c, struct vd_cli *cli, const char *data)
{
    struct vd_db_config config = {.data = data, .url = cli->config.db.n ? vd_str_c(cli->arena, cli->config.db) : NULL};
    VD_AUTO_DB struct vd_db *db = NULL;
    enum vd_err err = vd_db_open(&config, VD_DB_READ, &db);
    if (err == VD_NOT_FOUND) {
        say_no_database(c, cli, data);
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
        bad(c, "Haga un respaldo y corra cualquier orden, por ejemplo veedor serve: se pone al día sola.", "A la base de datos le faltan %d migraciones", status.known - status.applied);
    else
        good("La base de datos está al día con este programa (%s)", config.url ? "PostgreSQL" : "SQLite");
    check_archive(c, cli, data);
    if (!status.newer && !status.changed && status.applied == status.known) {
        check_search(c, db);
        check_damaged(c, cli, db, data);
        check_clock(c, cli, db);
        check_backup(c, cli, db, data);
        check_demo(c, cli, db);
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
        warn(c, "Use un núcleo de Linux con Landlock, 5.13 o más nuevo.", "Los archivos de oficina se leen aislados, sin la segunda barrera: este núcleo no tiene Landlock");
    else
        good("Los archivos de oficina se leen aislados (Landlock %d)", s.landlock_abi);
}

int vd_cmd_doctor(struct vd_cli *cli)
{
    struct checkup c = {0};
    const char *data = vd_str_c(cli->arena, cli->config.data);
    printf("Veedor %s, carpeta %s\n", VD_VERSION, data);
    check_folder(&c, data);
    check_database(&c, cli, data);
    if (access(data, F_OK) == 0)
        check_private(&c, cli, data);
    check_keys(&c, cli, data);
    check_sandbox(&c);
    if (c.problems)
        printf("Hay %d cosa%s por arreglar (✗).\n", c.problems, c.problems == 1 ? "" : "s");
    if (c.warnings)
        printf("Hay %d aviso%s (!).%s\n", c.warnings, c.warnings == 1 ? "" : "s", c.problems ? "" : " Nada está dañado.");
    if (!c.problems && !c.warnings)
        puts("Todo está bien.");
    if (!c.problems)
        puts("Para comprobar que nadie cambió el registro: veedor verify");
    return c.problems ? VD_EXIT_NO : VD_EXIT_OK;
}
