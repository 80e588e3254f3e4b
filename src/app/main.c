/* SPDX-License-Identifier: Apache-2.0 */
#include <sodium.h>
#include "app/app.h"
#include "core/second_factor.h"
#include "html/assets.h"

int main(int argc, char **argv)
{
    vd_sandbox_child(argc, argv, app_steps); /* never returns when this process is the isolated reader */
    if (sodium_init() < 0 || !vd_second_factor_init())
        return vd_cli_fail(VD_EXIT_SYSTEM, "no arrancó la biblioteca de cifrado");
    static const struct vd_cli_app app = {.open = app_open, .close = app_close, .serve = app_serve, .routes = app_routes, .assets = vd_assets};
    return vd_cli_main(argc, argv, &app);
}
