/* SPDX-License-Identifier: Apache-2.0 */
/* Dates, hours and numbers as they are written in Colombia. */
#include "html/es.h"
#include "html/html.h"

enum { FORM_MAX = 128, UNIT = 1000000 };
static const int64_t DAY_US = INT64_C(86400) * UNIT;
static const int64_t BOGOTA_US = INT64_C(-5) * 3600 * UNIT;

static const char *const MONTHS[] = {"enero", "febrero", "marzo", "abril", "mayo", "junio",
    "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"};
static const char *const MONTHS_SHORT[] = {"ene.", "feb.", "mar.", "abr.", "may.", "jun.",
    "jul.", "ago.", "sep.", "oct.", "nov.", "dic."};

const char *vd_es_month_short(int month) { return month >= 1 && month <= 12 ? MONTHS_SHORT[month - 1] : VD_ES_ABSENT; }
const char *vd_es_month(int month) { return month >= 1 && month <= 12 ? MONTHS[month - 1] : VD_ES_ABSENT; }

void vd_es_put_date(struct vd_buf *buf, struct vd_date d)
{
    char text[VD_DATE_DMY];
    if (d.year == 0) {
        vd_buf_c(buf, VD_ES_ABSENT);
        return;
    }
    vd_date_dmy_put(d, text);
    vd_buf_put(buf, text, sizeof text);
}

void vd_es_put_date_long(struct vd_buf *buf, struct vd_date d)
{
    if (d.year == 0)
        vd_buf_c(buf, VD_ES_ABSENT);
    else
        vd_buf_printf(buf, "%u de %s de %d", (unsigned)d.day, vd_es_month(d.month), d.year);
}

void vd_es_put_instant(struct vd_buf *buf, vd_us at)
{
    int64_t in_day = (at + BOGOTA_US) % DAY_US;
    int minutes = (int)((in_day < 0 ? in_day + DAY_US : in_day) / (INT64_C(60) * UNIT));
    int hour = minutes / 60;
    vd_es_put_date_long(buf, vd_date_in_bogota(at));
    vd_buf_printf(buf, ", %d:%02d %s", hour % 12 == 0 ? 12 : hour % 12, minutes % 60, hour < 12 ? "a. m." : "p. m.");
}

static void put_grouped(struct vd_buf *buf, uint64_t v)
{
    if (v >= 1000) {
        put_grouped(buf, v / 1000);
        vd_buf_printf(buf, ".%03u", (unsigned)(v % 1000));
    } else {
        vd_buf_i64(buf, (int64_t)v);
    }
}

static uint64_t put_sign(struct vd_buf *buf, int64_t v)
{
    if (v < 0)
        vd_buf_c(buf, "−");
    return v < 0 ? -(uint64_t)v : (uint64_t)v;
}

void vd_es_put_int(struct vd_buf *buf, int64_t v) { put_grouped(buf, put_sign(buf, v)); }

void vd_es_put_qty(struct vd_buf *buf, struct vd_oint u6)
{
    if (!u6.has) {
        vd_buf_c(buf, VD_ES_ABSENT);
        return;
    }
    uint64_t v = put_sign(buf, u6.v);
    put_grouped(buf, v / UNIT);
    unsigned fraction = (unsigned)(v % UNIT);
    int digits = 6;
    while (digits > 0 && fraction % 10 == 0) {
        fraction /= 10;
        digits--;
    }
    if (digits > 0)
        vd_buf_printf(buf, ",%0*u", digits, fraction);
}

/* A buffer on the stack: it never grows past FORM_MAX, so nothing is left behind if the arena unwinds the request. */
#define FORM(arena, put, value) \
    char room[FORM_MAX + 1] = ""; \
    struct vd_buf buf = {.p = room, .cap = sizeof(room), .max = FORM_MAX}; \
    put(&buf, value); \
    return vd_str_dup(arena, vd_buf_view(&buf))

struct vd_str vd_es_date_long(struct vd_arena *arena, struct vd_date d) { FORM(arena, vd_es_put_date_long, d); }
struct vd_str vd_es_instant(struct vd_arena *arena, vd_us at) { FORM(arena, vd_es_put_instant, at); }
struct vd_str vd_es_int(struct vd_arena *arena, int64_t v) { FORM(arena, vd_es_put_int, v); }
struct vd_str vd_es_qty(struct vd_arena *arena, struct vd_oint u6) { FORM(arena, vd_es_put_qty, u6); }

/* Words with which names of public entities begin; any other name goes without article. */
static bool begins_with(struct vd_str name, const char *const *words)
{
    struct vd_str first;
    vd_str_split(&name, ' ', &first);
    for (; *words; words++)
        if (vd_str_is(first, *words))
            return true;
    return false;
}

struct vd_str vd_es_of(struct vd_arena *arena, struct vd_str name)
{
    static const char *const feminine[] = {"Administradora", "Agencia", "Alcaldía", "Asamblea", "Auditoría", "Caja", "Cámara", "Central", "Comisión", "Contraloría",
        "Corporación", "Defensoría", "Dirección", "E.S.E.", "ESE", "Empresa", "Escuela", "Federación", "Fiscalía", "Fundación", "Gobernación", "Imprenta",
        "Industria", "Institución", "Junta", "Lotería", "Oficina", "Personería", "Policía", "Presidencia", "Procuraduría", "Registraduría", "Secretaría",
        "Sociedad", "Superintendencia", "Terminal", "Unidad", "Universidad", "Veeduría", NULL};
    static const char *const masculine[] = {"Archivo", "Área", "Banco", "Canal", "Centro", "Colegio", "Concejo", "Congreso", "Consejo", "Departamento", "Distrito",
        "Fondo", "Hospital", "Instituto", "Jardín", "Ministerio", "Municipio", "Museo", "Politécnico", "Sanatorio", "Senado", "Servicio", "Tribunal", NULL};
    const char *article = begins_with(name, feminine) ? "de la" : begins_with(name, masculine) ? "del" : "de";
    return vd_str_printf(arena, "%s %.*s", article, VD_SARG(name));
}
