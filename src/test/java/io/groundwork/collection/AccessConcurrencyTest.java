package io.groundwork.collection;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Two changes of access at once. */
class AccessConcurrencyTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aDocumentThatGetsItsOwnRuleMissesNoDenyThatItsCollectionGetsMeanwhile() throws Exception {
        try (Wired first = wired();
                Wired second = wired()) {
            Town town = town(first);
            UUID id = town.document("hr", "a", null, null);
            AccessRule open = Town.rule("{'allow':[{'everyone':true}]}");
            AccessRule denying = Town.rule("{'allow':[{'everyone':true}],'deny':[{'user':'ada'}]}");
            CompletableFuture<Void> other = first.as(town.admin, () -> {
                first.bean(Documents.class).setAccess(town.admin, id, Optional.of(open));
                CompletableFuture<Void> change = CompletableFuture.runAsync(() -> second.run(
                        town.admin, () -> second.bean(Collections.class).setAccess(town.admin, "hr", denying)));
                awaitSomebodyWaiting(change);
                return change;
            });
            other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Set<UUID> readable = first.as(town.caller("ada"), () -> first.bean(ReadableScopes.class)
                    .stillReadable(town.caller("ada"), Set.of(id)));
            assertThat(readable).isEmpty();
        }
    }

    @Test
    void aChangeOfAccessWaitsForChunksThatAreBeingWritten() throws Exception {
        try (Wired first = wired();
                Wired second = wired()) {
            Town town = town(first);
            UUID id = town.document("hr", "a", null, null);
            CompletableFuture<Void> other = first.as(town.admin, () -> {
                first.bean(Documents.class).indexAcl(town.admin, id);
                CompletableFuture<Void> change =
                        CompletableFuture.runAsync(() -> second.run(town.admin, () -> second.bean(Documents.class)
                                .change(town.admin, id, new DocumentChange(null, "draft", null))));
                awaitSomebodyWaiting(change);
                return change;
            });
            other.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(second.events()).hasSize(1).allMatch(DocumentAclChanged.class::isInstance);
        }
    }

    private static Wired wired() {
        return new Wired(database, Document.class, DocumentCollection.class);
    }

    private static Town town(Wired wired) throws SQLException {
        Town town = new Town(database, wired);
        town.person("ada", List.of());
        town.collection("hr", Town.rule("{'allow':[{'everyone':true}]}"));
        return town;
    }

    /** Until the other transaction waits for a lock; it must not end before. */
    private static void awaitSomebodyWaiting(CompletableFuture<Void> other) {
        Instant latest = Instant.now().plus(PATIENCE);
        while (!somebodyWaits()) {
            assertThat(other).as("the other change, which has to wait").isNotDone();
            assertThat(Instant.now()).isBefore(latest);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }

    private static boolean somebodyWaits() {
        try (Connection connection = database.asSuperuser();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select exists (select 1 from pg_stat_activity"
                        + " where datname = current_database() and wait_event_type = 'Lock')")) {
            row.next();
            return row.getBoolean(1);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
