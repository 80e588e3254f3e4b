/* SPDX-License-Identifier: Apache-2.0 */
/* From argv to one command. Global settings may stand anywhere (base/config.h); what is left is words, arguments, options. */
#include "cli/cli.h"
#include <stdarg.h>

enum { COMMAND_ARENA = 512 * 1024 * 1024 };

void vd_cli_put(FILE *out, struct vd_str text)
{
    for (size_t i = 0; i < text.n;) {
        size_t at = i;
        uint32_t cp = vd_utf8_next(text, &i);
        if (cp == '\n' || cp == '\t' || (cp != 0xFFFD && vd_char_printable(cp)))
            fwrite(text.p + at, 1, i - at, out);
        else
            fputs("\xEF\xBF\xBD", out);
    }
}

bool vd_cli_printed_open(struct vd_cli_printed *p)
{
    *p = (struct vd_cli_printed){0};
    p->out = open_memstream(&p->text, &p->n);
    return p->out != NULL;
}

void vd_cli_printed_close(struct vd_cli_printed *p)
{
    fclose(p->out);
    vd_cli_put(stdout, (struct vd_str){p->text, p->n});
    free(p->text);
}

int vd_cli_fail(int code, const char *fmt, ...)
{
    va_list ap;
    char *line = NULL;
    va_start(ap, fmt);
    int n = vasprintf(&line, fmt, ap);
    va_end(ap);
    fputs("veedor: ", stderr);
    vd_cli_put(stderr, n < 0 ? VD_S("no alcanzó la memoria") : (struct vd_str){line, (size_t)n});
    fputc('\n', stderr);
    if (n >= 0)
        free(line);
    return code;
}

int vd_cli_system_error(enum vd_err err, const char *doing, const char *detail)
{
    const char *why = err == VD_NO_SPACE    ? "no queda espacio en el disco o es de solo lectura. Libere espacio y repita la orden"
                      : err == VD_RETRY     ? "la base de datos está ocupada o no responde. Repita la orden en un momento"
                      : err == VD_NO_MEMORY ? "no alcanzó la memoria"
                      : err == VD_NOT_FOUND ? "no existe"
                      : err == VD_CORRUPT   ? "los datos guardados no están bien. Corra «veedor verify»"
                      : err == VD_CONFLICT  ? "los datos son de otra versión del programa. Corra «veedor db status»"
                                            : "el sistema no lo permitió";
    const char *sep = detail && *detail ? " (" : "", *end = detail && *detail ? ")" : "";
    return vd_cli_fail(VD_EXIT_SYSTEM, "no se pudo %s: %s. Nada quedó a medias.%s%s%s", doing, why, sep, detail ? detail : "", end);
}

struct vd_str vd_cli_option(const struct vd_cli *cli, const char *flag)
{
    for (int i = 0; cli->command->options && cli->command->options[i].flag; i++)
        if (strcmp(cli->command->options[i].flag, flag) == 0)
            return cli->options[i];
    return (struct vd_str){0};
}

static bool is_help(const char *word) { return strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0; }

static void print_command(const struct vd_command *c)
{
    printf("  %s%s%s\n      %s\n", c->words, c->arguments ? " " : "", c->arguments ? c->arguments : "", c->help);
    for (const struct vd_command_option *o = c->options; o && o->flag; o++)
        printf("      %s%s%s: %s%s\n", o->flag, o->value_name ? " " : "", o->value_name ? o->value_name : "", o->help,
               o->required ? " (obligatoria)" : "");
}

static void print_help(void)
{
    printf("Veedor %s: el plan anticorrupción y su seguimiento, a la vista de todos.\n\nUso: veedor ORDEN [OPCIONES]\n\nÓrdenes:\n", VD_VERSION);
    for (const struct vd_command *c = vd_commands; c->words; c++)
        print_command(c);
    printf("\nOpciones para cualquier orden (también en el entorno o en veedor.conf, dentro de la carpeta):\n");
    for (const struct vd_setting *s = vd_settings; s->flag; s++)
        if (!s->hidden)
            printf("  %s %s (%s)\n      %s%s%s%s\n", s->flag, s->value_name, s->env, s->help, *s->fallback ? "; si falta, " : "", s->fallback, "");
    printf("\nCódigos de salida: 0 hecho · 1 la respuesta es no (verify, doctor o check encontraron algo) · 2 no se entiende lo pedido o el\n"
           "archivo · 3 falló el disco, la base de datos o el puerto. Con 2 y 3 no cambió nada.\n");
}

/* Words of the command at argv[1…]; *ret_words is how many it took. */
static const struct vd_command *find_command(int argc, char **argv, int *ret_words)
{
    for (const struct vd_command *c = vd_commands; c->words; c++) {
        struct vd_str rest = vd_str_of(c->words), word;
        int i = 1;
        bool same = true;
        while (same && vd_str_split(&rest, ' ', &word))
            same = i < argc && vd_str_is(word, argv[i++]);
        if (same) {
            *ret_words = i;
            return c;
        }
    }
    return NULL;
}

/* The order is not one, or only the first word of some («calendar»): those are named, with their help when it was asked. */
static int unknown_command(struct vd_arena *arena, int argc, char **argv)
{
    bool help = argc > 2 && is_help(argv[2]);
    struct vd_str known = {0};
    for (const struct vd_command *c = vd_commands; c->words; c++) {
        struct vd_str rest = vd_str_of(c->words), word;
        if (!vd_str_split(&rest, ' ', &word) || !vd_str_is(word, argv[1]) || !rest.n)
            continue;
        known = vd_str_printf(arena, "%.*s%s«%s»", VD_SARG(known), known.n ? ", " : "", c->words);
        if (help)
            print_command(c);
    }
    if (!known.n)
        return vd_cli_fail(VD_EXIT_INPUT, "no existe la orden «%s». Vea veedor --help", argv[1]);
    return help ? VD_EXIT_OK : vd_cli_fail(VD_EXIT_INPUT, "«%s» va con otra palabra: %.*s. Vea veedor %s --help", argv[1], VD_SARG(known), argv[1]);
}

static int take_option(struct vd_cli *cli, int argc, char **argv, int *i)
{
    const struct vd_command_option *o = cli->command->options;
    struct vd_str given = vd_str_of(argv[*i]), flag = given, value = {0};
    if (vd_str_find(given, VD_S("=")) > 0) {
        value = given;
        vd_str_split(&value, '=', &flag);
    }
    int k = 0;
    for (; o && o[k].flag && !vd_str_is(flag, o[k].flag); k++)
        ;
    if (!o || !o[k].flag)
        return vd_cli_fail(VD_EXIT_INPUT, "«%s» no es una opción de %s. Vea veedor --help", argv[*i], cli->command->words);
    if (o[k].value_name && !value.p) {
        if (*i + 1 >= argc)
            return vd_cli_fail(VD_EXIT_INPUT, "falta el valor de %s %s", o[k].flag, o[k].value_name);
        value = vd_str_of(argv[++*i]);
    }
    cli->options[k] = o[k].value_name ? value : VD_S("1");
    return VD_EXIT_OK;
}

/* The name of argument i: "DÍAS" of "FECHA DÍAS"; absent when the command takes fewer. */
static struct vd_str argument_name(const struct vd_command *command, size_t i)
{
    struct vd_str rest = vd_str_of(command->arguments), name = {0};
    for (size_t k = 0; k <= i; k++)
        if (!vd_str_split(&rest, ' ', &name))
            return (struct vd_str){0};
    return name;
}

static int parse(struct vd_cli *cli, int argc, char **argv, int words)
{
    size_t given = 0;
    for (int i = words; i < argc; i++) {
        if (!vd_utf8_valid(vd_str_of(argv[i])))
            return vd_cli_fail(VD_EXIT_INPUT, "un texto de la orden no está en UTF-8");
        if (strncmp(argv[i], "--", 2) == 0) {
            int code = take_option(cli, argc, argv, &i);
            if (code)
                return code;
        } else if (given < VD_CLI_ARGUMENTS && argument_name(cli->command, given).n) {
            cli->arguments[given++] = vd_str_of(argv[i]);
        } else {
            return vd_cli_fail(VD_EXIT_INPUT, "sobra «%s» en %s. Vea veedor --help", argv[i], cli->command->words);
        }
    }
    struct vd_str missing = argument_name(cli->command, given);
    if (missing.n && missing.p[0] != '[')
        return vd_cli_fail(VD_EXIT_INPUT, "falta %.*s en %s", VD_SARG(missing), cli->command->words);
    for (int k = 0; cli->command->options && cli->command->options[k].flag; k++)
        if (cli->command->options[k].required && !cli->options[k].n)
            return vd_cli_fail(VD_EXIT_INPUT, "falta %s %s en %s", cli->command->options[k].flag, cli->command->options[k].value_name, cli->command->words);
    return VD_EXIT_OK;
}

static int set_log(struct vd_str level)
{
    static const char *const names[] = {"debug", "info", "warn", "error"};
    for (int i = 0; i < 4; i++) {
        if (vd_str_is(level, names[i])) {
            vd_log_level_set((enum vd_log_level)i);
            return VD_EXIT_OK;
        }
    }
    return vd_cli_fail(VD_EXIT_INPUT, "el nivel de --log es debug, info, warn o error, no «%.*s»", VD_SARG(level));
}

struct start {
    struct vd_arena *arena;
    const struct vd_cli_app *app;
    int argc, code;
    char **argv;
};

static int run(struct start *start)
{
    struct vd_arena *arena = start->arena;
    char **argv = start->argv;
    int argc = start->argc;
    struct vd_cli cli = {.arena = arena, .app = start->app};
    struct vd_str reason;
    if (vd_config_load(arena, &argc, argv, &cli.config, &reason) != VD_OK)
        return vd_cli_fail(VD_EXIT_INPUT, "%.*s", VD_SARG(reason));
    vd_us fixed = 0;
    if (cli.config.now.n && !vd_us_from_iso(cli.config.now, &fixed))
        return vd_cli_fail(VD_EXIT_INPUT, "--now quiere un instante como 2022-09-20T10:15:00-05:00");
    vd_clock_fix(fixed);
    cli.now = vd_clock_now();
    if (set_log(cli.config.log))
        return VD_EXIT_INPUT;

    int words = 1;
    if (argc < 2 || is_help(argv[1]) || strcmp(argv[1], "help") == 0) {
        print_help();
        return argc < 2 ? VD_EXIT_INPUT : VD_EXIT_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        puts("veedor " VD_VERSION);
        return VD_EXIT_OK;
    }
    cli.command = find_command(argc, argv, &words);
    if (!cli.command)
        return unknown_command(arena, argc, argv);
    for (int i = words; i < argc; i++) {
        if (is_help(argv[i])) {
            print_command(cli.command);
            return VD_EXIT_OK;
        }
    }
    int code = parse(&cli, argc, argv, words);
    return code ? code : cli.command->run(&cli);
}

static enum vd_err run_guarded(void *arg)
{
    struct start *start = arg;
    start->code = run(start);
    return VD_OK;
}

/* Memory that ends in the middle of a command ends it with a sentence; what it had open, the end of the process closes. */
int vd_cli_main(int argc, char **argv, const struct vd_cli_app *app)
{
    VD_AUTO_ARENA struct vd_arena *arena = vd_arena_new(COMMAND_ARENA);
    struct start start = {.arena = arena, .app = app, .argc = argc, .argv = argv};
    if (!arena || vd_arena_try(arena, run_guarded, &start) != VD_OK)
        return vd_cli_fail(VD_EXIT_SYSTEM, "no alcanzó la memoria (%d MB): lo que se pidió es demasiado grande. No quedó nada a medias.", COMMAND_ARENA >> 20);
    return start.code;
}
