/* SPDX-License-Identifier: Apache-2.0 */
/* The parent's side. posix_spawn, never fork: the caller may be one of many threads. The child's answer decides, not its
 * exit: at the end of the pipe it is killed in any case, so that a captured child cannot linger. */
#include "sandbox/sandbox.h"
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include "sandbox/answer.h"
#include "sandbox/confine.h"

struct request {
    const char *path, *step, *input; /* step NULL: the document */
    struct vd_sandbox_limits limits;
};

struct child {
    pid_t pid;
    int answer; /* our end of the pipe */
};

static enum vd_err fail(struct vd_str *ret_reason, enum vd_err err, const char *reason)
{
    *ret_reason = vd_str_of(reason);
    return err;
}

static enum vd_err open_file(const char *path, int *ret, struct vd_str *ret_reason)
{
    struct stat st;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
        return fail(ret_reason, VD_NOT_FOUND, "No existe ese archivo. Revise la ruta y el nombre.");
    if (fd < 0)
        return fail(ret_reason, VD_IO, "No se pudo abrir el archivo. Revise que usted tenga permiso para leerlo.");
    enum vd_err err = VD_OK;
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode))
        err = fail(ret_reason, VD_INVALID, "Eso no es un archivo (es una carpeta o un dispositivo). Indique el documento o el libro que tiene la matriz.");
    else if (st.st_size > VD_DOC_MAX_FILE)
        err = fail(ret_reason, VD_TOO_BIG, "El archivo pesa más de 20 MB. Quite imágenes o divídalo.");
    if (err != VD_OK) {
        close(fd);
        return err;
    }
    *ret = fd;
    return VD_OK;
}

/* Nothing of the environment goes to the child; the sanitizers' options do, where there are sanitizers. */
static void child_environment(char **env, size_t max)
{
    static const char *const kept[] = {"ASAN_OPTIONS=", "UBSAN_OPTIONS="};
    size_t n = 0;
    for (char **e = environ; !vd_confine_limits_memory() && *e && n + 1 < max; e++)
        for (size_t i = 0; i < VD_COUNT(kept); i++)
            if (strncmp(*e, kept[i], strlen(kept[i])) == 0 && n + 1 < max)
                env[n++] = *e;
    env[n] = NULL;
}

/* A second more than the clock's where only the clock is to decide. */
static int64_t cpu_seconds(const struct vd_sandbox_limits *limits)
{
    return limits->cpu_millis ? (limits->cpu_millis + 999) / 1000 : limits->millis / 1000 + 1;
}

static int spawn_with(const struct request *request, int file, int answer, pid_t *pid)
{
    char memory[24], seconds[24], step[VD_SANDBOX_NAME_MAX + 1] = "", input[VD_SANDBOX_INPUT_MAX + 1] = "", *env[4];
    snprintf(memory, sizeof memory, "%zu", request->limits.memory);
    snprintf(seconds, sizeof seconds, "%" PRId64, cpu_seconds(&request->limits));
    char *argv[] = {(char[]){"veedor"}, (char[]){VD_SANDBOX_ARG}, memory, seconds, request->step ? step : NULL, input, NULL};
    if (request->step && (snprintf(step, sizeof step, "%s", request->step) >= (int)sizeof step || snprintf(input, sizeof input, "%s", request->input) >= (int)sizeof input))
        return E2BIG;
    child_environment(env, VD_COUNT(env));
    posix_spawn_file_actions_t files;
    posix_spawnattr_t attr;
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawn_file_actions_init(&files);
    posix_spawnattr_init(&attr);
    int bad = posix_spawn_file_actions_adddup2(&files, file, STDIN_FILENO);
    bad |= posix_spawn_file_actions_adddup2(&files, answer, STDOUT_FILENO);
    if (vd_confine_limits_memory()) /* a sanitizer's report must be seen; of a product's child nothing is */
        bad |= posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    bad |= posix_spawnattr_setsigmask(&attr, &none) | posix_spawnattr_setsigdefault(&attr, &all);
    bad |= posix_spawnattr_setflags(&attr, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    if (!bad)
        bad = posix_spawn(pid, "/proc/self/exe", &files, &attr, argv, env);
    posix_spawnattr_destroy(&attr);
    posix_spawn_file_actions_destroy(&files);
    return bad;
}

static bool start(const struct request *request, int file, struct child *ret)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    int bad = spawn_with(request, file, ends[1], &ret->pid);
    close(ends[1]);
    ret->answer = ends[0];
    if (bad)
        close(ends[0]);
    return bad == 0;
}

enum outcome { COMPLETE, TOO_LATE, TOO_LONG, BROKEN };

static enum outcome collect(int fd, vd_us deadline, struct vd_buf *out)
{
    char chunk[64 * 1024];
    for (;;) {
        vd_us left = deadline - vd_clock_monotonic();
        if (left <= 0)
            return TOO_LATE;
        struct pollfd p = {.fd = fd, .events = POLLIN};
        int ready = poll(&p, 1, (int)(left / 1000) + 1);
        if (ready == 0 || (ready < 0 && errno == EINTR))
            continue;
        ssize_t n = ready < 0 ? -1 : read(fd, chunk, sizeof chunk);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return n == 0 ? COMPLETE : BROKEN;
        vd_buf_put(out, chunk, (size_t)n);
        if (vd_buf_ok(out) != VD_OK)
            return TOO_LONG;
    }
}

/* False when it had used its time of the processor. */
static bool end(const struct child *child)
{
    int status = 0;
    close(child->answer);
    kill(child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return !WIFSIGNALED(status) || WTERMSIG(status) != SIGXCPU;
}

static bool is_plain_text(struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 || s.p[i] == 0x7F)
            return false;
    return s.n > 0 && s.n <= VD_SANDBOX_REASON_MAX && vd_utf8_valid(s);
}

#define LATE "El archivo tardó demasiado en leerse. Puede estar dañado o ser demasiado grande para entenderlo: guárdelo otra vez en su programa o divídalo."

enum vd_err vd_sandbox_broken(struct vd_str *ret_reason)
{
    return fail(ret_reason, VD_INVALID, "El archivo hizo fallar la lectura y se detuvo por seguridad. Ábralo en su programa, guárdelo otra vez y vuelva a traerlo.");
}

/* What follows the first byte, when the child says that all went well. */
static enum vd_err believe(struct vd_str bytes, struct vd_arena *arena, struct vd_str *ret, struct vd_str *ret_reason)
{
    if (!bytes.n)
        return vd_sandbox_broken(ret_reason);
    enum vd_err err = (enum vd_err)(unsigned char)bytes.p[0];
    struct vd_str body = vd_str_sub(bytes, 1, bytes.n);
    bool known = err == VD_INVALID || err == VD_TOO_BIG || err == VD_IO || err == VD_INTERNAL;
    if (err == VD_OK)
        *ret = body;
    else if (known && is_plain_text(body))
        *ret_reason = vd_str_dup(arena, body);
    else
        return vd_sandbox_broken(ret_reason);
    return err;
}

static enum vd_err run_child(int file, const struct request *request, struct vd_buf *out, struct vd_str *ret_reason)
{
    struct child child;
    vd_us deadline = vd_clock_monotonic() + request->limits.millis * 1000;
    bool started = start(request, file, &child);
    close(file);
    if (!started)
        return fail(ret_reason, VD_INTERNAL, "El servidor no pudo empezar la lectura del archivo. Intente de nuevo en un momento.");
    enum outcome outcome = collect(child.answer, deadline, out);
    if (!end(&child) || outcome == TOO_LATE)
        return fail(ret_reason, VD_TOO_BIG, LATE);
    if (outcome == TOO_LONG)
        return fail(ret_reason, VD_TOO_BIG, "El documento es demasiado grande. Divídalo en varios.");
    if (outcome == BROKEN)
        return fail(ret_reason, VD_INTERNAL, "El servidor perdió la lectura del archivo. Intente de nuevo en un momento.");
    return VD_OK;
}

/* Under a sanitizer everything is several times slower. */
static struct vd_sandbox_limits defaults(void)
{
    return (struct vd_sandbox_limits){.millis = vd_confine_limits_memory() ? 8000 : 40000, .cpu_millis = vd_confine_limits_memory() ? 2000 : 10000, .memory = (size_t)256 * 1024 * 1024};
}

static void free_answer(void *out) { vd_buf_done(out); }

/* *ret lives in *out. */
static enum vd_err ask(const struct request *request, struct vd_arena *arena, struct vd_buf *out, struct vd_str *ret, struct vd_str *ret_reason)
{
    int file = -1;
    vd_buf_init(out, VD_SANDBOX_ANSWER_MAX);
    vd_arena_defer(arena, free_answer, out);
    VD_TRY(open_file(request->path, &file, ret_reason));
    VD_TRY(run_child(file, request, out, ret_reason));
    return believe(vd_buf_view(out), arena, ret, ret_reason);
}

enum vd_err vd_sandbox_read(const char *path, const struct vd_sandbox_limits *limits, struct vd_arena *arena, struct vd_doc **ret,
                            struct vd_str *ret_reason)
{
    /* On the heap and released early, also when an arena without memory unwinds this call. */
    struct vd_buf *out = VD_NEW(arena, struct vd_buf);
    struct vd_str body;
    enum vd_err err = ask(&(struct request){.path = path, .limits = limits ? *limits : defaults()}, arena, out, &body, ret_reason);
    if (err == VD_OK && vd_doc_decode(body, arena, ret) != VD_OK)
        err = vd_sandbox_broken(ret_reason);
    vd_buf_done(out);
    return err;
}

enum vd_err vd_sandbox_run(const char *path, const struct vd_sandbox_limits *limits, const char *step, const char *input,
                           struct vd_arena *arena, struct vd_str *ret, struct vd_str *ret_reason)
{
    struct vd_buf *out = VD_NEW(arena, struct vd_buf);
    struct vd_str body;
    const struct request request = {.path = path, .step = step, .input = input, .limits = limits ? *limits : defaults()};
    enum vd_err err = ask(&request, arena, out, &body, ret_reason);
    if (err == VD_OK)
        *ret = vd_str_dup(arena, body);
    vd_buf_done(out);
    return err;
}

void vd_sandbox_status(struct vd_sandbox_status *ret)
{
    *ret = (struct vd_sandbox_status){vd_confine_landlock_abi(), vd_confine_seccomp_works(), vd_confine_limits_memory()};
}
