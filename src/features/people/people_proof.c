/* SPDX-License-Identifier: Apache-2.0 */
#include "features/people/people_proof.h"
#include "core/services.h"

enum vd_err people_proof_begin(struct vd_req *rq, const char *field, struct people_proof *ret)
{
    vd_us locked;
    *ret = (struct people_proof){.device = vd_device_of(rq->arena, rq->agent)};
    VD_TRY(vd_person_get(rq->db, rq->arena, staff_who(rq)->person_id, &ret->person));
    vd_tries_of(((const struct vd_services *)rq->services)->seal, "cuenta", vd_str_printf(rq->arena, "%" PRId64, ret->person.id), (struct vd_str){0}, &ret->tries);
    VD_TRY(vd_tries_locked(rq->db, rq->arena, &ret->tries, rq->now, &locked));
    if (locked)
        vd_req_wrong(rq, field, "%.*s", VD_SARG(people_locked_words(rq, locked)));
    else if (!rq->wrong.n && !vd_req_limit(rq, "cuenta", PEOPLE_TRIES_MOST, PEOPLE_TRIES_SECONDS))
        vd_req_wrong(rq, field, "Hubo muchos intentos. Espere diez minutos y vuelva a intentar.");
    return VD_OK;
}

enum vd_err people_proof_password(struct vd_req *rq, struct people_proof *proof, const char *field, struct vd_str typed)
{
    bool right = false;
    if (rq->wrong.n)
        return VD_OK;
    VD_TRY(vd_password_check(proof->person.password, typed, &right));
    if (right)
        return VD_OK;
    proof->outcome = "clave_errada";
    vd_req_wrong(rq, field, "Esa no es su clave. Es la misma con la que ingresa.");
    return VD_OK;
}

enum vd_err people_proof_code(struct vd_req *rq, struct people_proof *proof, const char *field, struct vd_str typed, struct people_code *ret)
{
    if (rq->wrong.n)
        return VD_OK;
    VD_TRY(people_code_look(rq, proof->person.id, typed, ret));
    if (ret->by_application || ret->by_paper)
        return VD_OK;
    proof->outcome = "codigo_errado";
    vd_req_wrong(rq, field, "Ese código no es. Espere el siguiente de su aplicación y escríbalo.");
    return VD_OK;
}

static enum vd_err count(struct vd_db *db, struct vd_arena *arena, struct staff_job *job)
{
    const struct people_proof *proof = job->arg;
    bool locked = false;
    VD_TRY(vd_tries_wrong(db, arena, &proof->tries, job->now, &locked));
    return vd_sign_in_note(db, proof->person.id, locked ? "bloqueada" : proof->outcome, proof->device, job->now);
}

static enum vd_err counted(struct vd_req *rq, struct staff_job *job)
{
    const struct people_proof *proof = job->arg;
    VD_TRY(job->err);
    return proof->show(rq);
}

enum vd_err people_proof_failed(struct vd_req *rq, struct people_proof *proof, enum vd_err (*show)(struct vd_req *rq))
{
    struct staff_job *job = VD_NEW(rq->arena, struct staff_job);
    if (!proof->outcome)
        return show(rq);
    proof->show = show;
    *job = (struct staff_job){.run = count, .then = counted, .arg = proof};
    return staff_do(rq, job);
}

enum vd_err people_proof_given(struct vd_change *change, struct staff_write *write, const struct people_proof *proof)
{
    vd_us locked;
    VD_TRY(vd_tries_locked(vd_change_db(change), vd_change_arena(change), &proof->tries, vd_change_now(change), &locked));
    if (locked)
        return staff_refuse(write, VD_DENIED, "Hubo varios intentos fallidos seguidos. Espere unos minutos y vuelva a intentar.");
    return vd_tries_right(vd_change_db(change), &proof->tries);
}
