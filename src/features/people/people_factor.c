/* SPDX-License-Identifier: Apache-2.0 */
/* The person's second factor: drawn and typed in, confirmed by its first code, ten codes on paper shown once; taken away with a code. Having one and
 * taking it away ask for the password too: whoever sits down at a screen that was left open must not shut its owner out.
 * Between the page and its form the secret travels sealed in the form itself, so that a page that was only looked at leaves nothing. */
#include "core/second_factor.h"
#include "core/services.h"
#include "features/people/people.h"
#include "features/people/people_factor.tpl.h"
#include "features/people/people_proof.h"
#include "features/people/people_recovery.tpl.h"
#include "features/site/site.h"

enum { SEALED_HEX = 200, CODE_MOST = 40 };

struct factor_input { struct vd_str entidad, secreto, clave, clave_quitar, codigo, codigo_nuevos, codigo_quitar; };

struct factor_change {
    struct people_proof proof;
    struct vd_str sealed;
    struct people_code code;
    struct vd_str session;             /* hash: it becomes strong, under another token */
    struct vd_session_token token;
    struct vd_recovery codes;
};

static const unsigned char *seal_key(const struct vd_req *rq) { return ((const struct vd_services *)rq->services)->seal; }

/* ---- the page */

static struct vd_input code_input_of(const struct vd_req *rq, const char *name)
{
    struct vd_input input = staff_input(rq, name, VD_S("Código de su aplicación"), (struct vd_str){0});
    input.autocomplete = "one-time-code";
    input.width = "w-s";
    return input;
}

static struct vd_input password_input_of(const struct vd_req *rq, const char *name)
{
    struct vd_input input = staff_input(rq, name, VD_S("Su clave"), (struct vd_str){0});
    input.type = "password";
    input.autocomplete = "current-password";
    return input;
}

static struct vd_str in_fours(struct vd_arena *arena, struct vd_str text)
{
    char *out = vd_alloc(arena, 2 * text.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < text.n; i++) {
        if (i && i % 4 == 0)
            out[n++] = ' ';
        out[n++] = text.p[i];
    }
    return (struct vd_str){out, n};
}

static struct vd_str hex_of(struct vd_arena *arena, struct vd_str bytes)
{
    char *hex = vd_alloc(arena, 2 * bytes.n + 1);
    vd_hex(hex, (const unsigned char *)bytes.p, bytes.n);
    return (struct vd_str){hex, 2 * bytes.n};
}

/* A form that came back wrong keeps its secret: the telephone has it already. */
static enum vd_err offered(struct vd_req *rq, struct vd_str kept, struct people_factor_view *view)
{
    const struct vd_who *who = staff_who(rq);
    unsigned char secret[VD_SECRET];
    struct vd_str sealed = kept;
    if (kept.n) {
        VD_TRY(vd_secret_open(rq->arena, seal_key(rq), who->person_id, kept, secret));
    } else {
        VD_TRY(vd_secret_make(secret));
        sealed = vd_secret_seal(rq->arena, seal_key(rq), who->person_id, secret);
    }
    view->sealed = hex_of(rq->arena, sealed);
    view->secret = in_fours(rq->arena, vd_secret_text(rq->arena, secret));
    view->drawing = vd_qr_svg(rq->arena, vd_secret_uri(rq->arena, secret, who->email), "Cuadro para leer con el teléfono");
    view->code = code_input_of(rq, "codigo");
    view->password = password_input_of(rq, "clave");
    view->token = vd_form_token(rq, "/cuenta/segundo-factor");
    return VD_OK;
}

static enum vd_err say_who_asks(struct vd_req *rq, struct vd_str slug, struct people_factor_view *view)
{
    struct vd_who who = {.person_id = staff_who(rq)->person_id};
    bool needed = false;
    if (!slug.n)
        return VD_OK;
    VD_TRY(site_entity(rq, slug, &who.entity));
    VD_TRY(vd_posts_of(rq->db, rq->arena, who.entity.id, who.person_id, rq->today, &who));
    VD_TRY(vd_second_factor_needed(rq->db, rq->arena, &who, &needed));
    view->must = needed ? who.entity.name : (struct vd_str){0};
    return VD_OK;
}

static enum vd_err show(struct vd_req *rq, struct vd_str kept)
{
    struct people_factor_view view = {.wrongs = staff_wrongs(rq)};
    struct vd_second_factor_state state;
    VD_TRY(staff_page(rq, VD_S("Segundo factor"), &view.page));
    staff_crumb(rq, &view.page, VD_S("Mi cuenta"), (struct vd_url){VD_S("/cuenta")});
    VD_TRY(vd_second_factor_state(rq->db, rq->arena, staff_who(rq)->person_id, &state));
    if (!state.since) {
        VD_TRY(say_who_asks(rq, ((const struct factor_input *)rq->input)->entidad, &view));
        VD_TRY(offered(rq, kept, &view));
    } else {
        view.since = vd_es_instant(rq->arena, state.since);
        view.left = state.recovery_left;
        view.renew = code_input_of(rq, "codigo_nuevos");
        view.remove = code_input_of(rq, "codigo_quitar");
        view.remove_password = password_input_of(rq, "clave_quitar");
        view.renew.hint = view.remove.hint = VD_S("O un código de recuperación.");
        view.renew_token = vd_form_token(rq, "/cuenta/segundo-factor/codigos");
        view.remove_token = vd_form_token(rq, "/cuenta/segundo-factor/quitar");
    }
    tpl_people_factor(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err factor_page(struct vd_req *rq) { return show(rq, (struct vd_str){0}); }

/* ---- what the three forms share */

static enum vd_err to_page(struct vd_req *rq) { return staff_go(rq, (struct vd_url){VD_S("/cuenta/segundo-factor")}, 0); }

static enum vd_err codes_made(struct vd_req *rq, struct staff_write *write)
{
    const struct factor_change *f = write->arg;
    if (write->err != VD_OK)
        return staff_failed(rq, write);
    if (write->repeated)
        return to_page(rq); /* others than the first answer showed were never stored */
    bool enrolled = !strcmp(write->kind, "factor.activado");
    if (enrolled)
        rq->new_session = vd_str_dup(rq->arena, vd_str_of(f->token.hex));
    struct people_recovery_view view = {.said = enrolled ? VD_S("El segundo factor está activo.") : VD_S("Los códigos de antes ya no sirven.")};
    VD_TRY(staff_page(rq, VD_S("Códigos de recuperación"), &view.page));
    for (size_t i = 0; i < VD_RECOVERY_CODES; i++)
        *VD_PUSH(rq->arena, &view.codes) = vd_str_of(f->codes.text[i]);
    tpl_people_recovery(&(struct vd_html_out){&rq->body}, &view);
    return VD_OK;
}

static enum vd_err send_change(struct vd_req *rq, struct factor_change *f, const char *kind, staff_apply *apply, enum vd_err (*then)(struct vd_req *, struct staff_write *))
{
    struct staff_write *write = VD_NEW(rq->arena, struct staff_write);
    VD_TRY(vd_session_token_make(&f->token));
    f->session = staff_who(rq)->session_hash;
    *write = (struct staff_write){.entity_id = 0, .kind = kind, .apply = apply, .then = then, .arg = f};
    return staff_write(rq, write);
}

/* A code of the application is good once: seen again by the writer. */
static enum vd_err use_code(struct vd_change *change, struct staff_write *write, const struct factor_change *f)
{
    int64_t no;
    struct vd_db *db = vd_change_db(change);
    const int64_t person_id = f->proof.person.id;
    VD_TRY(people_proof_given(change, write, &f->proof));
    enum vd_err err = f->code.by_paper ? vd_recovery_find(db, vd_change_arena(change), person_id, f->code.paper, &no)
                                       : vd_code_use(db, vd_change_arena(change), person_id, f->code.step);
    return err == VD_CONFLICT || err == VD_NOT_FOUND ? staff_refuse(write, VD_CONFLICT, "Ese código ya se usó. Espere el siguiente de su aplicación.") : err;
}

/* ---- having one */

/* The other sessions were opened without it: they end. */
static enum vd_err enrol(struct vd_change *change, struct staff_write *write)
{
    const struct factor_change *f = write->arg;
    struct vd_db *db = vd_change_db(change);
    enum vd_err err = vd_second_factor_put(change, f->proof.person.id, f->sealed, &f->codes);
    if (err == VD_CONFLICT)
        return staff_refuse(write, err, "El segundo factor ya estaba activo.");
    VD_TRY(err);
    VD_TRY(use_code(change, write, f));
    VD_TRY(vd_session_end_others(db, f->proof.person.id, f->session));
    return vd_session_renew(db, f->session, &f->token, true);
}

static enum vd_err read_sealed(struct vd_req *rq, struct vd_str hex, struct vd_str *ret)
{
    unsigned char *bytes = vd_alloc(rq->arena, hex.n / 2 + 1);
    if (hex.n % 2 || !vd_unhex(hex, bytes, hex.n / 2))
        return VD_INVALID;
    *ret = (struct vd_str){(const char *)bytes, hex.n / 2};
    return VD_OK;
}

static enum vd_err show_offered(struct vd_req *rq)
{
    struct vd_str sealed;
    VD_TRY(read_sealed(rq, ((const struct factor_input *)rq->input)->secreto, &sealed));
    return show(rq, sealed);
}

/* A first code that is wrong is a clock that is wrong, and guesses nothing: the secret is in the person's hands. */
static enum vd_err read_first(struct vd_req *rq, const unsigned char secret[VD_SECRET], struct factor_change *f)
{
    enum vd_err err = vd_code_check(secret, vd_code_read(rq->arena, ((const struct factor_input *)rq->input)->codigo), rq->now, &f->code.step);
    if (err == VD_NOT_FOUND)
        vd_req_wrong(rq, "codigo", "Ese código no es. Revise la hora del teléfono, espere el siguiente y escríbalo.");
    return err == VD_NOT_FOUND ? VD_OK : err;
}

static enum vd_err enrol_post(struct vd_req *rq)
{
    const struct factor_input *in = rq->input;
    struct factor_change *f = VD_NEW(rq->arena, struct factor_change);
    const int64_t person_id = staff_who(rq)->person_id;
    unsigned char secret[VD_SECRET];
    if (read_sealed(rq, in->secreto, &f->sealed) != VD_OK || vd_secret_open(rq->arena, seal_key(rq), person_id, f->sealed, secret) != VD_OK)
        return to_page(rq);
    if (!rq->wrong.n)
        VD_TRY(read_first(rq, secret, f));
    VD_TRY(people_proof_begin(rq, "clave", &f->proof));
    VD_TRY(people_proof_password(rq, &f->proof, "clave", in->clave));
    if (rq->wrong.n)
        return people_proof_failed(rq, &f->proof, show_offered);
    VD_TRY(vd_recovery_make(seal_key(rq), person_id, &f->codes));
    return send_change(rq, f, "factor.activado", enrol, codes_made);
}

/* ---- new codes on paper */

static enum vd_err renew(struct vd_change *change, struct staff_write *write)
{
    const struct factor_change *f = write->arg;
    VD_TRY(use_code(change, write, f));
    return vd_recovery_put(change, f->proof.person.id, &f->codes);
}

static enum vd_err renew_post(struct vd_req *rq)
{
    struct factor_change *f = VD_NEW(rq->arena, struct factor_change);
    VD_TRY(people_proof_begin(rq, "codigo_nuevos", &f->proof));
    VD_TRY(people_proof_code(rq, &f->proof, "codigo_nuevos", ((const struct factor_input *)rq->input)->codigo_nuevos, &f->code));
    if (rq->wrong.n)
        return people_proof_failed(rq, &f->proof, factor_page);
    VD_TRY(vd_recovery_make(seal_key(rq), f->proof.person.id, &f->codes));
    return send_change(rq, f, "recuperacion.hecha", renew, codes_made);
}

/* ---- taking it away */

static enum vd_err take_away(struct vd_change *change, struct staff_write *write)
{
    const struct factor_change *f = write->arg;
    VD_TRY(use_code(change, write, f));
    return vd_second_factor_remove(change, f->proof.person.id);
}

static enum vd_err taken_away(struct vd_req *rq, struct staff_write *write) { return write->err == VD_OK ? to_page(rq) : staff_failed(rq, write); }

static enum vd_err remove_post(struct vd_req *rq)
{
    const struct factor_input *in = rq->input;
    struct factor_change *f = VD_NEW(rq->arena, struct factor_change);
    VD_TRY(people_proof_begin(rq, "clave_quitar", &f->proof));
    VD_TRY(people_proof_password(rq, &f->proof, "clave_quitar", in->clave_quitar));
    VD_TRY(people_proof_code(rq, &f->proof, "codigo_quitar", in->codigo_quitar, &f->code));
    return rq->wrong.n ? people_proof_failed(rq, &f->proof, factor_page) : send_change(rq, f, "factor.quitado", take_away, taken_away);
}

/* ---- routes */

#define CODE(member) VD_PARAM(factor_input, member, VD_FROM_FORM, VD_P_TEXT, .max = CODE_MOST, .required = true, .secret = true, .label = "Código de su aplicación", .about = "code of the application, or one on paper")
#define SECRET(member) VD_PARAM(factor_input, member, VD_FROM_FORM, VD_P_TEXT, .max = 4 * VD_PASSWORD_MOST, .required = true, .secret = true, .label = "Su clave", .about = "present password")
static const struct vd_param of_page[] = {
    VD_PARAM(factor_input, entidad, VD_FROM_QUERY, VD_P_SLUG, .max = 40, .about = "slug of the entity that asks for it"), {.name = NULL}};
static const struct vd_param of_enrol[] = {
    VD_PARAM(factor_input, secreto, VD_FROM_FORM, VD_P_TEXT, .max = SEALED_HEX, .required = true, .secret = true, .label = "Cuadro", .about = "sealed secret of the page"),
    SECRET(clave), CODE(codigo), {.name = NULL}};
static const struct vd_param of_renew[] = {CODE(codigo_nuevos), {.name = NULL}};
static const struct vd_param of_remove[] = {SECRET(clave_quitar), CODE(codigo_quitar), {.name = NULL}};

#define FACTOR_POST(route_path, parameters, fn, about, ...) \
    {.method = VD_POST, .path = (route_path), .access = VD_ACCESS_PERSON, .params = (parameters), .input_size = sizeof(struct factor_input), .handler = (fn), \
     .keeps_form = true, .summary = (about), __VA_ARGS__}

const struct vd_route people_factor_routes[] = {
    {.method = VD_GET, .path = "/cuenta/segundo-factor", .access = VD_ACCESS_PERSON, .params = of_page, .input_size = sizeof(struct factor_input), .handler = factor_page,
     .summary = "the person's second factor"},
    FACTOR_POST("/cuenta/segundo-factor", of_enrol, enrol_post, "have a second factor", .door = true),
    FACTOR_POST("/cuenta/segundo-factor/codigos", of_renew, renew_post, "new recovery codes"),
    FACTOR_POST("/cuenta/segundo-factor/quitar", of_remove, remove_post, "take the second factor away", .door = true),
    {.path = NULL},
};
