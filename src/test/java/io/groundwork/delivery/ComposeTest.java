package io.groundwork.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

class ComposeTest {

    private static Map<String, Object> compose;

    @BeforeAll
    static void read() throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        compose = new Yaml(strict).load(Files.readString(Path.of("deploy/compose.yaml")));
    }

    @Test
    void eachServiceIsGivenTheSecretsThatItReadsAndNoOthers() {
        services().forEach((name, service) -> {
            List<String> read = environment(service).values().stream()
                    .map(Object::toString)
                    .filter(value -> value.startsWith("/run/secrets/"))
                    .map(value -> value.substring("/run/secrets/".length()))
                    .toList();
            assertThat(secrets(service)).as(name).containsAll(read);
            assertThat(names(compose.get("secrets"))).containsAll(secrets(service));
        });
        assertThat(secrets(services().get("groundwork")))
                .doesNotContain("owner_password", "superuser_password")
                .hasSameSizeAs(environment(services().get("groundwork")).keySet().stream()
                        .filter(variable -> variable.endsWith("_FILE"))
                        .toList());
    }

    @Test
    void theDatabasePreparesTheRolesThatTheOthersSignInAs() throws IOException {
        String prepares = Files.readString(Path.of("deploy/container/database.sh"));
        Map<String, Object> schema = environment(services().get("schema"));
        assertThat(prepares)
                .contains("create role " + schema.get("GROUNDWORK_DB_OWNER_USER") + " ")
                .contains("create role " + schema.get("GROUNDWORK_DB_USER") + " ");
        secrets(services().get("database")).stream()
                .filter(secret -> !secret.startsWith("superuser"))
                .forEach(secret -> assertThat(prepares).contains("/run/secrets/" + secret));
    }

    @Test
    void whatTheFileBindsAndBuildsIsThere() {
        Path here = Path.of("deploy");
        assertThat(here.resolve("container/database.sh")).isExecutable();
        assertThat(here.resolve("container/start")).isExecutable();
        Object dockerfile = ((Map<?, ?>) services().get("groundwork").get("build")).get("dockerfile");
        assertThat(Path.of(dockerfile.toString())).isRegularFile();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> services() {
        return (Map<String, Map<String, Object>>) compose.get("services");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> environment(Map<String, Object> service) {
        return (Map<String, Object>) service.get("environment");
    }

    @SuppressWarnings("unchecked")
    private static List<String> secrets(Map<String, Object> service) {
        return (List<String>) service.get("secrets");
    }

    private static List<String> names(Object section) {
        return ((Map<?, ?>) section).keySet().stream().map(Object::toString).toList();
    }
}
