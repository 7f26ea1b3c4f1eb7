package io.groundwork.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.groundwork.intent.Intent;
import io.groundwork.model.Model;
import io.groundwork.platform.kernel.Problem;
import jakarta.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.yaml.snakeyaml.Yaml;

/** The truth tables of routing: who asks what, and which way it goes, and why. */
class RoutingTruthTest {

    private static final Path TABLES = Path.of("src/test/resources/routing");
    private static final Set<String> EXPECTATIONS = Set.of(
            "rule",
            "mode",
            "model",
            "meant",
            "fallbacks",
            "classified",
            "reasons",
            "refused",
            "unavailable",
            "top_k",
            "prompt",
            "abstain_below",
            "open");
    private static final Set<String> FACTS = Set.of(
            "intent",
            "confidence",
            "chars",
            "groups",
            "collections",
            "at",
            "budget_left",
            "override",
            "model",
            "earlier");

    @TestFactory
    Stream<DynamicTest> everyTableHolds() throws IOException {
        try (Stream<Path> files = Files.list(TABLES)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream()
                    .flatMap(RoutingTruthTest::cases);
        }
    }

    private static Stream<DynamicTest> cases(Path file) {
        Map<String, Object> table = read(file);
        Map<String, Model> models = Registry.of(map(table.get("models"))).models();
        RoutingPolicy policy = table.containsKey("policy")
                ? RoutingPolicy.parse(Json.createObjectBuilder(RoutingTruthTest.<Object>map(table.get("policy")))
                        .build())
                : ReferencePolicy.of(models.values());
        int version = table.containsKey("policy") ? 1 : 0;
        List<Map<String, Object>> cases = list(table.get("cases"));
        return cases.stream()
                .map(row -> DynamicTest.dynamicTest(
                        file.getFileName() + ": " + row.get("it"),
                        () -> check(policy, version, models, map(row.get("asked")), map(row.get("then")))));
    }

    private static void check(
            RoutingPolicy policy,
            int version,
            Map<String, Model> models,
            Map<String, Object> facts,
            Map<String, Object> then) {
        assertThat(FACTS).containsAll(facts.keySet());
        assertThat(EXPECTATIONS).containsAll(then.keySet());
        assertThat(then).isNotEmpty();
        AtomicInteger classified = new AtomicInteger();
        Asked asked = asked(facts, classified);
        if (then.containsKey("open")) {
            assertThat(policy.open(asked.groups(), models)).isEqualTo(then.get("open"));
        } else if (then.containsKey("refused")) {
            assertThat(catchThrowableOfType(Problem.Refused.class, () -> policy.decide(version, asked, models))
                            .code())
                    .isEqualTo(then.get("refused"));
        } else if (then.containsKey("unavailable")) {
            assertThat(catchThrowableOfType(Problem.Unavailable.class, () -> policy.decide(version, asked, models))
                            .code())
                    .isEqualTo(then.get("unavailable"));
        } else {
            expect(policy.decide(version, asked, models), then);
            assertThat(classified).hasValueLessThanOrEqualTo(1);
            Optional.ofNullable(then.get("classified"))
                    .ifPresent(expected -> assertThat(classified.get() == 1).isEqualTo(expected));
        }
    }

    private static void expect(Decision decision, Map<String, Object> then) {
        then.forEach((name, expected) -> {
            Object actual =
                    switch (name) {
                        case "rule" -> decision.rule();
                        case "mode" -> decision.mode().word();
                        case "model" -> decision.model();
                        case "meant" -> decision.meant();
                        case "fallbacks" -> decision.fallbacks();
                        case "top_k" -> decision.options().topK().orElse(null);
                        case "prompt" -> decision.options().prompt().orElse(null);
                        case "abstain_below" ->
                            decision.options().abstainBelow().orElse(null);
                        case "reasons" ->
                            decision.reasons().stream()
                                    .map(reason -> reason.in(Locale.ENGLISH))
                                    .toList();
                        case "classified" -> decision.intent().isPresent();
                        default -> throw new AssertionError(name);
                    };
            assertThat(actual).as(name).isEqualTo(expected);
        });
    }

    private static Asked asked(Map<String, Object> facts, AtomicInteger classified) {
        Map<String, String> earlier = map(facts.get("earlier"));
        return new Asked(
                () -> {
                    classified.incrementAndGet();
                    return new Intent((String) facts.getOrDefault("intent", "novel"), (double)
                            facts.getOrDefault("confidence", 0.9));
                },
                (int) facts.getOrDefault("chars", 60),
                Set.copyOf(RoutingTruthTest.<String>list(facts.get("groups"))),
                list(facts.get("collections")),
                Instant.parse((String) facts.getOrDefault("at", "2026-11-25T11:00:00Z")),
                Optional.ofNullable((Double) facts.get("budget_left")),
                Optional.ofNullable((String) facts.get("override")).flatMap(Mode::of),
                (String) facts.getOrDefault("model", "assistant"),
                earlier.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new RouteRequest.Earlier(
                                Mode.of(earlier.get("mode")).orElseThrow(), earlier.get("model"))));
    }

    private static Map<String, Object> read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new Yaml().load(in);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @SuppressWarnings("unchecked")
    private static <V> Map<String, V> map(Object value) {
        return value == null ? Map.of() : (Map<String, V>) value;
    }

    @SuppressWarnings("unchecked")
    private static <V> List<V> list(Object value) {
        return value == null ? List.of() : (List<V>) value;
    }
}
