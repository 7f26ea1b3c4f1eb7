package io.groundwork.demo;

import io.groundwork.budget.Budgets;
import io.groundwork.collection.AccessRule;
import io.groundwork.collection.Chunking;
import io.groundwork.collection.Collections;
import io.groundwork.collection.DocumentFilter;
import io.groundwork.collection.DocumentRow;
import io.groundwork.collection.Documents;
import io.groundwork.collection.NewCollection;
import io.groundwork.collection.Submission;
import io.groundwork.collection.VersionState;
import io.groundwork.demo.DemoContents.Paper;
import io.groundwork.demo.DemoContents.Person;
import io.groundwork.demo.DemoContents.Shelf;
import io.groundwork.identity.Groups;
import io.groundwork.identity.NewGroup;
import io.groundwork.identity.NewUser;
import io.groundwork.identity.PasswordHash;
import io.groundwork.identity.UserPatch;
import io.groundwork.identity.Users;
import io.groundwork.ingest.Ingestion;
import io.groundwork.platform.kernel.Caller;
import io.groundwork.platform.kernel.Page;
import io.groundwork.platform.kernel.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Fills the demo company, each step in its own transaction and each only where it is not done yet, so that a filling that
 * was cut off goes on where it stood.
 */
@ApplicationScoped
class DemoFilling {

    private static final int MOST_PER_SHELF = 500;

    @Inject
    private Groups groups;

    @Inject
    private Users users;

    @Inject
    private Budgets budgets;

    @Inject
    private Collections collections;

    @Inject
    private Documents documents;

    @Inject
    private Ingestion ingestion;

    /** How many documents can be asked about, and how many could not be read. */
    record Progress(int ready, int failed) {}

    void people(Caller caller, DemoContents contents, PasswordHash password) {
        for (NewGroup group : contents.groups()) {
            if (absent(() -> groups.find(caller, group.name()))) {
                groups.create(caller, group);
            }
        }
        for (Person person : contents.people()) {
            if (absent(() -> users.find(caller, person.username()))) {
                users.create(caller, newUser(person, password, person.groups()));
            } else if (users.find(caller, person.username()).groups().isEmpty()) {
                users.patch(caller, person.username(), joining(person.groups()));
            }
        }
    }

    void budgets(Caller caller, DemoContents contents) {
        contents.budgets().forEach((name, spec) -> {
            if (absent(() -> budgets.read(caller, name))) {
                budgets.add(caller, name, spec);
            }
        });
    }

    static NewUser newUser(Person person, PasswordHash password, List<String> groups) {
        return new NewUser(
                person.username(),
                person.email(),
                Optional.of(person.displayName()),
                Optional.of(password),
                person.roles(),
                groups);
    }

    private static UserPatch joining(List<String> groups) {
        return new UserPatch(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(groups),
                Optional.empty());
    }

    void shelf(Caller caller, DemoContents contents, Shelf shelf) {
        if (absent(() -> collections.read(caller, shelf.slug()))) {
            collections.create(
                    caller,
                    new NewCollection(
                            shelf.slug(),
                            shelf.name(),
                            shelf.description(),
                            AccessRule.parse(shelf.access(), "access"),
                            Chunking.DEFAULT,
                            shelf.freshnessDays()));
        }
        Map<String, Integer> taken = latestVersions(caller, shelf);
        for (Paper paper : shelf.papers()) {
            for (int version = taken.getOrDefault(paper.externalId(), 0);
                    version < paper.versions().size();
                    version++) {
                ingestion.submit(caller, shelf.slug(), submission(contents, shelf, paper, version));
            }
        }
    }

    private static Submission submission(DemoContents contents, Shelf shelf, Paper paper, int version) {
        String file = paper.versions().get(version);
        return new Submission(
                paper.externalId(),
                paper.title(),
                null,
                paper.access(),
                paper.status(),
                null,
                file,
                DemoContents.mediaType(file),
                contents.file(shelf, file));
    }

    /** The latest version of each document that is there. */
    private Map<String, Integer> latestVersions(Caller caller, Shelf shelf) {
        Map<String, Integer> versions = new HashMap<>();
        for (DocumentRow row : rows(caller, shelf)) {
            versions.put(row.externalId(), row.version());
        }
        return versions;
    }

    Progress progress(Caller caller, List<Shelf> shelves) {
        int ready = 0;
        int failed = 0;
        for (Shelf shelf : shelves) {
            for (DocumentRow row : rows(caller, shelf)) {
                ready += row.state() == VersionState.READY ? 1 : 0;
                failed += row.state() == VersionState.FAILED ? 1 : 0;
            }
        }
        return new Progress(ready, failed);
    }

    private List<DocumentRow> rows(Caller caller, Shelf shelf) {
        return documents
                .page(caller, shelf.slug(), DocumentFilter.ANY, new Page.Request(MOST_PER_SHELF, null))
                .data();
    }

    private static boolean absent(Runnable reading) {
        try {
            reading.run();
            return false;
        } catch (Problem.NotFound missing) {
            return true;
        }
    }
}
