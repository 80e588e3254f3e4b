/* SPDX-License-Identifier: Apache-2.0 */
/* One function a command; the table that names them is in commands.c. */
#ifndef VD_COMMANDS_H
#define VD_COMMANDS_H
#include "cli/cli.h"

int vd_cmd_check(struct vd_cli *cli);
int vd_cmd_import(struct vd_cli *cli);
int vd_cmd_export(struct vd_cli *cli);
int vd_cmd_compliance(struct vd_cli *cli);
int vd_cmd_user_add(struct vd_cli *cli);
int vd_cmd_user_second_factor(struct vd_cli *cli);
int vd_cmd_verify(struct vd_cli *cli);
int vd_cmd_backup(struct vd_cli *cli);
int vd_cmd_restore(struct vd_cli *cli);
int vd_cmd_doctor(struct vd_cli *cli);
int vd_cmd_read_date(struct vd_cli *cli);
int vd_cmd_read_target(struct vd_cli *cli);
int vd_cmd_read_people(struct vd_cli *cli);
int vd_cmd_routes(struct vd_cli *cli);
int vd_cmd_db_status(struct vd_cli *cli);
int vd_cmd_calendar_holidays(struct vd_cli *cli);
int vd_cmd_calendar_due(struct vd_cli *cli);
int vd_cmd_calendar_between(struct vd_cli *cli);
int vd_cmd_calendar_nth(struct vd_cli *cli);
#endif
