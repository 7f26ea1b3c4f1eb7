package io.groundwork.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.identity.GroupDeleting;
import io.groundwork.identity.Principals;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import io.groundwork.platform.kernel.Role;
import io.groundwork.platform.persistence.Sql;
import io.groundwork.testing.TestDatabase;
import io.groundwork.testing.Wired;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What becomes of documents: versions, drafts, moves, their own rules, and what the floors above are told. */
class DocumentsTest {

    @RegisterExtension
    static final TestDatabase database = new TestDatabase();

    private static Wired wired;

    private Town town;
    private Documents documents;

    @BeforeAll
    static void wire() {
        wired = new Wired(database, Document.class, DocumentCollection.class);
    }

    @AfterAll
    static void close() {
        wired.close();
    }

    @BeforeEach
    void aTownWithTwoCollections() throws SQLException {
        town = new Town(database, wired);
        documents = wired.bean(Documents.class);
        town.group("hr", List.of());
        town.group("board", List.of());
        town.person("ada", List.of("hr"));
        town.person("cyd", List.of("board"));
        town.collection("hr", Town.rule("{'allow':[{'group':'hr'}]}"));
        town.collection("board", Town.rule("{'allow':[{'group':'board'}]}"));
        wired.events();
    }

    private Received receive(String externalId, String content) {
        return receive(Town.submission(externalId, null, null, content));
    }

    private Received receive(Submission submission) {
        return wired.as(town.admin, () -> documents.receive(town.admin, "hr", submission));
    }

    private boolean ready(Received received) {
        return wired.as(
                town.admin,
                () -> documents.ready(
                        town.admin, received.documentId(), received.version(), "text " + received.version()));
    }

    private DocumentDetail seenByAdmin(UUID id) {
        return wired.as(town.admin, () -> documents.read(town.admin, id));
    }

    private DocumentDetail seenBy(String person, UUID id) {
        return wired.as(town.caller(person), () -> documents.read(town.caller(person), id));
    }

    @Test
    void theSameBytesMakeNoNewVersion() {
        Received first = receive("a", "one");
        Received again = receive("a", "one");
        assertThat(first.unchanged()).isFalse();
        assertThat(again).isEqualTo(new Received(first.documentId(), 1, true));
        assertThat(receive("a", "two")).isEqualTo(new Received(first.documentId(), 2, false));
    }

    @Test
    void aFailedVersionIsReceivedAgainUnderItsNumber() {
        Received first = receive("a", "broken");
        wired.run(town.admin, () -> documents.failed(town.admin, first.documentId(), 1, "no_text", "It has no text."));
        assertThat(seenByAdmin(first.documentId()).error()).isEqualTo(new VersionError("no_text", "It has no text."));
        assertThat(receive("a", "broken")).isEqualTo(new Received(first.documentId(), 1, false));
        DocumentDetail again = seenByAdmin(first.documentId());
        assertThat(again.state()).isEqualTo(VersionState.RECEIVED);
        assertThat(again.error()).isNull();
    }

    @Test
    void theOldVersionAnswersWhileANewOneIsOnItsWay() {
        UUID id = town.document("hr", "a", null, null);
        Received second = receive("a", "newer");
        assertThat(second.version()).isEqualTo(2);
        assertThat(seenByAdmin(id).version()).isEqualTo(2);
        assertThat(seenByAdmin(id).currentVersion()).isEqualTo(1);
        assertThat(seenBy("ada", id).version()).isEqualTo(1);
        assertThat(seenBy("ada", id).state()).isEqualTo(VersionState.READY);
        wired.run(town.admin, () -> documents.failed(town.admin, id, 2, "no_text", "It has no text."));
        assertThat(seenBy("ada", id).error()).isNull();
    }

    @Test
    void aSlowOldVersionNeverReplacesANewerOne() {
        Received first = receive("a", "one");
        Received second = receive("a", "two");
        assertThat(ready(second)).isTrue();
        assertThat(ready(first)).isFalse();
        assertThat(seenByAdmin(first.documentId()).currentVersion()).isEqualTo(2);
        assertThat(wired.as(town.caller("ada"), () -> documents.text(town.caller("ada"), first.documentId(), 1)))
                .isEqualTo("text 1");
    }

    @Test
    void theTextOfAReadyVersionNeverChanges() {
        Received received = receive("a", "one");
        ready(received);
        wired.run(town.admin, () -> documents.ready(town.admin, received.documentId(), 1, "another text"));
        wired.run(town.admin, () -> documents.failed(town.admin, received.documentId(), 1, "late", "Too late."));
        assertThat(wired.as(town.caller("ada"), () -> documents.text(town.caller("ada"), received.documentId(), 1)))
                .isEqualTo("text 1");
    }

    @Test
    void aDocumentWithoutAReadyVersionIsHiddenFromReaders() {
        UUID id = receive("a", "one").documentId();
        assertThatThrownBy(() -> seenBy("ada", id)).isInstanceOf(Problem.NotFound.class);
        assertThat(wired.as(town.caller("ada"), () -> wired.bean(ReadableScopes.class)
                        .stillReadable(town.caller("ada"), Set.of(id))))
                .isEmpty();
    }

    @Test
    void draftsStandUnderTheWithheldClassAndThoseAboveAreTold() {
        UUID id = town.document("hr", "a", null, null);
        int published = acl(id);
        change(id, new DocumentChange(null, "draft", null));
        int withheld = acl(id);
        assertThat(withheld).isNotEqualTo(published);
        assertThat(wired.events()).containsExactly(new DocumentAclChanged(town.admin, id, withheld));
        assertThatThrownBy(() -> seenBy("ada", id)).isInstanceOf(Problem.NotFound.class);
        change(id, new DocumentChange(null, "published", null));
        assertThat(wired.events()).containsExactly(new DocumentAclChanged(town.admin, id, published));
        assertThat(seenBy("ada", id).id()).isEqualTo(id);
    }

    @Test
    void anOwnRuleIsItsOwnClassUntilTheDocumentInheritsAgain() {
        UUID id = town.document("hr", "a", null, null);
        int inherited = acl(id);
        AccessEffect effect = setAccess(id, Optional.of(Town.rule("{'allow':[{'group':'board'}]}")));
        assertThat(effect).isEqualTo(new AccessEffect(List.of("cyd"), List.of("ada")));
        int own = acl(id);
        assertThat(wired.events()).containsExactly(new DocumentAclChanged(town.admin, id, own));
        setAccess(id, Optional.of(Town.rule("{'allow':[{'everyone':true}]}")));
        assertThat(acl(id)).as("a change of the rule is a change of the row").isEqualTo(own);
        assertThat(wired.events()).isEmpty();
        setAccess(id, Optional.empty());
        assertThat(wired.events()).containsExactly(new DocumentAclChanged(town.admin, id, inherited));
        assertThat(classes()).doesNotContain(own);
    }

    @Test
    void aMoveBringsTheDeniesOfTheNewCollection() {
        town.collection("strict", Town.rule("{'allow':[],'deny':[{'user':'cyd'}]}"));
        UUID id = town.document("hr", "a", Town.rule("{'allow':[{'everyone':true}]}"), null);
        assertThat(seenBy("cyd", id).collection()).isEqualTo("hr");
        change(id, new DocumentChange(null, null, "strict"));
        assertThatThrownBy(() -> seenBy("cyd", id)).isInstanceOf(Problem.NotFound.class);
        assertThat(seenBy("ada", id).collection()).isEqualTo("strict");
    }

    @Test
    void aMoveOfAnInheritingDocumentChangesItsClass() {
        UUID id = town.document("hr", "a", null, null);
        wired.events();
        change(id, new DocumentChange(null, null, "board"));
        assertThat(wired.events()).containsExactly(new DocumentAclChanged(town.admin, id, acl(id)));
        assertThat(seenBy("cyd", id).collection()).isEqualTo("board");
        assertThatThrownBy(() -> seenBy("ada", id)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aMoveOntoATakenExternalIdIsRefused() {
        UUID id = town.document("hr", "a", null, null);
        town.document("board", "a", null, null);
        assertThatThrownBy(() -> change(id, new DocumentChange(null, null, "board")))
                .isInstanceOf(Problem.Conflict.class);
        assertThat(seenByAdmin(id).collection()).isEqualTo("hr");
    }

    @Test
    void deletingACollectionRemovesItsDocumentsAndClasses() {
        int before = classes().size();
        town.collection("going", Town.rule("{'allow':[{'everyone':true}]}"));
        UUID one = town.document("going", "a", null, null);
        UUID two = town.document("going", "b", Town.rule("{'allow':[{'user':'ada'}]}"), null);
        wired.events();
        wired.run(town.admin, () -> wired.bean(Collections.class).delete(town.admin, "going"));
        assertThat(wired.events())
                .containsExactlyInAnyOrder(new DocumentRemoved(town.admin, one), new DocumentRemoved(town.admin, two));
        assertThat(classes()).hasSizeLessThanOrEqualTo(before + 1);
        assertThatThrownBy(() -> seenByAdmin(one)).isInstanceOf(Problem.NotFound.class);
    }

    @Test
    void aSubmissionKeepsWhatItDoesNotName() {
        AccessRule own = Town.rule("{'allow':[{'group':'board'}]}");
        UUID id = town.document("hr", "a", own, "draft");
        receive("a", "newer");
        DocumentDetail detail = seenByAdmin(id);
        assertThat(detail.status()).isEqualTo("draft");
        assertThat(detail.access()).contains(own);
    }

    @Test
    void anAdminWhomTheRuleDoesNotNameManagesButDoesNotRead() {
        UUID id = town.document("hr", "a", null, null);
        var cyd = town.caller("cyd", Role.ADMIN);
        assertThat(wired.as(cyd, () -> documents.read(cyd, id)).access()).isEmpty();
        assertThatThrownBy(() -> wired.as(cyd, () -> documents.text(cyd, id, 1)))
                .isInstanceOf(Problem.Refused.class);
        var ada = town.caller("ada", Role.ADMIN);
        assertThat(wired.as(ada, () -> documents.text(ada, id, 1))).isEqualTo("The text of a");
    }

    @Test
    void onlyAdminsChangeAnything() {
        UUID id = town.document("hr", "a", null, null);
        var ada = town.caller("ada");
        List<Runnable> changes = List.of(
                () -> documents.delete(ada, id),
                () -> documents.change(ada, id, new DocumentChange("x", null, null)),
                () -> documents.setAccess(ada, id, Optional.empty()),
                () -> documents.check(ada, "ada", id),
                () -> documents.receive(ada, "hr", Town.submission("b", null, null, "b")),
                () -> wired.bean(Collections.class).delete(ada, "hr"),
                () -> wired.bean(Collections.class).setAccess(ada, "hr", AccessRule.NOBODY));
        changes.forEach(
                change -> assertThatThrownBy(() -> wired.run(ada, change)).isInstanceOf(Problem.Refused.class));
    }

    @Test
    void aRuleThatNamesNobodyKnownIsRefusedAndNothingIsChanged() {
        AccessRule rule = Town.rule("{'allow':[{'everyone':true},{'all_of':[{'group':'hr'},{'group':'nope'}]}]}");
        assertThatThrownBy(() ->
                        wired.as(town.admin, () -> wired.bean(Collections.class).setAccess(town.admin, "hr", rule)))
                .isInstanceOfSatisfying(Problem.Invalid.class, problem -> assertThat(problem.fields())
                        .extracting(Problem.Invalid.Field::name)
                        .containsExactly("allow[1].all_of[1].group"));
        CollectionDetail collection =
                wired.as(town.admin, () -> wired.bean(Collections.class).read(town.admin, "hr"));
        assertThat(collection.access()).contains(Town.rule("{'allow':[{'group':'hr'}]}"));
    }

    @Test
    void aPreviewChangesNothing() {
        AccessRule rule = Town.rule("{'allow':[{'all_of':[{'group':'hr'},{'group':'board'}]}]}");
        int principals = principals();
        AccessEffect effect =
                wired.as(town.admin, () -> wired.bean(Collections.class).previewAccess(town.admin, "hr", rule));
        assertThat(effect).isEqualTo(new AccessEffect(List.of(), List.of("ada")));
        assertThat(principals()).isEqualTo(principals);
        UUID id = town.document("hr", "a", null, null);
        assertThat(seenBy("ada", id).id()).isEqualTo(id);
    }

    @Test
    void aGroupThatARuleNamesStaysAlsoInsideAConjunction() {
        town.group("idle", List.of());
        town.collection("both", Town.rule("{'allow':[{'all_of':[{'group':'hr'},{'group':'board'}]}]}"));
        assertThat(deletingRefused("hr")).isTrue();
        assertThat(deletingRefused("board")).isTrue();
        assertThat(deletingRefused("idle")).isFalse();
    }

    @Test
    void aRenamedGroupKeepsItsRulesAndItsOldNameMeansNothing() {
        UUID id =
                town.document("hr", "a", Town.rule("{'allow':[{'all_of':[{'everyone':true},{'group':'HR'}]}]}"), null);
        town.rename("hr", "people");
        town.group("hr", List.of());
        town.person("eve", List.of("hr"));
        assertThat(seenByAdmin(id).access())
                .contains(Town.rule("{'allow':[{'all_of':[{'everyone':true},{'group':'people'}]}]}"));
        assertThat(wired.as(town.admin, () -> wired.bean(Collections.class).read(town.admin, "hr"))
                        .access())
                .contains(Town.rule("{'allow':[{'group':'people'}]}"));
        assertThat(seenBy("ada", id).id()).isEqualTo(id);
        assertThatThrownBy(() -> seenBy("eve", id)).isInstanceOf(Problem.NotFound.class);
        assertThat(wired.as(town.admin, () -> documents.check(town.admin, "ada", id))
                        .allowed())
                .isTrue();
        assertThat(wired.as(town.admin, () -> documents.check(town.admin, "eve", id))
                        .allowed())
                .isFalse();
    }

    private boolean deletingRefused(String group) {
        try {
            wired.run(town.admin, () -> {
                int principal =
                        wired.bean(Principals.class).group(town.admin, group).orElseThrow();
                wired.bean(NamedGroups.class).keep(new GroupDeleting(town.admin, group, principal));
            });
            return false;
        } catch (Problem.Conflict kept) {
            return true;
        }
    }

    @Test
    void pagesGoThroughAllDocumentsOnceInOrder() {
        for (int i = 0; i < 7; i++) {
            town.document("hr", "doc " + i % 3 + " of " + i, null, null);
        }
        List<String> seen = new ArrayList<>();
        String after = null;
        do {
            Page.Request request = new Page.Request(3, after);
            Page<DocumentRow> page =
                    wired.as(town.admin, () -> documents.page(town.admin, "hr", DocumentFilter.ANY, request));
            page.data().forEach(row -> seen.add(row.title()));
            after = page.next().orElse(null);
        } while (after != null);
        assertThat(seen).hasSize(7).doesNotHaveDuplicates().isSorted();
        DocumentFilter filter = new DocumentFilter("DOC 1", "published", VersionState.READY);
        assertThat(wired.as(town.admin, () -> documents.count(town.admin, "hr", filter)))
                .isEqualTo(2);
    }

    @Test
    void aCursorThatIsNotOursIsRefused() {
        assertThatThrownBy(() -> wired.as(
                        town.admin,
                        () -> documents.page(town.admin, "hr", DocumentFilter.ANY, new Page.Request(3, "nonsense!"))))
                .isInstanceOf(Problem.Invalid.class);
    }

    @Test
    void theCheckTellsTheWayThroughTheGroups() {
        town.group("trainees", List.of("hr"));
        town.person("eve", List.of("trainees"));
        UUID id = town.document("hr", "a", null, null);
        AccessCheck check = wired.as(town.admin, () -> documents.check(town.admin, "eve", id));
        assertThat(check)
                .isEqualTo(new AccessCheck(
                        true,
                        List.of(new AccessCheck.Because(
                                "user eve > group trainees > group hr", "collection hr: allow group hr", true))));
        change(id, new DocumentChange(null, "draft", null));
        assertThat(wired.as(town.admin, () -> documents.check(town.admin, "eve", id))
                        .allowed())
                .isFalse();
    }

    private void change(UUID id, DocumentChange change) {
        wired.run(town.admin, () -> documents.change(town.admin, id, change));
    }

    private AccessEffect setAccess(UUID id, Optional<AccessRule> rule) {
        return wired.as(town.admin, () -> documents.setAccess(town.admin, id, rule));
    }

    private int acl(UUID id) {
        return wired.as(town.admin, () -> documents.indexAcl(town.admin, id));
    }

    private List<Integer> classes() {
        return wired.as(town.admin, () -> wired.bean(Sql.class)
                .list(
                        "select id from acl where tenant_id = ?",
                        row -> row.integer("id"),
                        town.admin.tenant().value()));
    }

    private int principals() {
        return wired.as(town.admin, () -> wired.bean(Sql.class)
                .list(
                        "select id from principal where tenant_id = ?",
                        row -> 1,
                        town.admin.tenant().value())
                .size());
    }
}
