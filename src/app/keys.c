/* SPDX-License-Identifier: Apache-2.0 */
/* Keys of the data folder, 32 bytes each, made once, readable by their owner only: one signs the tokens of forms, one seals the secrets of
 * second factors. A key is written whole under another name and then linked to its own, so that a crash leaves no half key and of two servers
 * that start together both take the first one's. */
#include <errno.h>
#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include "app/app.h"

enum { KEY_SIZE = 32 };
static const struct { const char *name, *of, *advice; } keys[] = {
    [APP_KEY_FORMS] = {"formularios.key", "de los formularios", "Bórrela y se hará una nueva: solo se pierden los formularios a medio llenar"},
    [APP_KEY_SEAL] = {"segundo-factor.key", "del segundo factor", "Restáurela del último respaldo: sin ella nadie que tenga segundo factor puede ingresar"},
};

static bool write_key(int folder, const char *temp)
{
    unsigned char key[KEY_SIZE];
    int fd = openat(folder, temp, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return false;
    randombytes_buf(key, sizeof key);
    bool ok = write(fd, key, sizeof key) == KEY_SIZE && fsync(fd) == 0;
    sodium_memzero(key, sizeof key);
    return close(fd) == 0 && ok;
}

static bool make_key(int folder, const char *name)
{
    unsigned char random[8];
    char hex[2 * sizeof random + 1], temp[64];
    randombytes_buf(random, sizeof random);
    vd_hex(hex, random, sizeof random);
    snprintf(temp, sizeof temp, "%s.%s", name, hex);
    bool ok = write_key(folder, temp) && (linkat(folder, temp, folder, name, 0) == 0 || errno == EEXIST);
    int why = errno;
    unlinkat(folder, temp, 0);
    ok = ok && fsync(folder) == 0;
    errno = why;
    return ok;
}

static int fail(enum app_key which, const char *path, const char *what)
{
    return vd_cli_fail(VD_EXIT_SYSTEM, "la llave %s %s %s. %s", keys[which].of, path, what, keys[which].advice);
}

static int read_key(int fd, enum app_key which, const char *path, unsigned char key[KEY_SIZE])
{
    struct stat st;
    if (fstat(fd, &st) || !S_ISREG(st.st_mode))
        return fail(which, path, "no es un archivo corriente");
    if (st.st_size != KEY_SIZE)
        return fail(which, path, st.st_size ? "no mide 32 bytes" : "está vacía");
    return read(fd, key, KEY_SIZE) == KEY_SIZE ? VD_EXIT_OK : fail(which, path, "no se puede leer");
}

int app_key(struct vd_cli *cli, enum app_key which, unsigned char key[KEY_SIZE])
{
    const char *name = keys[which].name;
    const char *at = vd_str_printf(cli->arena, "%.*s/llaves", VD_SARG(cli->config.data)).p;
    const char *path = vd_str_printf(cli->arena, "%s/%s", at, name).p;
    mkdir(at, 0700);
    int folder = open(at, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (folder < 0)
        return vd_cli_fail(VD_EXIT_SYSTEM, "no se puede usar la carpeta %s: %s", at, strerror(errno));
    const int how = O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK; /* a FIFO would wait for ever */
    int fd = openat(folder, name, how);
    if (fd < 0 && errno == ENOENT && make_key(folder, name))
        fd = openat(folder, name, how);
    int why = errno;
    close(folder);
    if (fd < 0)
        return why == ELOOP ? fail(which, path, "es un enlace, no un archivo")
                            : vd_cli_fail(VD_EXIT_SYSTEM, "no se pudo leer o guardar la llave %s %s: %s", keys[which].of, path, strerror(why));
    int code = read_key(fd, which, path, key);
    close(fd);
    return code;
}
