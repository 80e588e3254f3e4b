/* SPDX-License-Identifier: Apache-2.0 */
/* The report as a document to publish: cover, how it was made, summary, the guide's format, the detail, notes, and at the end who signed
 * and how anybody proves it. */
#include "core/profile.h"
#include "features/official/official_pdf_parts.h"

enum { PDF_MOST = 64 << 20 };

struct vd_url official_url(struct vd_arena *arena, struct vd_str slug, struct vd_str family, int64_t vigencia, struct vd_date cut_on, const char *form)
{
    return vd_url_with(arena, followup_plan_url(arena, slug, family, vigencia), vd_str_printf(arena, "/%.*s%s", VD_SARG(vd_date_iso(arena, cut_on)), form).p);
}

static void put_line(struct drawing *d, const char *name, struct vd_str value)
{
    if (value.n == 0)
        return;
    struct vd_pdf_run runs[] = {{.text = vd_str_printf(d->arena, "%s: ", name), .bold = true}, {.text = value}};
    vd_pdf_runs(d->pdf, runs, 2);
}

static struct vd_str long_day(struct drawing *d, struct vd_date day) { return day.year ? vd_es_date_long(d->arena, day) : (struct vd_str){0}; }

static bool is_out(const struct official_report *r) { return vd_str_is(r->state, "importado") || vd_str_is(r->state, "publicado"); }

/* ---- cover */

static enum vd_err put_shield(struct drawing *d)
{
    struct vd_profile profile;
    struct vd_str bytes;
    VD_TRY(vd_profile_get(d->of->db, d->arena, d->of->entity_id, &profile));
    if (!profile.shield.n)
        return VD_OK;
    VD_TRY(vd_files_read(d->of->files, d->arena, d->of->entity_id, (const unsigned char *)profile.shield.p, profile.shield_size, &bytes));
    enum vd_err err = vd_pdf_image(d->pdf, bytes, 84, vd_str_printf(d->arena, "Escudo de %.*s", VD_SARG(d->report->entity_name)));
    return err == VD_INVALID ? VD_OK : err; /* a JPEG for the press: the cover goes without it */
}

static struct vd_str published_words(struct drawing *d)
{
    const struct official_report *r = d->report;
    struct vd_str day = long_day(d, r->published_on);
    if (!day.n || !r->publish_by.year)
        return day;
    if (vd_date_days(vd_date_in_bogota(d->read->at)) > vd_date_days(r->published_on))
        day = vd_str_printf(d->arena, "%.*s (registrado el %.*s)", VD_SARG(day), VD_SARG(long_day(d, vd_date_in_bogota(d->read->at))));
    if (r->days_late.has)
        return vd_str_printf(d->arena, "%.*s, %.*s después del plazo (%.*s)", VD_SARG(day), VD_SARG(official_counted(d->arena, r->days_late.v, "día", "días")), VD_SARG(long_day(d, r->publish_by)));
    return vd_str_printf(d->arena, "%.*s, dentro del plazo (%.*s)", VD_SARG(day), VD_SARG(long_day(d, r->publish_by)));
}

/* The official figure, large. */
static void put_official(struct drawing *d)
{
    const struct official_report *r = d->report;
    struct vd_str zone = r->percent.has ? vd_str_printf(d->arena, "Zona %.*s", VD_SARG(vd_fold(d->arena, vd_code_shown(followup_zone_codes, r->zone)))) : VD_S("Sin zona");
    struct vd_str sum = vd_str_printf(d->arena, "%.*s de %" PRId64 " programadas al corte, según lo %.*s", VD_SARG(official_counted(d->arena, r->fulfilled, "actividad cumplida", "actividades cumplidas")), r->programmed,
                                      VD_SARG(vd_fold(d->arena, vd_str_of(followup_basis_word(d->read->basis)))));
    struct vd_str value = official_percent(d->arena, r->percent, "Sin dato");
    double width = vd_pdf_width(d->pdf);
    vd_pdf_space(d->pdf, 12);
    vd_pdf_figure_begin(d->pdf, vd_str_printf(d->arena, "Cumplimiento oficial: %.*s. %.*s. %.*s.", VD_SARG(value), VD_SARG(zone), VD_SARG(sum)), width, 78);
    vd_pdf_rect(d->pdf, 0, 0, width, 78, VD_PDF_TINT);
    vd_pdf_rect(d->pdf, 0, 0, 5, 78, VD_PDF_IDENTITY);
    vd_pdf_label(d->pdf, 20, 20, 9.5, VD_PDF_LEFT, false, VD_S("Cumplimiento oficial del plan"));
    vd_pdf_label(d->pdf, 20, 50, 27, VD_PDF_LEFT, true, value);
    vd_pdf_label(d->pdf, width - 18, 48, 13, VD_PDF_RIGHT, true, zone);
    vd_pdf_label(d->pdf, 20, 68, 9, VD_PDF_LEFT, false, sum);
    vd_pdf_figure_end(d->pdf);
    vd_pdf_space(d->pdf, 10);
}

static enum vd_err put_cover(struct drawing *d)
{
    const struct official_report *r = d->report;
    vd_pdf_cover(d->pdf, 18);
    VD_TRY(put_shield(d));
    vd_pdf_sized(d->pdf, 13, &(struct vd_pdf_run){.text = r->entity_name, .bold = true, .colour = VD_PDF_SOFT}, 1);
    if (!is_out(r))
        vd_pdf_sized(d->pdf, 12, &(struct vd_pdf_run){.text = VD_S("BORRADOR: este seguimiento todavía no se ha publicado"), .bold = true, .colour = VD_PDF_RED}, 1);
    vd_pdf_heading(d->pdf, 1, vd_str_printf(d->arena, "Seguimiento al %.*s", VD_SARG(r->plan)));
    struct vd_str which = r->no.has ? vd_str_printf(d->arena, "Seguimiento %" PRId64 " de la Oficina de Control Interno, corte del %.*s", r->no.v, VD_SARG(long_day(d, r->cut_on)))
                                    : vd_str_printf(d->arena, "Corte del %.*s", VD_SARG(long_day(d, r->cut_on)));
    vd_pdf_sized(d->pdf, 12.5, &(struct vd_pdf_run){.text = which}, 1);
    put_official(d);
    put_line(d, "Entidad", r->entity_name);
    put_line(d, "Vigencia", vd_str_printf(d->arena, "%" PRId64, r->vigencia));
    put_line(d, "Plan", vd_str_printf(d->arena, "%.*s, versión %" PRId64, VD_SARG(r->plan), r->version));
    put_line(d, "Corte oficial", long_day(d, r->cut_on));
    put_line(d, "Fecha que lleva la hoja", long_day(d, r->sheet_on));
    put_line(d, "Reportes recibidos hasta", long_day(d, r->reports_until));
    put_line(d, "Fecha de publicación", published_words(d));
    put_line(d, "Actividades", vd_str_printf(d->arena, "%zu en %.*s; %" PRId64 " cuentan al corte", r->activities.n,
                                             VD_SARG(official_counted(d->arena, (int64_t)r->components.n, "componente", "componentes")), r->programmed));
    return VD_OK;
}

/* ---- method */

static void put_method(struct drawing *d)
{
    static const char *const from[FOLLOWUP_BASES] = {"lo que declaran las áreas", "lo que revisó la oficina de planeación", "lo que verificó la Oficina de Control Interno", ""};
    const struct official_report *r = d->report;
    vd_pdf_heading(d->pdf, 2, VD_S("Cómo se calculó"));
    if (vd_str_is(d->read->head.state, "importado"))
        vd_pdf_text(d->pdf, vd_str_printf(d->arena, "Es un seguimiento ya cerrado, leído de su documento. Las cifras salen de lo que la hoja declara; «recalculado» es lo que da dividir lo logrado entre la meta, "
                                          "y se muestra al lado sin reemplazar a lo declarado."));
    else
        vd_pdf_text(d->pdf, vd_str_printf(d->arena, "La cifra oficial sale de %s. Los reportes son los que había al %.*s; lo que se hizo después del corte no cuenta. De una meta que se reparte en el año se exige "
                                          "la parte cuyo plazo terminó.", from[d->read->basis], VD_SARG(long_day(d, r->reports_until.year ? r->reports_until : r->cut_on))));
    vd_pdf_list_begin(d->pdf);
    const char *const items[] = {
        "M1, la cifra oficial: 100 × actividades cumplidas ÷ actividades programadas al corte. Una actividad está cumplida cuando llega a 100 y, si se le pide soporte, tiene uno aceptado.",
        "M2: promedio de los porcentajes de las actividades; ninguna cuenta más de 100. M3: el mismo promedio con los pesos aprobados. M4: promedio de los promedios de los componentes.",
        "Lo que no debía estar hecho al corte, lo que no aplica y lo retirado no cuenta ni arriba ni abajo. Lo que debía estar hecho y nadie reportó cuenta 0.",
        "Zonas: baja, menos de 60; media, de 60 a menos de 80; alta, 80 o más. Se compara el valor sin redondear; solo se redondea al mostrar.",
    };
    for (size_t i = 0; i < VD_COUNT(items); i++)
        vd_pdf_item(d->pdf, VD_S("•"), &(struct vd_pdf_run){.text = vd_str_of(items[i])}, 1);
    vd_pdf_list_end(d->pdf);
}

/* ---- proof */

static void put_signatures(struct drawing *d)
{
    static const struct vd_pdf_column columns[] = {{VD_S("Quién"), 2, VD_PDF_LEFT}, {VD_S("Como"), 2, VD_PDF_LEFT}, {VD_S("Cuándo"), 1.7, VD_PDF_LEFT}, {VD_S("Huella de la cadena al firmar"), 3.2, VD_PDF_LEFT}};
    if (!d->report->signatures.n)
        return;
    vd_pdf_table_begin(d->pdf, VD_S("Quién firmó este seguimiento"), columns, VD_COUNT(columns));
    VD_EACH(sign, &d->report->signatures) {
        vd_us at = 0;
        (void)vd_us_from_iso(sign->at, &at);
        struct vd_pdf_cell cells[] = {{.text = sign->name, .bold = true}, {.text = sign->role}, {.text = vd_es_instant(d->arena, at)}, {.text = sign->head}};
        vd_pdf_row(d->pdf, cells);
    }
    vd_pdf_table_end(d->pdf);
}

static void put_proof(struct drawing *d)
{
    const struct official_report *r = d->report;
    struct vd_str path = vd_url_path(d->arena, vd_str_c(d->arena, r->entity), "comprobar", NULL).s;
    struct vd_str address = d->of->site.n ? vd_str_printf(d->arena, "%.*s%.*s", VD_SARG(d->of->site), VD_SARG(path)) : path;
    vd_pdf_turn(d->pdf, false);
    official_put_corrections(d);
    vd_pdf_heading(d->pdf, 2, VD_S("Firmas y comprobación"));
    put_signatures(d);
    if (r->frozen_head.n) {
        vd_us at = 0;
        (void)vd_us_from_iso(r->frozen_at, &at);
        put_line(d, "Se congeló", vd_es_instant(d->arena, at));
        put_line(d, "Huella de la cadena al congelar", r->frozen_head);
        vd_pdf_text(d->pdf, VD_S("Desde entonces ninguna fila de este seguimiento se puede cambiar sin que la cadena de la entidad lo muestre: cada acto lleva la huella del anterior."));
    }
    if (r->source.n) {
        put_line(d, "Huella del documento del que se leyó (SHA-256)", r->source);
        vd_pdf_text(d->pdf, VD_S("Ese documento se guarda como llegó. Cada acto de la entidad, también el que lo trajo, lleva la huella del anterior."));
    }
    struct vd_str at = d->of->site.n ? address : vd_str_printf(d->arena, "en el sitio donde se publicó este informe, en la dirección %.*s", VD_SARG(path));
    struct vd_pdf_run where[] = {{.text = VD_S("Para comprobarlo: "), .bold = true}, {.text = at, .url = d->of->site.n ? address : (struct vd_str){0}}};
    vd_pdf_runs(d->pdf, where, 2);
    if (d->of->site.n)
        official_put_qr(d, address, vd_str_printf(d->arena, "Código QR que lleva a %.*s", VD_SARG(address)));
}

enum vd_err official_draw(const struct official_of *of, const struct official_read *read, struct vd_str *ret)
{
    struct drawing d = {.of = of, .read = read, .report = &read->report, .arena = of->arena};
    const struct official_report *r = d.report;
    struct vd_pdf_about about = {.title = vd_str_printf(of->arena, "Seguimiento al %.*s, corte del %.*s", VD_SARG(r->plan), VD_SARG(long_day(&d, r->cut_on))), .author = r->entity_name,
        .subject = VD_S("Informe oficial de seguimiento, con la cifra oficial y cómo se calculó"), .made_at = read->at};
    about.foot = vd_str_printf(of->arena, "%s%.*s · Corte del %.*s", is_out(r) ? "" : "BORRADOR · ", VD_SARG(r->entity_name), VD_SARG(long_day(&d, r->cut_on)));
    VD_AUTO_BUF struct vd_buf out;
    vd_buf_init(&out, PDF_MOST);
    VD_TRY(vd_pdf_new(of->arena, &about, &d.pdf));
    VD_TRY(put_cover(&d));
    put_method(&d);
    vd_pdf_break(d.pdf);
    official_put_summary(&d);
    official_put_format(&d);
    official_put_detail(&d);
    put_proof(&d);
    VD_TRY(vd_pdf_end(d.pdf, &out));
    *ret = vd_str_dup(of->arena, vd_buf_view(&out));
    return VD_OK;
}

/* In a memory of its own: a report of a thousand activities asks for as much as a request has. */
enum { APART = 256 << 20 };
struct apart { struct official_of of; struct vd_str bytes; };

static void free_arena(void *arena) { vd_arena_free(arena); }

static enum vd_err make(void *arg)
{
    struct apart *a = arg;
    struct official_read *read = VD_NEW(a->of.arena, struct official_read);
    VD_TRY(official_data_read(&a->of, read));
    return official_draw(&a->of, read, &a->bytes);
}

enum vd_err official_pdf(const struct official_of *of, struct vd_str *ret)
{
    struct apart a = {.of = *of};
    a.of.arena = vd_arena_new(APART);
    if (!a.of.arena)
        return VD_NO_MEMORY;
    vd_arena_defer(of->arena, free_arena, a.of.arena);
    VD_TRY(vd_arena_try(a.of.arena, make, &a));
    *ret = a.bytes;
    return VD_OK;
}
