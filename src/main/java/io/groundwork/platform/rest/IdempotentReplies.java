package io.groundwork.platform.rest;

import io.groundwork.platform.config.Seal;
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
import java.util.stream.Stream;

/**
 * The replies that were given to keyed requests. A key is taken before the work begins, so that a second request that
 * overtakes the first one waits instead of doing the work twice; a failed attempt gives the key back. Bodies are sealed:
 * a reply may hold a key that is shown once.
 */
@ApplicationScoped
class IdempotentReplies {

    private static final String PURPOSE = "idempotent reply";
    private static final Object[] NONE = {};

    @Inject
    private Sql sql;

    @Inject
    private Seal seal;

    /** A reply as it was given. */
    record Reply(int status, String mediaType, byte[] body) {}

    private record Taken(byte[] hash, Optional<Reply> reply) {}

    /**
     * Where the keys of a caller stand: a member's beside the tenant's other rows, the operator's in a table without a tenant.
     *
     * @param table the table's name and the condition that finds a caller's rows; constants of this class alone
     */
    private record Shelf(String table, String mine, Object[] owner) {

        static Shelf of(Caller caller) {
            return caller.isOperator()
                    ? new Shelf("operator_reply", "true", NONE)
                    : new Shelf("idempotent_reply", "tenant_id = ? and caller = ?", new Object[] {
                        caller.tenant().value(), caller.user().value()
                    });
        }

        String take() {
            return owner.length == 0
                    ? "insert into operator_reply (key, request_hash) values (?, ?) on conflict do nothing"
                    : "insert into idempotent_reply (tenant_id, caller, key, request_hash) values (?, ?, ?, ?)"
                            + " on conflict do nothing";
        }

        String forgetOld() {
            return "delete from " + table + " where " + mine + " and created_at < now() - interval '24 hours'";
        }

        /** A request that died with its process holds its key for ten minutes at most. */
        String forgetDead() {
            return "delete from " + table + " where " + mine
                    + " and key = ? and status is null and created_at < now() - interval '10 minutes'";
        }

        String find() {
            return "select request_hash, status, media_type, body from " + table + " where " + mine + " and key = ?";
        }

        String keep() {
            return "update " + table + " set status = ?, media_type = ?, body = ? where " + mine + " and key = ?";
        }

        String giveBack() {
            return "delete from " + table + " where " + mine + " and key = ?";
        }

        /** The parameters of a statement: some before the owner's, some after. */
        Object[] with(Object[] before, Object... after) {
            return Stream.of(before, owner, after).flatMap(Stream::of).toArray();
        }
    }

    /**
     * Takes the key for a request with this hash; the earlier reply if the same request was answered before.
     *
     * @throws Problem.Invalid if the key was used with another body
     * @throws Problem.Conflict if the first request is still being worked on
     */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Reply> take(Caller caller, String key, byte[] hash) {
        Shelf shelf = Shelf.of(caller);
        sql.run(shelf.forgetOld(), shelf.with(NONE));
        sql.run(shelf.forgetDead(), shelf.with(NONE, key));
        if (sql.run(shelf.take(), shelf.with(NONE, key, hash)) == 1) {
            return Optional.empty();
        }
        Taken row = sql.one(shelf.find(), this::read, shelf.with(NONE, key))
                .orElseThrow(() -> new Problem.Conflict("platform.key_in_progress"));
        if (!MessageDigest.isEqual(row.hash(), hash)) {
            throw new Problem.Invalid(Problem.Invalid.Shape.UNPROCESSABLE, List.of(), "platform.key_reused");
        }
        if (row.reply().isEmpty()) {
            throw new Problem.Conflict("platform.key_in_progress");
        }
        return row.reply();
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void keep(Caller caller, String key, Reply reply) {
        Shelf shelf = Shelf.of(caller);
        byte[] sealed = seal.close(reply.body(), PURPOSE);
        sql.run(shelf.keep(), shelf.with(new Object[] {reply.status(), reply.mediaType(), sealed}, key));
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void giveBack(Caller caller, String key) {
        Shelf shelf = Shelf.of(caller);
        sql.run(shelf.giveBack(), shelf.with(NONE, key));
    }

    private Taken read(Row row) throws SQLException {
        Optional<Reply> reply = row.isNull("status")
                ? Optional.empty()
                : Optional.of(new Reply(
                        row.integer("status"), row.text("media_type"), seal.open(row.bytes("body"), PURPOSE)));
        return new Taken(row.bytes("request_hash"), reply);
    }
}
