/* SPDX-License-Identifier: Apache-2.0 */
/* The child: reads descriptor 0, writes its answer to descriptor 1, and ends. First byte of the answer: the error; then the
 * encoded document, or the reason in Spanish. */
#include <errno.h>
#include <unistd.h>
#include "sandbox/answer.h"
#include "sandbox/confine.h"

/* The largest document, its file, and what growing lists leave behind, within the address space. */
enum { ARENA_SHARE = 2 };

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

static _Noreturn void read_and_answer(struct vd_arena *arena)
{
    struct vd_doc *doc = NULL;
    struct vd_str reason = {NULL, 0};
    enum vd_err err = vd_doc_read(STDIN_FILENO, arena, &doc, &reason);
    if (err != VD_OK)
        answer(err, reason);
    struct vd_buf out;
    vd_buf_init(&out, VD_SANDBOX_ANSWER_MAX - 1);
    if (vd_doc_encode(doc, &out) != VD_OK)
        answer(VD_TOO_BIG, VD_S("El documento es demasiado grande. Divídalo en varios."));
    answer(VD_OK, vd_buf_view(&out));
}

/* A number that our own parent wrote. */
static unsigned long argument(int argc, char **argv, int i)
{
    int64_t v = 0;
    bool ok = i < argc && vd_str_i64(vd_str_of(argv[i]), &v) && v > 0;
    return ok ? (unsigned long)v : 0;
}

void vd_sandbox_child(int argc, char **argv)
{
    if (argc < 2 || strcmp(argv[1], VD_SANDBOX_ARG) != 0)
        return;
    unsigned long memory = argument(argc, argv, 2), seconds = argument(argc, argv, 3);
    if (!memory || !seconds || vd_confine(memory, (unsigned)seconds) != VD_OK)
        answer(VD_INTERNAL, VD_S("Este servidor no permite aislar la lectura de archivos. Avise a quien lo administra: «veedor doctor» dice qué falta."));
    struct vd_arena *arena = vd_arena_new(memory / ARENA_SHARE);
    jmp_buf full;
    if (!arena || setjmp(full))
        answer(VD_TOO_BIG, VD_S("El documento necesita demasiada memoria para leerse. Divídalo en varios."));
    vd_arena_guard(arena, &full);
    read_and_answer(arena);
}
