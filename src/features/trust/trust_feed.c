/* SPDX-License-Identifier: Apache-2.0 */
#include "features/trust/trust_feed.h"
#include "features/plan/plan.h"

enum { NEWS_MOST = 50 };

static bool is_no_char(struct vd_str s, size_t i) /* U+FFFE, U+FFFF */
{
    return i + 3 <= s.n && memcmp(s.p + i, "\xEF\xBF", 2) == 0 && (unsigned char)s.p[i + 2] >= 0xBE;
}

static size_t hidden_at(struct vd_str s, size_t i)
{
    size_t next = i;
    return vd_char_hidden(vd_utf8_next(s, &next)) ? next - i : 0;
}

/* Text and attribute values of XML. What XML 1.0 cannot hold becomes U+FFFD; what nobody sees is left out, as in a page. */
static void put_text(struct vd_buf *out, struct vd_str s)
{
    for (size_t i = 0, hidden; i < s.n; i++) {
        unsigned char c = (unsigned char)s.p[i];
        if (c >= 0x80 && (hidden = hidden_at(s, i)))
            i += hidden - 1;
        else if (c == '&')
            vd_buf_c(out, "&amp;");
        else if (c == '<')
            vd_buf_c(out, "&lt;");
        else if (c == '>')
            vd_buf_c(out, "&gt;");
        else if (c == '"')
            vd_buf_c(out, "&quot;");
        else if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || is_no_char(s, i))
            vd_buf_c(out, "\xEF\xBF\xBD"), i += c < 0x20 ? 0 : 2;
        else
            vd_buf_char(out, s.p[i]);
    }
}

static void put_element(struct vd_buf *out, const char *name, struct vd_str text)
{
    vd_buf_printf(out, "<%s>", name);
    put_text(out, text);
    vd_buf_printf(out, "</%s>\n", name);
}

static void put_link(struct vd_buf *out, const char *rel, const char *type, struct vd_str href)
{
    vd_buf_printf(out, "<link rel=\"%s\" type=\"%s\" href=\"", rel, type);
    put_text(out, href);
    vd_buf_c(out, "\"/>\n");
}

/* UUID of version 8 (RFC 9562) from the first bytes of a SHA-256. `turn` makes the feed's differ from that of its first event. */
static struct vd_str uuid_of(struct vd_arena *arena, struct vd_str hash, unsigned char turn)
{
    unsigned char b[16];
    char hex[33];
    memcpy(b, hash.p, sizeof b);
    b[0] ^= turn;
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x80);
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80);
    vd_hex(hex, b, sizeof b);
    return vd_str_printf(arena, "urn:uuid:%.8s-%.4s-%.4s-%.4s-%.12s", hex, hex + 8, hex + 12, hex + 16, hex + 20);
}

static void put_entry(struct vd_req *rq, const struct vd_news_row *news, const struct plan_of_subject_row *plan)
{
    struct vd_buf *out = &rq->body;
    struct vd_str slug = news->slug, at = vd_us_iso(rq->arena, news->at);
    struct vd_url to = plan->shown ? plan_url(rq->arena, slug, plan->path_word, plan->vigencia) : vd_url_path(rq->arena, vd_str_c(rq->arena, slug), NULL);
    vd_buf_c(out, "<entry>\n");
    put_element(out, "title", vd_str_printf(rq->arena, "%.*s: %.*s (%.*s %" PRId64 ")", VD_SARG(news->name), VD_SARG(news->text), VD_SARG(plan->short_name), plan->vigencia));
    put_element(out, "id", uuid_of(rq->arena, news->hash, 0));
    put_element(out, "updated", at);
    put_element(out, "published", at);
    vd_buf_c(out, "<author>");
    put_element(out, "name", news->name);
    vd_buf_c(out, "</author>\n");
    put_link(out, "alternate", "text/html", site_absolute(rq, to).s);
    put_element(out, "summary", vd_str_printf(rq->arena, "%.*s. Acto %" PRId64 " del registro de %.*s.", VD_SARG(plan->title), news->seq, VD_SARG(news->name)));
    vd_buf_c(out, "</entry>\n");
}

static enum vd_err put_entries(struct vd_req *rq, const vd_news *news)
{
    VD_EACH(row, news) {
        struct plan_of_subject_row plan;
        enum vd_err err = plan_of_subject(rq->db, rq->arena, row->entity_id, row->subject_kind, row->subject_id, &plan);
        if (err == VD_NOT_FOUND)
            continue;
        VD_TRY(err);
        if (!plan.draft)
            put_entry(rq, row, &plan);
    }
    return VD_OK;
}

static enum vd_err put_head(struct vd_req *rq, const struct vd_entity *owner, vd_us at)
{
    struct vd_buf *out = &rq->body;
    struct vd_str first, name = owner ? owner->name : VD_S("Veedor");
    const char *slug = owner ? vd_str_c(rq->arena, owner->slug) : NULL;
    struct vd_url home = owner ? vd_url_path(rq->arena, slug, NULL) : (struct vd_url){VD_S("/")};
    struct vd_url self = owner ? vd_url_path(rq->arena, slug, "novedades.atom", NULL) : (struct vd_url){VD_S("/novedades.atom")};
    VD_TRY(vd_record_first(rq->db, rq->arena, owner ? owner->id : 0, &first));
    vd_buf_c(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"es-CO\">\n");
    put_element(out, "title", vd_str_printf(rq->arena, "Novedades: %.*s", VD_SARG(name)));
    put_element(out, "subtitle", VD_S("Planes y seguimientos que se publican o se deshacen."));
    put_element(out, "id", uuid_of(rq->arena, first, 0xff));
    put_element(out, "updated", vd_us_iso(rq->arena, at));
    vd_buf_c(out, "<author>");
    put_element(out, "name", name);
    vd_buf_c(out, "</author>\n");
    put_link(out, "self", "application/atom+xml", site_absolute(rq, self).s);
    put_link(out, "alternate", "text/html", site_absolute(rq, home).s);
    put_element(out, "rights", VD_S("CC BY 4.0"));
    return VD_OK;
}

enum vd_err trust_feed(struct vd_req *rq, const struct vd_entity *owner)
{
    struct vd_chain_head head;
    vd_news news = {0};
    VD_TRY(vd_record_news(rq->db, rq->arena, owner ? owner->id : 0, NEWS_MOST, &news));
    VD_TRY(vd_record_head(rq->db, rq->arena, owner ? owner->id : 0, &head));
    rq->last_changed = news.n ? news.v[0].at : head.at;
    rq->type = "application/atom+xml; charset=utf-8";
    VD_TRY(put_head(rq, owner, rq->last_changed));
    VD_TRY(put_entries(rq, &news));
    vd_buf_c(&rq->body, "</feed>\n");
    return VD_OK;
}
