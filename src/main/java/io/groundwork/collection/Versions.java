package io.groundwork.collection;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.persistence.Row;
import io.groundwork.platform.persistence.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The versions of documents in the database: bytes as received, text as read. Neither changes once the version is ready. */
@ApplicationScoped
class Versions {

    private static final String PLACE = " where tenant_id = ? and document_id = ? and version = ?";
    private static final String UNTIL_READY = PLACE + " and state <> 'ready'";

    private static final String INSERT =
            """
            insert into document_version (tenant_id, document_id, version, file_name, media_type, byte_size, content_hash)
            values (?, ?, ?, ?, ?, ?, ?)
            """;

    private static final String INSERT_FILE =
            "insert into document_file (tenant_id, document_id, version, content) values (?, ?, ?, ?)";

    private static final String RECEIVED_AGAIN =
            "update document_version set state = 'received', error_code = null, error_message = null,"
                    + " file_name = coalesce(?, file_name), media_type = coalesce(?, media_type)" + UNTIL_READY;

    private static final String PROCESSING =
            "update document_version set state = 'processing', error_code = null, error_message = null" + UNTIL_READY;

    private static final String READY =
            "update document_version set state = 'ready', text = ?, text_hash = ?, ready_at = now(),"
                    + " error_code = null, error_message = null" + UNTIL_READY;

    private static final String FAILED =
            "update document_version set state = 'failed', error_code = ?, error_message = ?" + UNTIL_READY;

    private static final String FILE =
            """
            select v.file_name, v.media_type, f.content, d.external_id, d.title, c.target_tokens, c.overlap_tokens
            from document_version v
            join document_file f on f.tenant_id = v.tenant_id and f.document_id = v.document_id and f.version = v.version
            join document d on d.tenant_id = v.tenant_id and d.id = v.document_id
            join collection c on c.tenant_id = d.tenant_id and c.id = d.collection_id
            where v.tenant_id = ? and v.document_id = ? and v.version = ?
            """;

    private static final String OF_DOCUMENT =
            """
            select v.version, v.state, v.version = d.current_version as current, v.file_name, v.media_type, v.byte_size,
                   v.error_code, v.error_message, v.created_at, v.ready_at
            from document_version v
            join document d on d.tenant_id = v.tenant_id and d.id = v.document_id
            where v.tenant_id = ? and v.document_id = ? and (? or v.state = 'ready')
            order by v.version desc
            """;

    @Inject
    private Sql sql;

    /** A version as far as it tells whether the same bytes came again. */
    record Latest(VersionState state, byte[] hash) {

        boolean hasSameBytes(byte[] other) {
            return MessageDigest.isEqual(hash, other);
        }
    }

    Optional<Latest> find(Caller caller, UUID document, int version) {
        return sql.one(
                "select state, content_hash from document_version" + PLACE,
                row -> new Latest(VersionState.of(row.text("state")), row.bytes("content_hash")),
                caller.tenant().value(),
                document,
                version);
    }

    void add(Caller caller, UUID document, int version, Submission submission, byte[] hash) {
        int tenant = caller.tenant().value();
        byte[] content = submission.content();
        String fileName = submission.fileName();
        sql.run(INSERT, tenant, document, version, fileName, submission.mediaType(), content.length, hash);
        sql.run(INSERT_FILE, tenant, document, version, content);
    }

    void receivedAgain(Caller caller, UUID document, int version, Submission submission) {
        int tenant = caller.tenant().value();
        sql.run(RECEIVED_AGAIN, submission.fileName(), submission.mediaType(), tenant, document, version);
    }

    void processing(Caller caller, UUID document, int version) {
        sql.run(PROCESSING, caller.tenant().value(), document, version);
    }

    void ready(Caller caller, UUID document, int version, String text) {
        byte[] hash = sha256(text.getBytes(StandardCharsets.UTF_8));
        sql.run(READY, text, hash, caller.tenant().value(), document, version);
    }

    void failed(Caller caller, UUID document, int version, VersionError error) {
        sql.run(FAILED, error.code(), error.message(), caller.tenant().value(), document, version);
    }

    Optional<VersionFile> file(Caller caller, UUID document, int version) {
        return sql.one(
                FILE,
                row -> new VersionFile(
                        document,
                        version,
                        row.text("external_id"),
                        row.text("title"),
                        row.text("file_name"),
                        row.text("media_type"),
                        row.bytes("content"),
                        new Chunking(row.integer("target_tokens"), row.integer("overlap_tokens"))),
                caller.tenant().value(),
                document,
                version);
    }

    Optional<String> text(Caller caller, UUID document, int version) {
        return sql.one(
                "select text from document_version" + PLACE + " and state = 'ready'",
                row -> row.text("text"),
                caller.tenant().value(),
                document,
                version);
    }

    /** Newest first; the ready ones alone unless {@code all}. */
    List<VersionRow> of(Caller caller, UUID document, boolean all) {
        return sql.list(OF_DOCUMENT, Versions::row, caller.tenant().value(), document, all);
    }

    private static VersionRow row(Row row) throws SQLException {
        return new VersionRow(
                row.integer("version"),
                VersionState.of(row.text("state")),
                row.flag("current"),
                row.text("file_name"),
                row.text("media_type"),
                row.bigint("byte_size"),
                error(row),
                row.instant("created_at"),
                row.instant("ready_at"));
    }

    static VersionError error(Row row) throws SQLException {
        String code = row.text("error_code");
        return code == null ? null : new VersionError(code, row.text("error_message"));
    }

    static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
