package io.groundwork.platform.persistence;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether the database has the schema that this build was made for. */
@ApplicationScoped
public class Schema {

    private static final Pattern MIGRATION = Pattern.compile("V(\\d+)__.*\\.sql");

    @Inject
    private Sql sql;

    /** A schema of a later build is taken too: another node may have been updated already. */
    @Transactional
    public boolean isAsExpected() {
        return sql.one(
                                "select max(version::int) as version from flyway_schema_history where success",
                                row -> row.integer("version"))
                        .orElse(0)
                >= expected();
    }

    /** The version of the newest migration in this build. */
    static int expected() {
        URL folder = Schema.class.getResource("/db/migration");
        if (folder == null) {
            throw new IllegalStateException("this build holds no migrations");
        }
        try (Stream<Path> files = Files.list(Path.of(folder.toURI()))) {
            return files.map(file -> MIGRATION.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> Integer.valueOf(name.group(1)))
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
