/* SPDX-License-Identifier: Apache-2.0 */
/* The child: reads descriptor 0, writes its answer to descriptor 1, and ends. First byte of the answer: the error; then the
 * encoded document or what the step made of it, or the reason in Spanish. The reader's memory is given back before the step begins;
 * the step is given what a parent would have been given. */
#include <errno.h>
#include <unistd.h>
#include "sandbox/answer.h"
#include "sandbox/confine.h"

/* The largest document, its file, and what growing lists leave behind, within the address space. */
enum { ARENA_SHARE = 2 };

struct task {
    size_t memory;                      /* bytes of an arena */
    const struct vd_sandbox_step *step; /* NULL: the document itself is the answer */
    struct vd_str input;                /* of the step */
    struct vd_arena *arena;
    struct vd_buf bytes;
    struct vd_str reason;
};

static _Noreturn void answer(enum vd_err err, struct vd_str body)
{
    char head = (char)err;
    bool ok = write(STDOUT_FILENO, &head, 1) == 1;
    for (size_t at = 0; ok && at < body.n;) {
        ssize_t n = write(STDOUT_FILENO, body.p + at, body.n - at);
        if (n > 0)
            at += (size_t)n;
        else
            ok = n < 0 && errno == EINTR;
    }
    _exit(ok ? 0 : 1);
}

/* One line that the parent takes, also when it cites a cell. */
static struct vd_str short_reason(struct vd_arena *arena, struct vd_str reason)
{
    struct vd_str line = vd_str_printable(arena, reason);
    size_t n = 0;
    for (size_t next = 0; next < line.n && next <= VD_SANDBOX_REASON_MAX; (void)vd_utf8_next(line, &next))
        n = next;
    return line.n <= VD_SANDBOX_REASON_MAX ? line : vd_str_sub(line, 0, n);
}

static enum vd_err read_document(void *arg)
{
    struct task *task = arg;
    struct vd_doc *doc;
    VD_TRY(vd_doc_read(STDIN_FILENO, task->arena, &doc, &task->reason));
    enum vd_err err = vd_doc_encode(doc, &task->bytes);
    if (err != VD_OK)
        task->reason = VD_S("El documento es demasiado grande. Divídalo en varios.");
    return err == VD_OK ? VD_OK : VD_TOO_BIG;
}

static enum vd_err take_step(void *arg)
{
    struct task *task = arg;
    struct vd_doc *doc;
    VD_TRY(vd_doc_decode(vd_buf_view(&task->bytes), task->arena, &doc));
    vd_buf_done(&task->bytes);
    vd_buf_init(&task->bytes, VD_SANDBOX_ANSWER_MAX - 1);
    enum vd_err err = task->step->run(doc, task->input, task->arena, &task->bytes, &task->reason);
    if (err != VD_OK && task->reason.n)
        task->reason = short_reason(task->arena, task->reason);
    return err;
}

static enum vd_err take_raw(void *arg)
{
    struct task *task = arg;
    return task->step->raw(STDIN_FILENO, task->arena, &task->bytes, &task->reason);
}

/* Each part has an arena of its own, and says what it was when that does not suffice. Ends the process when the part failed. */
static void run_part(struct task *task, enum vd_err (*part)(void *task), struct vd_str too_big)
{
    task->reason = (struct vd_str){0};
    task->arena = vd_arena_new(task->memory);
    enum vd_err err = task->arena ? vd_arena_try(task->arena, part, task) : VD_NO_MEMORY;
    if (err == VD_NO_MEMORY)
        answer(VD_TOO_BIG, too_big);
    if (err != VD_OK)
        answer(err, task->reason);
    vd_arena_free(task->arena);
}

/* A number that our own parent wrote. */
static unsigned long argument(int argc, char **argv, int i)
{
    int64_t v = 0;
    bool ok = i < argc && vd_str_i64(vd_str_of(argv[i]), &v) && v > 0;
    return ok ? (unsigned long)v : 0;
}

static const struct vd_sandbox_step *step_of(const struct vd_sandbox_step *steps, const char *name)
{
    for (; steps && steps->name; steps++)
        if (strcmp(steps->name, name) == 0)
            return steps;
    answer(VD_INTERNAL, VD_S("Este programa no sabe entender lo que se le pidió. Avise a quien lo administra."));
}

void vd_sandbox_child(int argc, char **argv, const struct vd_sandbox_step *steps)
{
    if (argc < 2 || strcmp(argv[1], VD_SANDBOX_ARG) != 0)
        return;
    unsigned long memory = argument(argc, argv, 2), seconds = argument(argc, argv, 3);
    if (!memory || !seconds || vd_confine(memory, (unsigned)seconds) != VD_OK)
        answer(VD_INTERNAL, VD_S("Este servidor no permite aislar la lectura de archivos. Avise a quien lo administra: «veedor doctor» dice qué falta."));
    struct task task = {.memory = memory / ARENA_SHARE};
    vd_buf_init(&task.bytes, VD_SANDBOX_ANSWER_MAX - 1);
    if (argc == 6) {
        task.step = step_of(steps, argv[4]);
        task.input = vd_str_of(argv[5]);
    }
    if (task.step && task.step->raw) {
        run_part(&task, take_raw, VD_S("El documento necesita demasiada memoria para abrirse. Divídalo en varios."));
        answer(VD_OK, vd_buf_view(&task.bytes));
    }
    run_part(&task, read_document, VD_S("El documento necesita demasiada memoria para leerse. Divídalo en varios."));
    if (task.step)
        run_part(&task, take_step, VD_S("La matriz es demasiado grande para entenderla: necesita demasiada memoria. Deje en el archivo solo las tablas que hacen falta, o divídalo en varios."));
    answer(VD_OK, vd_buf_view(&task.bytes));
}
