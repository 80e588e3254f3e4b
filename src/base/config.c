/* SPDX-License-Identifier: Apache-2.0 */
#include "base/config.h"
#include <errno.h>

#define SETTING(member, ...) {.offset = offsetof(struct vd_config, member), __VA_ARGS__}

const struct vd_setting vd_settings[] = {
    SETTING(data, .flag = "--data", .env = "VEEDOR_DATA", .value_name = "CARPETA", .fallback = "veedor-data",
            .help = "carpeta con todo: base de datos, archivos, llaves y configuración"),
    SETTING(db, .flag = "--db", .env = "VEEDOR_DB", .key = "db", .value_name = "postgres://…", .fallback = "",
            .help = "usa PostgreSQL en vez de la base de datos de la carpeta"),
    SETTING(listen, .flag = "--listen", .env = "VEEDOR_LISTEN", .key = "listen", .value_name = "DIRECCIÓN:PUERTO", .fallback = "",
            .help = "dónde atiende serve; sin ella, 127.0.0.1:8080 o el siguiente puerto libre"),
    SETTING(log, .flag = "--log", .env = "VEEDOR_LOG", .key = "log", .value_name = "NIVEL", .fallback = "info",
            .help = "cuánto se escribe en la bitácora: debug, info, warn o error"),
    SETTING(workers, .flag = "--workers", .env = "VEEDOR_WORKERS", .key = "workers", .value_name = "N", .fallback = "4",
            .help = "hilos que arman páginas"),
    SETTING(cache_mib, .flag = "--cache", .env = "VEEDOR_CACHE", .key = "cache", .value_name = "MIB", .fallback = "32",
            .help = "memoria para páginas ya armadas, en MiB"),
    SETTING(url, .flag = "--url", .env = "VEEDOR_URL", .key = "url", .value_name = "https://…", .fallback = "",
            .help = "dirección pública, para el catálogo de datos y las novedades; sin ella van direcciones relativas"),
    SETTING(proxies, .flag = "--proxy", .env = "VEEDOR_PROXY", .key = "proxy", .value_name = "DIRECCIONES", .fallback = "",
            .help = "direcciones del proxy, separadas por comas, a las que se les cree quién pide (X-Forwarded-For)"),
    SETTING(smtp, .flag = "--smtp", .env = "VEEDOR_SMTP", .key = "smtp", .value_name = "smtp://…", .fallback = "",
            .help = "servidor de correo: smtp://[usuario:clave@]servidor[:puerto] o smtps://…; sin él no se envía correo"),
    SETTING(mail_from, .flag = "--mail-from", .env = "VEEDOR_MAIL_FROM", .key = "mail_from", .value_name = "CORREO", .fallback = "",
            .help = "dirección desde la que sale el correo; con --smtp, y --url, es obligatoria"),
    SETTING(links, .flag = "--links", .env = "VEEDOR_LINKS", .key = "links", .value_name = "si|no|privados", .fallback = "si",
            .help = "comprueba cada día los enlaces publicados; privados: también los de la red interna"),
    SETTING(now, .flag = "--now", .env = "VEEDOR_NOW", .value_name = "INSTANTE", .fallback = "", .hidden = true,
            .help = "pruebas: instante que reemplaza al reloj"),
    {0},
};

static struct vd_str *slot(struct vd_config *config, const struct vd_setting *s)
{
    return (struct vd_str *)(void *)((char *)config + s->offset);
}

static enum vd_err take_flags(struct vd_arena *arena, int *argc, char **argv, struct vd_config *config, struct vd_str *ret_reason)
{
    int kept = 0;
    for (int i = 0; i < *argc; i++) {
        const struct vd_setting *s = vd_settings;
        size_t n = 0;
        for (; s->flag; s++) {
            n = strlen(s->flag);
            if (i > 0 && strncmp(argv[i], s->flag, n) == 0 && (argv[i][n] == 0 || argv[i][n] == '='))
                break;
        }
        if (!s->flag) {
            argv[kept++] = argv[i];
        } else if (argv[i][n] == '=') {
            *slot(config, s) = vd_str_of(argv[i] + n + 1);
        } else if (i + 1 < *argc) {
            *slot(config, s) = vd_str_of(argv[++i]);
        } else {
            *ret_reason = vd_str_printf(arena, "Falta el valor de %s %s.", s->flag, s->value_name);
            return VD_INVALID;
        }
    }
    argv[kept] = NULL;
    *argc = kept;
    return VD_OK;
}

static enum vd_err take_line(struct vd_arena *arena, struct vd_str line, int number, struct vd_config *from_file, struct vd_str *ret_reason)
{
    struct vd_str key, value = vd_str_trim(line);
    if (!value.n || value.p[0] == '#')
        return VD_OK;
    vd_str_split(&value, '=', &key);
    key = vd_str_trim(key);
    for (const struct vd_setting *s = vd_settings; s->flag; s++) {
        if (s->key && vd_str_is(key, s->key) && value.p) {
            *slot(from_file, s) = vd_str_dup(arena, vd_str_trim(value));
            return VD_OK;
        }
    }
    if (value.p)
        *ret_reason = vd_str_printf(arena, "veedor.conf, línea %d: no hay un ajuste «%.*s». Vea veedor --help.", number, VD_SARG(key));
    else
        *ret_reason = vd_str_printf(arena, "veedor.conf, línea %d: no se entiende «%.*s». Escriba clave = valor.", number, VD_SARG(vd_str_trim(line)));
    return VD_INVALID;
}

static enum vd_err read_file(struct vd_arena *arena, struct vd_str data, struct vd_config *from_file, struct vd_str *ret_reason)
{
    char line[1024];
    FILE *f = fopen(vd_str_printf(arena, "%.*s/veedor.conf", VD_SARG(data)).p, "re");
    if (!f)
        return VD_OK; /* it is optional */
    enum vd_err err = VD_OK;
    for (int number = 1; err == VD_OK && fgets(line, sizeof line, f); number++) {
        if (strlen(line) == sizeof line - 1 && !strchr(line, '\n')) { /* what is left of it would be read as a line of its own */
            *ret_reason = vd_str_printf(arena, "veedor.conf, línea %d: es demasiado larga.", number);
            err = VD_INVALID;
            break;
        }
        err = take_line(arena, vd_str_of(line), number, from_file, ret_reason);
    }
    fclose(f);
    return err;
}

enum vd_err vd_config_load(struct vd_arena *arena, int *argc, char **argv, struct vd_config *ret, struct vd_str *ret_reason)
{
    struct vd_config config = {0}, from_file = {0};
    VD_TRY(take_flags(arena, argc, argv, &config, ret_reason));
    for (const struct vd_setting *s = vd_settings; s->flag; s++) {
        const char *env = getenv(s->env);
        if (!slot(&config, s)->p && env && *env)
            *slot(&config, s) = vd_str_of(env);
    }
    if (!config.data.p)
        config.data = vd_str_of(vd_settings[0].fallback);
    VD_TRY(read_file(arena, config.data, &from_file, ret_reason));
    for (const struct vd_setting *s = vd_settings; s->flag; s++) {
        if (!slot(&config, s)->p)
            *slot(&config, s) = slot(&from_file, s)->p ? *slot(&from_file, s) : vd_str_of(s->fallback);
    }
    *ret = config;
    return VD_OK;
}
