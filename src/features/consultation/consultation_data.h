/* SPDX-License-Identifier: Apache-2.0 */
/* Inside of this folder: consultations and contributions as public data, without personal data. */
#ifndef CONSULTATION_DATA_H
#define CONSULTATION_DATA_H
#include "features/site/site.h"

/* Every route of this folder that anybody may open has some of it. */
struct consultation_input {
    struct site_data_input data;
    struct vd_str entidad, familia, despues, actividad;
    struct vd_oint vigencia;
};
extern const struct site_data consultation_contributions, consultation_all;
#endif
