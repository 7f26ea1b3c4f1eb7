package io.groundwork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Views are lists of domain words: no text of their own, no style, no script, and nothing that the content policy forbids. */
class ViewsTest {

    private static final Path VIEWS = Path.of("src/main/webapp");
    private static final Path BUNDLES = Path.of("src/main/resources/io/groundwork/i18n");

    private static final Pattern KEY = Pattern.compile("text(?:\\[|\\.with\\()'([a-z]+)\\.([a-z_]+)'(\\.concat)?");
    private static final Pattern WORDS = Pattern.compile("text\\.words\\('([a-z]+)\\.([a-z_]+)'\\)");
    private static final Pattern BARE_TEXT = Pattern.compile(">([^<>]*)<");
    private static final Pattern READ_ATTRIBUTE =
            Pattern.compile("\\s(?:aria-label|placeholder|title|label|hint|sentence|lead|alt|word)=\"([^\"]*)\"");
    private static final Pattern EXPRESSION = Pattern.compile("#\\{[^}]*\\}");
    private static final Map<String, Pattern> FORBIDDEN = Map.of(
            "inline style", Pattern.compile("\\sstyle=\""),
            "inline handler", Pattern.compile("\\son[a-z]+=\""),
            "inline script", Pattern.compile("<script(?![^>]*\\ssrc=)"),
            "f:ajax", Pattern.compile("<f:ajax"),
            "h:commandLink", Pattern.compile("<h:commandLink"),
            "h:commandButton", Pattern.compile("<h:commandButton"),
            "a foreign address", Pattern.compile("(?:src|href)=\"(?:https?:)?//"));

    @Test
    void everyTextOfAViewStandsInItsBundle() {
        Set<String> missing = new TreeSet<>();
        views().forEach((name, view) -> {
            Matcher keys = KEY.matcher(view);
            while (keys.find()) {
                if (!isThere(keys.group(1), keys.group(2), keys.group(3) != null)) {
                    missing.add(keys.group(1) + "." + keys.group(2) + " in " + name);
                }
            }
            Matcher words = WORDS.matcher(view);
            while (words.find()) {
                if (!isThere(words.group(1), words.group(2), true)) {
                    missing.add(words.group(1) + "." + words.group(2) + "* in " + name);
                }
            }
        });
        assertThat(missing).isEmpty();
    }

    @Test
    void noViewHasATextOfItsOwn() {
        Map<String, List<String>> own = new TreeMap<>();
        views().forEach((name, view) -> {
            List<String> texts = new ArrayList<>();
            for (Pattern place : List.of(BARE_TEXT, READ_ATTRIBUTE)) {
                Matcher found = place.matcher(view);
                while (found.find()) {
                    String text =
                            EXPRESSION.matcher(found.group(1)).replaceAll("").replaceAll("&[a-z]+;", "");
                    if (text.chars().filter(Character::isLetter).count() > 2) {
                        texts.add(text.strip());
                    }
                }
            }
            if (!texts.isEmpty()) {
                own.put(name, texts);
            }
        });
        assertThat(own).isEmpty();
    }

    @Test
    void noViewHoldsWhatTheContentPolicyForbids() {
        Set<String> offences = new TreeSet<>();
        views().forEach((name, view) -> FORBIDDEN.forEach((what, pattern) -> {
            if (pattern.matcher(view).find()) {
                offences.add(what + " in " + name);
            }
        }));
        assertThat(offences).isEmpty();
    }

    @Test
    void everyTagOfTheLibraryHasItsFile() throws IOException {
        String library = Files.readString(VIEWS.resolve("WEB-INF/groundwork.taglib.xml"));
        Set<String> declared = new TreeSet<>();
        Matcher tags = Pattern.compile("<tag-name>([a-z-]+)</tag-name>").matcher(library);
        while (tags.find()) {
            declared.add(tags.group(1));
        }
        Set<String> used = new TreeSet<>();
        views().values().forEach(view -> {
            Matcher uses = Pattern.compile("<gw:([a-z-]+)").matcher(view);
            while (uses.find()) {
                used.add(uses.group(1));
            }
        });
        assertThat(declared).containsExactlyElementsOf(used);
        assertThat(declared).allSatisfy(tag -> assertThat(VIEWS.resolve("WEB-INF/tags/" + tag + ".xhtml"))
                .exists());
    }

    private static boolean isThere(String feature, String code, boolean beginning) {
        Properties bundle = bundle(feature);
        return beginning
                ? bundle.stringPropertyNames().stream()
                        .anyMatch(key -> key.startsWith(code) && key.length() > code.length())
                : bundle.getProperty(code) != null;
    }

    private static Map<String, String> views() {
        try (Stream<Path> files = Files.walk(VIEWS)) {
            Map<String, String> views = new TreeMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".xhtml")).toList()) {
                views.put(VIEWS.relativize(file).toString(), Files.readString(file));
            }
            return views;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Properties bundle(String feature) {
        Properties properties = new Properties();
        try (Reader reader =
                Files.newBufferedReader(BUNDLES.resolve(feature + ".properties"), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
        return properties;
    }
}
