/* SPDX-License-Identifier: Apache-2.0 */
/* Runs a fuzz target over kept inputs: replay FILE|FOLDER…; prints one TAP line each. No input at all is a failure. */
#include <dirent.h>
#include <sys/stat.h>
#include "fuzz.h"

static int count;

static void replay_file(const char *path)
{
    FILE *f = fopen(path, "rb");
    struct stat st;
    if (!f || fstat(fileno(f), &st))
        abort();
    size_t n = (size_t)st.st_size;
    uint8_t *data = malloc(n + 1); /* exactly n are given: a read past them is seen by the sanitizer in the fuzzing build */
    if (!data || fread(data, 1, n, f) != n)
        abort();
    fclose(f);
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    LLVMFuzzerTestOneInput(data, n);
    free(data);
    printf("ok %d - %s\n", ++count, name);
}

static void replay(const char *path)
{
    DIR *dir = opendir(path);
    if (!dir) {
        replay_file(path);
        return;
    }
    for (struct dirent *e; (e = readdir(dir));) {
        char full[4096];
        if (e->d_name[0] == '.' || snprintf(full, sizeof full, "%s/%s", path, e->d_name) >= (int)sizeof full)
            continue;
        replay_file(full);
    }
    closedir(dir);
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        replay(argv[i]);
    printf("1..%d\n", count);
    return count ? 0 : 1;
}
