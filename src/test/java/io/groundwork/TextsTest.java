package io.groundwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
    private static final Path BUNDLES = Path.of("src/main/resources/io/groundwork/i18n");
    /** A text key as it stands in code: the feature, a dot, and the code. */
    private static final Pattern KEY = Pattern.compile(
            "(?:new Problem\\.\\w+\\(|Field\\.of\\([^;]*?,|field\\([^;]*?,|note\\([^;]*?,|new Text\\()\\s*"
                    + "(?:[\\w.]+,\\s*)*\"([a-z]+)\\.([a-z0-9_.]+)\"");

    @Test
    void everyProblemHasItsSentence() throws IOException {
        Map<String, Properties> bundles = bundles();
        Set<String> missing = new TreeSet<>();
        for (Path source : sources()) {
            Matcher keys = KEY.matcher(Files.readString(source));
            while (keys.find()) {
                Properties bundle = bundles.get(keys.group(1));
                if (bundle == null || bundle.getProperty(keys.group(2)) == null) {
                    missing.add(keys.group(1) + "." + keys.group(2) + " in " + source.getFileName());
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void noSentenceIsEmpty() {
        bundles().forEach((feature, bundle) -> assertThat(bundle)
                .as(feature)
                .noneSatisfy((key, text) -> assertThat((String) text).isBlank()));
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
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
