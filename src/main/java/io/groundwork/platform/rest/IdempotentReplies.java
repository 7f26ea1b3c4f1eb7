package io.groundwork.platform.rest;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The replies that were given to keyed requests. A key is taken before the work begins, so that a second request that
 * overtakes the first one waits instead of doing the work twice; a failed attempt gives the key back.
 */
@ApplicationScoped
class IdempotentReplies {

    private static final String FORGET_OLD =
            "delete from idempotent_reply where tenant_id = ? and created_at < now() - interval '24 hours'";
    /** A request that died with its process holds its key for ten minutes at most. */
    private static final String FORGET_DEAD = "delete from idempotent_reply where tenant_id = ? and caller = ? and key = ?"
            + " and status is null and created_at < now() - interval '10 minutes'";

    private static final String TAKE = "insert into idempotent_reply (tenant_id, caller, key, request_hash)"
            + " values (?, ?, ?, ?) on conflict do nothing";
    private static final String FIND = "select request_hash, status, media_type, body from idempotent_reply"
            + " where tenant_id = ? and caller = ? and key = ?";
    private static final String KEEP = "update idempotent_reply set status = ?, media_type = ?, body = ?"
            + " where tenant_id = ? and caller = ? and key = ?";
    private static final String GIVE_BACK = "delete from idempotent_reply where tenant_id = ? and caller = ? and key = ?";

    @Inject
    private Sql sql;

    /** A reply as it was given. */
    record Reply(int status, String mediaType, byte[] body) {}

    private record Taken(byte[] hash, Optional<Reply> reply) {}

    /**
     * Takes the key for a request with this hash; the earlier reply if the same request was answered before.
     *
     * @throws Problem.Invalid if the key was used with another body
     * @throws Problem.Conflict if the first request is still being worked on
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Reply> take(Caller caller, String key, byte[] hash) {
        int tenant = caller.tenant().value();
        sql.run(FORGET_OLD, tenant);
        sql.run(FORGET_DEAD, tenant, caller.user().value(), key);
        if (sql.run(TAKE, tenant, caller.user().value(), key, hash) == 1) {
            return Optional.empty();
        }
        Taken row = sql.one(FIND, IdempotentReplies::read, tenant, caller.user().value(), key)
                .orElseThrow(() -> new Problem.Conflict("platform.key_in_progress"));
        if (!MessageDigest.isEqual(row.hash(), hash)) {
            throw new Problem.Invalid(
                    Problem.Invalid.Shape.UNPROCESSABLE, List.of(), "platform.key_reused");
        }
        if (row.reply().isEmpty()) {
            throw new Problem.Conflict("platform.key_in_progress");
        }
        return row.reply();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void keep(Caller caller, String key, Reply reply) {
        sql.run(
                KEEP,
                reply.status(),
                reply.mediaType(),
                reply.body(),
                caller.tenant().value(),
                caller.user().value(),
                key);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void giveBack(Caller caller, String key) {
        sql.run(GIVE_BACK, caller.tenant().value(), caller.user().value(), key);
    }

    private static Taken read(Row row) throws SQLException {
        Optional<Reply> reply = row.isNull("status")
                ? Optional.empty()
                : Optional.of(new Reply(row.integer("status"), row.text("media_type"), row.bytes("body")));
        return new Taken(row.bytes("request_hash"), reply);
    }
}
