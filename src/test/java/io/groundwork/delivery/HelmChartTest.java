package io.groundwork.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

class HelmChartTest {

    private static final Path CHART = Path.of("deploy/helm/groundwork");

    /** The chart, its migration an object like the others: Helm's library does not show what it would run before. */
    @TempDir
    private static Path chart;

    @BeforeAll
    static void showTheMigrationToo() throws IOException {
        copy(chart);
        Path migration = chart.resolve("templates/migration.yaml");
        String hook = Files.readString(migration);
        assertThat(hook).contains("helm.sh/hook: pre-install,pre-upgrade");
        Files.writeString(migration, hook.replaceAll("(?m)^ +(annotations:|helm.sh/hook).*\n", ""));
    }

    @Test
    void theChartPassesHelmsStrictLint(@TempDir Path folder) throws IOException {
        LintResult result = new Helm(withValues(copy(folder))).lint().strict().call();
        assertThat(result.isFailed()).as("%s", result.getMessages()).isFalse();
    }

    @Test
    void withTheLeastThatMustBeSaidItRendersWhatANodeAndItsSchemaNeed() {
        List<Map<String, Object>> objects = render(least());
        assertThat(objects)
                .extracting(object -> object.get("kind"))
                .containsExactlyInAnyOrder("Deployment", "Job", "Service", "PodDisruptionBudget");
        assertThat(at(one(objects, "Deployment"), "spec", "template", "spec", "terminationGracePeriodSeconds"))
                .isEqualTo(75);
    }

    @Test
    void onlyTheMigrationGetsTheOwnersPassword() {
        List<Map<String, Object>> objects = render(least());
        assertThat(secretKeys(one(objects, "Job"))).containsExactly("owner-password");
        assertThat(secretKeys(one(objects, "Deployment")))
                .containsExactlyInAnyOrder("database-password", "operator-key", "secret-key");
    }

    @Test
    void neitherRunsAsRootNorWritesOutsideItsVolumes() {
        for (String kind : List.of("Deployment", "Job")) {
            Map<String, Object> pod = one(render(least()), kind);
            assertThat(at(pod, "spec", "template", "spec", "securityContext", "runAsNonRoot"))
                    .isEqualTo(true);
            assertThat(at(container(pod), "securityContext", "readOnlyRootFilesystem"))
                    .isEqualTo(true);
            assertThat(at(container(pod), "securityContext", "allowPrivilegeEscalation"))
                    .isEqualTo(false);
        }
    }

    @Test
    void theServiceLeadsToTheNodesAndNotToTheMigration() {
        List<Map<String, Object>> objects = render(least());
        Object selector = at(one(objects, "Service"), "spec", "selector");
        assertThat(at(one(objects, "Deployment"), "spec", "template", "metadata", "labels"))
                .asInstanceOf(InstanceOfAssertFactories.MAP)
                .containsAllEntriesOf((Map<?, ?>) selector);
        assertThat(at(one(objects, "Job"), "spec", "template", "metadata", "labels", "app.kubernetes.io/component"))
                .isNotEqualTo(at(selector, "app.kubernetes.io/component"));
    }

    @Test
    void anIngressKeepsTheProcessesFiguresInside() {
        List<Map<String, Object>> objects =
                render(least().set("ingress.enabled", true).set("ingress.host", "assistant.example"));
        Object rules = at(one(objects, "Ingress"), "spec", "rules");
        assertThat(rules.toString()).contains("/api", "/v1", "/t").doesNotContain("/metrics");
    }

    @Test
    void whatMustBeSaidAndIsNotIsNamed() {
        assertThatThrownBy(() -> new Helm(CHART).template().call())
                .hasMessageContaining("secret")
                .hasMessageContaining("repository");
        assertThatThrownBy(() -> least().set("settings.PORT", "1").call()).hasMessageContaining("settings");
    }

    private static TemplateCommand least() {
        return new Helm(chart)
                .template()
                .withName("assistant")
                .withKubeVersion("1.30.0")
                .set("image.repository", "registry.example/groundwork")
                .set("database.url", "jdbc:postgresql://database/groundwork")
                .set("secret", "groundwork");
    }

    private static Path copy(Path to) throws IOException {
        try (Stream<Path> files = Files.walk(CHART)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copied = to.resolve(CHART.relativize(file));
                Files.createDirectories(copied.getParent());
                Files.copy(file, copied);
            }
        }
        return to;
    }

    private static Path withValues(Path to) throws IOException {
        Path values = to.resolve("values.yaml");
        Files.writeString(
                values,
                Files.readString(values)
                        .replace("repository: \"\"", "repository: registry.example/groundwork")
                        .replace("url: \"\"", "url: jdbc:postgresql://database/groundwork")
                        .replace("secret: \"\"", "secret: groundwork"));
        return to;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> render(TemplateCommand command) {
        return StreamSupport.stream(new Yaml().loadAll(command.call()).spliterator(), false)
                .filter(Objects::nonNull)
                .map(object -> (Map<String, Object>) object)
                .toList();
    }

    private static Map<String, Object> one(List<Map<String, Object>> objects, String kind) {
        return objects.stream()
                .filter(object -> object.get("kind").equals(kind))
                .findFirst()
                .orElseThrow();
    }

    private static Object at(Object object, String... path) {
        Object found = object;
        for (String step : path) {
            found = ((Map<?, ?>) found).get(step);
        }
        return found;
    }

    private static Object container(Map<String, Object> pod) {
        return ((List<?>) at(pod, "spec", "template", "spec", "containers")).get(0);
    }

    private static List<Object> secretKeys(Map<String, Object> pod) {
        return ((List<?>) at(container(pod), "env"))
                .stream()
                        .map(variable -> at(variable, "valueFrom"))
                        .filter(Objects::nonNull)
                        .map(from -> at(from, "secretKeyRef", "key"))
                        .toList();
    }
}
