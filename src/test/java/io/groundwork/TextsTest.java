package io.groundwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every text that a person reads stands in the bundle of its feature. */
class TextsTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final Path VIEWS = Path.of("src/main/webapp");
    private static final Path BUNDLES = Path.of("src/main/resources/io/groundwork/i18n");
    /** A text key as it stands in code: the feature, a dot, and the code. */
    private static final Pattern KEY = Pattern.compile(
            "(?:new Problem\\.\\w+\\(|Field\\.of\\([^;]*?,|field\\([^;]*?,|note\\([^;]*?,|new Text\\()\\s*"
                    + "(?:[\\w.]+,\\s*)*\"([a-z]+)\\.([a-z0-9_.]+)\"");

    /** A whole key in a view; those that are put together from parts end in a dot or an underscore. */
    private static final Pattern SHOWN =
            Pattern.compile("text(?:\\[|\\.with\\()'([a-z]+)\\.([a-z0-9_]*[a-z0-9])'(?!\\.concat)");

    private static final Pattern DEFINED = Pattern.compile("(?m)^([a-z0-9_]+)=");

    @Test
    void everyProblemHasItsSentence() throws IOException {
        assertThat(missing(KEY, files(SOURCES, ".java"))).isEmpty();
    }

    @Test
    void everyTextOfAViewIsThere() throws IOException {
        assertThat(missing(SHOWN, files(VIEWS, ".xhtml"))).isEmpty();
    }

    private static Set<String> missing(Pattern pattern, List<Path> files) throws IOException {
        Map<String, Properties> bundles = bundles();
        Set<String> missing = new TreeSet<>();
        for (Path file : files) {
            Matcher keys = pattern.matcher(Files.readString(file));
            while (keys.find()) {
                Properties bundle = bundles.get(keys.group(1));
                if (bundle == null || bundle.getProperty(keys.group(2)) == null) {
                    missing.add(keys.group(1) + "." + keys.group(2) + " in " + file.getFileName());
                }
            }
        }
        return missing;
    }

    /** Of two texts under one key the later would be shown for both. */
    @Test
    void noKeyStandsTwice() throws IOException {
        List<String> twice = new ArrayList<>();
        for (Path bundle : files(BUNDLES, ".properties")) {
            Set<String> seen = new HashSet<>();
            DEFINED.matcher(Files.readString(bundle))
                    .results()
                    .map(key -> key.group(1))
                    .filter(key -> !seen.add(key))
                    .forEach(key -> twice.add(bundle.getFileName() + ": " + key));
        }
        assertThat(twice).isEmpty();
    }

    @Test
    void noSentenceIsEmpty() {
        bundles().forEach((feature, bundle) -> assertThat(bundle)
                .as(feature)
                .noneSatisfy((key, text) -> assertThat((String) text).isBlank()));
    }

    private static List<Path> files(Path root, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        }
    }

    private static Map<String, Properties> bundles() {
        try (Stream<Path> files = Files.list(BUNDLES)) {
            Map<String, Properties> bundles = new HashMap<>();
            files.filter(file -> file.toString().endsWith(".properties"))
                    .forEach(file -> bundles.put(file.getFileName().toString().replace(".properties", ""), read(file)));
            return bundles;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Properties read(Path file) {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            Properties properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
