/* SPDX-License-Identifier: Apache-2.0 */
/* From texts to the route's typed input. Only what the route declares exists: another query parameter is not looked at (and
 * is no part of the cache key), another form field is refused. An empty text counts as not sent. */
#include <sodium.h>
#include "http/internal.h"

static const char *called(const struct vd_param *p) { return p->label ? p->label : p->name; }

static enum vd_err say(struct vd_arena *arena, enum vd_err err, const struct vd_param *p, const char *what, struct vd_str *ret_problem)
{
    *ret_problem = vd_str_printf(arena, "El dato «%s» %s.", called(p), what);
    return err;
}

/* What a person typed or left out, by the name it has in the form: what to do, not what it is. The rest comes from programs and addresses. */
static bool was_typed(const struct vd_param *p) { return p->label && p->from == VD_FROM_FORM; }

static enum vd_err ask_for(struct vd_arena *arena, enum vd_err err, const char *what, const struct vd_param *p, const char *more, struct vd_str *ret_problem)
{
    *ret_problem = vd_str_printf(arena, "%s «%s»%s", what, p->label, more);
    return err;
}

static enum vd_err say_missing(struct vd_arena *arena, const struct vd_param *p, struct vd_str *ret_problem)
{
    if (!was_typed(p))
        return say(arena, VD_INVALID, p, "es obligatorio", ret_problem);
    if (p->kind == VD_P_FILE)
        return ask_for(arena, VD_INVALID, "Elija el archivo de", p, "", ret_problem);
    if (p->kind == VD_P_CHOICE || p->kind == VD_P_INTS)
        return ask_for(arena, VD_INVALID, "Elija una opción en", p, "", ret_problem);
    return ask_for(arena, VD_INVALID, "Escriba", p, ": no puede quedar en blanco", ret_problem);
}

/* A limit that nobody would type is not said. */
static enum vd_err say_range(struct vd_arena *arena, const struct vd_param *p, struct vd_str *ret_problem)
{
    enum { SAID_MOST = 1000000 };
    struct vd_str up_to = p->max > SAID_MOST ? VD_S(" en adelante") : vd_str_printf(arena, " a %" PRId64, p->max);
    *ret_problem = was_typed(p) ? vd_str_printf(arena, "Escriba en «%s» un número, de %" PRId64 "%.*s", p->label, p->min, VD_SARG(up_to))
                                : vd_str_printf(arena, "El dato «%s» debe ser un número, de %" PRId64 "%.*s.", called(p), p->min, VD_SARG(up_to));
    return VD_INVALID;
}

/* Of what is typed into an address, the limit is said too; a form's page has it. */
static enum vd_err say_length(struct vd_arena *arena, const struct vd_param *p, struct vd_str *ret_problem)
{
    if (was_typed(p))
        return ask_for(arena, VD_INVALID, "Acorte", p, ": es demasiado largo", ret_problem);
    if (p->from != VD_FROM_QUERY)
        return say(arena, VD_INVALID, p, "es demasiado largo", ret_problem);
    *ret_problem = vd_str_printf(arena, "El dato «%s» es demasiado largo: caben %" PRId64 " letras.", called(p), p->max);
    return VD_INVALID;
}

static enum vd_err say_choices(struct vd_arena *arena, const struct vd_param *p, struct vd_str *ret_problem)
{
    struct vd_str all = VD_S("");
    if (was_typed(p))
        return ask_for(arena, VD_INVALID, "Elija una de las opciones de", p, "", ret_problem);
    if (p->from != VD_FROM_QUERY)
        return say(arena, VD_INVALID, p, "no es una de las opciones", ret_problem);
    for (const char *const *choice = p->choices; *choice; choice++)
        all = vd_str_printf(arena, "%.*s%s%s", VD_SARG(all), all.n ? ", " : "", *choice);
    *ret_problem = vd_str_printf(arena, "El dato «%s» no es una de las opciones: %.*s.", called(p), VD_SARG(all));
    return VD_INVALID;
}

static bool decode(struct vd_arena *arena, struct vd_str in, struct vd_str *ret)
{
    return http_unescape(in, true, vd_alloc(arena, in.n + 1), ret);
}

enum vd_err http_urlencoded(struct vd_arena *arena, struct vd_str text, size_t most, struct http_fields *ret, struct vd_str *ret_problem)
{
    struct http_fields fields = {0};
    struct vd_str part;
    while (vd_str_split(&text, '&', &part)) {
        if (part.n == 0)
            continue;
        if (fields.list.n == most) {
            *ret_problem = VD_S("La solicitud trae demasiados datos.");
            return VD_INVALID;
        }
        struct vd_str value = part, name;
        vd_str_split(&value, '=', &name);
        struct http_field *f = VD_PUSH(arena, &fields.list);
        if (!decode(arena, name, &f->name) || !decode(arena, value.p ? value : VD_S(""), &f->value)) {
            *ret_problem = VD_S("Los datos de la solicitud están mal codificados.");
            return VD_INVALID;
        }
    }
    *ret = fields;
    return VD_OK;
}

/* 1 found, 0 not there, -1 there more than once. */
static int pick(const struct http_fields *fields, const char *name, struct http_field *ret)
{
    int found = 0;
    if (!fields)
        return 0;
    VD_EACH(f, &fields->list) {
        if (!vd_str_is(f->name, name))
            continue;
        *ret = *f;
        found++;
    }
    return found > 1 ? -1 : found;
}

static bool is_slug(struct vd_str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (!((s.p[i] >= 'a' && s.p[i] <= 'z') || (s.p[i] >= '0' && s.p[i] <= '9') || s.p[i] == '-' || s.p[i] == '.'))
            return false;
    return s.n > 0;
}

/* Line ends of a form are CRLF (HTML, "constructing the form data set"); texts hold LF. Other control characters are no text. */
static bool clean_text(struct vd_arena *arena, struct vd_str s, bool form, struct vd_str *ret)
{
    char *out = vd_alloc(arena, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (form && c == '\r' && i + 1 < s.n && s.p[i + 1] == '\n')
            continue;
        if ((c < 0x20 && !(form && (c == '\n' || c == '\t'))) || c == 0x7F)
            return false;
        out[n++] = (char)c;
    }
    *ret = vd_str_trim((struct vd_str){out, n});
    return true;
}

/* As people and browsers count them, not bytes. */
static int64_t characters(struct vd_str s)
{
    int64_t n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

static bool one_of(struct vd_str s, const char *const *choices)
{
    for (; *choices; choices++)
        if (vd_str_is(s, *choices))
            return true;
    return false;
}

/* No leading zeros, no "-0": one number has one address. */
static bool read_int(struct vd_str s, struct vd_oint *ret)
{
    struct vd_str digits = s.n && s.p[0] == '-' ? vd_str_sub(s, 1, s.n) : s;
    if (digits.n == 0 || (digits.p[0] == '0' && s.n > 1) || !vd_str_i64(s, &ret->v))
        return false;
    ret->has = true;
    return true;
}

static enum vd_err put_value(struct vd_arena *arena, const struct vd_param *p, struct http_field f, void *slot, struct vd_str *ret_problem)
{
    struct vd_oint number;
    struct vd_str text;
    if ((f.filename.p != NULL) != (p->kind == VD_P_FILE))
        return say(arena, VD_INVALID, p, "no es del tipo esperado", ret_problem);
    if (!f.value.n && p->from == VD_FROM_QUERY && !p->required)
        return VD_OK; /* a form sends what nobody chose: absent */
    switch (p->kind) {
    case VD_P_FILE:
        if (f.value.n > (size_t)p->max)
            return say(arena, VD_TOO_BIG, p, "es un archivo demasiado grande", ret_problem);
        *(struct vd_upload *)slot = (struct vd_upload){.name = f.filename, .bytes = f.value};
        return VD_OK;
    case VD_P_INT:
        if (!read_int(f.value, &number) || number.v < p->min || number.v > p->max)
            return say_range(arena, p, ret_problem);
        *(struct vd_oint *)slot = number;
        return VD_OK;
    case VD_P_INTS:
        if (!read_int(f.value, &number) || number.v < p->min || number.v > p->max)
            return say_range(arena, p, ret_problem);
        *VD_PUSH(arena, (vd_ints *)slot) = number.v;
        return VD_OK;
    case VD_P_SLUG:
        if (!is_slug(f.value) || f.value.n > (size_t)p->max)
            return say(arena, VD_INVALID, p, "no es un nombre permitido", ret_problem);
        break;
    case VD_P_CHOICE:
        if (!one_of(f.value, p->choices))
            return say_choices(arena, p, ret_problem);
        break;
    case VD_P_TEXT:
        if (!clean_text(arena, f.value, p->from == VD_FROM_FORM, &text))
            return say(arena, VD_INVALID, p, "tiene caracteres que no se admiten", ret_problem);
        if ((p->from == VD_FROM_QUERY ? characters(text) : (int64_t)text.n) > p->max)
            return say_length(arena, p, ret_problem);
        if (text.n < (size_t)p->min)
            return say(arena, VD_INVALID, p, "es demasiado corto", ret_problem);
        f.value = text;
        break;
    }
    *(struct vd_str *)slot = f.value;
    return VD_OK;
}

static bool is_empty(const struct http_field *f) { return vd_str_trim(f->value).n == 0 && f->filename.n == 0; }

static enum vd_err fill_each(struct vd_arena *arena, const struct vd_param *p, const struct http_fields *from, void *slot, struct vd_str *ret_problem)
{
    bool any = false;
    VD_EACH(field, &from->list) {
        if (!vd_str_is(field->name, p->name))
            continue;
        VD_TRY(put_value(arena, p, *field, slot, ret_problem));
        any = true;
    }
    return p->required && !any ? say_missing(arena, p, ret_problem) : VD_OK;
}

static enum vd_err fill_sent(struct vd_arena *arena, const struct vd_param *p, const struct http_fields *from, void *slot, struct vd_str *ret_problem)
{
    struct http_field field;
    if (p->kind == VD_P_INTS && from)
        return fill_each(arena, p, from, slot, ret_problem);
    int found = pick(from, p->name, &field);
    if (found < 0)
        return say(arena, VD_INVALID, p, "llegó más de una vez", ret_problem);
    if (found == 0 || is_empty(&field))
        return p->required ? say_missing(arena, p, ret_problem) : VD_OK;
    return put_value(arena, p, field, slot, ret_problem);
}

static enum vd_err fill_path(struct vd_arena *arena, const struct vd_param *p, const struct http_match *match, void *slot)
{
    struct vd_str unused;
    for (int i = 0; i < match->n; i++)
        if (!strcmp(match->route->names[i], p->name)) {
            struct http_field f = {.value = match->values[i]};
            return put_value(arena, p, f, slot, &unused) == VD_OK ? VD_OK : VD_NOT_FOUND;
        }
    return VD_NOT_FOUND;
}

static enum vd_err refuse_undeclared(const struct vd_route *route, const struct http_fields *form, struct vd_str *ret_problem)
{
    if (!form)
        return VD_OK;
    VD_EACH(f, &form->list) {
        bool known = vd_str_is(f->name, "token");
        for (const struct vd_param *p = route->params; p && p->name && !known; p++)
            known = p->from == VD_FROM_FORM && vd_str_is(f->name, p->name);
        if (!known) {
            *ret_problem = VD_S("El formulario trae un dato que no se pide.");
            return VD_INVALID;
        }
    }
    return VD_OK;
}

/* What was typed stays in the input, as far as it is text, so that the form can be shown again. */
static void keep_wrong(struct vd_arena *arena, const struct vd_param *p, const struct http_fields *form, void *slot, struct vd_str said, vd_wrongs *wrong)
{
    struct http_field field;
    if (p->kind == VD_P_TEXT && pick(form, p->name, &field) == 1 && !field.filename.p)
        *(struct vd_str *)slot = field.value;
    *VD_PUSH(arena, wrong) = (struct vd_wrong){vd_str_of(p->name), said};
}

enum vd_err http_params_fill(struct vd_arena *arena, const struct http_match *match, const struct http_fields *query,
                             const struct http_fields *form, void *input, vd_wrongs *ret_wrong, struct vd_str *ret_problem)
{
    const struct vd_route *route = match->route->route;
    VD_TRY(refuse_undeclared(route, form, ret_problem));
    for (const struct vd_param *p = route->params; p && p->name; p++) {
        void *slot = (char *)input + p->offset;
        enum vd_err err = p->from == VD_FROM_PATH ? fill_path(arena, p, match, slot)
                                                  : fill_sent(arena, p, p->from == VD_FROM_QUERY ? query : form, slot, ret_problem);
        if (err != VD_OK && p->from == VD_FROM_FORM && route->keeps_form) {
            keep_wrong(arena, p, form, slot, *ret_problem, ret_wrong);
            *ret_problem = (struct vd_str){0};
            err = VD_OK;
        }
        VD_TRY(err);
    }
    return VD_OK;
}

/* Only pages that were rendered are kept, so a key needs no validation: it must only be different for different inputs. */
bool http_params_key(const struct http_match *match, struct vd_str path, const struct http_fields *query, struct vd_buf *key)
{
    vd_buf_str(key, path);
    for (const struct vd_param *p = match->route->route->params; p && p->name; p++) {
        struct http_field field;
        int found = p->from == VD_FROM_QUERY ? pick(query, p->name, &field) : 0;
        if (found < 0)
            return false;
        if (found == 0 || is_empty(&field))
            continue;
        struct vd_str value = p->kind == VD_P_TEXT ? vd_str_trim(field.value) : field.value;
        vd_buf_printf(key, "\n%s=%zu:", p->name, value.n);
        vd_buf_str(key, value);
    }
    return vd_buf_ok(key) == VD_OK;
}

static void hash_part(crypto_hash_sha256_state *state, struct vd_str s)
{
    unsigned char n[8];
    for (int i = 0; i < 8; i++)
        n[i] = (unsigned char)((uint64_t)s.n >> (8 * i));
    crypto_hash_sha256_update(state, n, sizeof n);
    crypto_hash_sha256_update(state, (const unsigned char *)s.p, s.n);
}

struct vd_str http_fields_hash(struct vd_arena *arena, struct vd_str path, const struct http_fields *form)
{
    crypto_hash_sha256_state state;
    unsigned char *out = vd_alloc(arena, crypto_hash_sha256_BYTES);
    crypto_hash_sha256_init(&state);
    hash_part(&state, path);
    VD_EACH(f, &form->list) {
        if (vd_str_is(f->name, "token"))
            continue;
        hash_part(&state, f->name);
        hash_part(&state, f->filename);
        hash_part(&state, f->value);
    }
    crypto_hash_sha256_final(&state, out);
    return (struct vd_str){(const char *)out, crypto_hash_sha256_BYTES};
}
