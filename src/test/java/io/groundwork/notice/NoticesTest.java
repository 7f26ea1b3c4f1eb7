package io.groundwork.notice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What admins see of what was raised. */
class NoticesTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private Bureau bureau;

    @BeforeEach
    void open() {
        bureau = new Bureau(database);
    }

    @AfterEach
    void close() throws SQLException {
        bureau.close();
    }

    private int unread() {
        return bureau.as(bureau.admin, () -> bureau.notices.unread(bureau.admin));
    }

    private Page<Notice> page(int limit, String after) {
        return bureau.as(bureau.admin, () -> bureau.notices.page(bureau.admin, new Page.Request(limit, after)));
    }

    @Test
    void theNewestComesFirstPageByPage() {
        List<UUID> raised = new ArrayList<>();
        for (int day = 0; day < 5; day++) {
            raised.add(0, bureau.raise(day));
        }
        Page<Notice> first = page(3, null);
        Page<Notice> second = page(3, first.next().orElseThrow());
        assertThat(first.data()).extracting(Notice::id).isEqualTo(raised.subList(0, 3));
        assertThat(second.data()).extracting(Notice::id).isEqualTo(raised.subList(3, 5));
        assertThat(second.next()).isEmpty();
        assertThatThrownBy(() -> page(3, "elsewhere")).isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void eachAdminReadsForThemselves() {
        UUID first = bureau.raise(1);
        bureau.raise(2);
        bureau.raise("company", 100);
        assertThat(unread()).isEqualTo(3);
        bureau.run(() -> bureau.notices.read(bureau.admin, Set.of(first, UUID.randomUUID())));
        assertThat(unread()).isEqualTo(2);
        assertThat(page(5, null).data())
                .filteredOn(Notice::read)
                .extracting(Notice::id)
                .containsExactly(first);
        bureau.run(() -> bureau.notices.readAll(bureau.admin));
        bureau.run(() -> bureau.notices.readAll(bureau.admin));
        assertThat(unread()).isZero();
        bureau.raise(3);
        assertThat(unread()).isEqualTo(1);
        bureau.at(Instant.now().plus(Duration.ofDays(31)));
        assertThat(unread()).isZero();
    }

    @Test
    void nobodyElseSeesOrReadsThem() throws SQLException {
        UUID own = bureau.raise(1);
        try (Bureau stranger = new Bureau(database)) {
            assertThat(stranger.as(stranger.admin, () -> stranger.notices.page(stranger.admin, Page.Request.first(5)))
                            .data())
                    .isEmpty();
            stranger.run(() -> stranger.notices.read(stranger.admin, Set.of(own)));
            stranger.run(() -> stranger.notices.readAll(stranger.admin));
        }
        assertThat(unread()).isEqualTo(1);
        Caller employee = new Caller(
                bureau.admin.tenant(),
                bureau.admin.tenantSlug(),
                bureau.admin.user(),
                "ada",
                Set.of(Role.EMPLOYEE),
                null);
        assertThatThrownBy(() -> bureau.notices.unread(employee)).isInstanceOf(Problem.Refused.class);
        assertThatThrownBy(() -> bureau.recipients.list(employee)).isInstanceOf(Problem.Refused.class);
        assertThatThrownBy(() -> bureau.webhooks.test(employee, "ops")).isInstanceOf(Problem.Refused.class);
    }

    @Test
    void eachKindSaysWhatItIs() {
        bureau.raise(20);
        bureau.raise("company", 100);
        bureau.raise("team", 50);
        assertThat(page(3, null).data())
                .extracting(notice -> notice.title().in(Locale.ENGLISH) + ": "
                        + notice.sentence().in(Locale.ENGLISH))
                .containsExactly(
                        "50 % of the budget team is spent: 80.25 EUR of 100 EUR is spent.",
                        "The budget company is used up: 80.25 EUR of 100 EUR is spent, 1.5 EUR is held for answers under way."
                                + " Further questions are answered by the way that the budget names, or refused.",
                        "Unusually much was spent on 2026-11-21: 9.5 EUR was spent; a day like it usually comes to 1 EUR.");
    }
}
