package io.groundwork.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command of the image, up to where it would start the server. */
class ContainerTest {

    @TempDir
    Path home;

    @Test
    void aNodeDoesNotStartWithoutTheKeysThatAllNodesShare() throws Exception {
        Map<String, String> database = Map.of(
                "GROUNDWORK_DB_URL", "jdbc:postgresql://127.0.0.1:1/x",
                "GROUNDWORK_DB_USER", "app",
                "GROUNDWORK_DB_PASSWORD", "secret");
        assertThat(start(database, "serve")).contains("GROUNDWORK_OPERATOR_KEY is not set", "_FILE");
        assertThat(start(Map.of(), "serve")).contains("GROUNDWORK_DB_URL is not set");
    }

    @Test
    void aSecretThatCannotBeReadIsNamedAndOneThatCanIsTaken() throws Exception {
        Path url = Files.writeString(home.resolve("url"), "jdbc:postgresql://127.0.0.1:1/x\n");
        assertThat(start(Map.of("GROUNDWORK_DB_URL_FILE", url.toString()), "serve"))
                .contains("GROUNDWORK_DB_USER is not set");
        assertThat(start(Map.of("GROUNDWORK_DB_URL_FILE", home + "/none"), "serve"))
                .contains("GROUNDWORK_DB_URL_FILE names " + home + "/none");
    }

    @Test
    void theSchemaIsBroughtByItsOwnerAlone() throws Exception {
        assertThat(start(Map.of("GROUNDWORK_DB_URL", "jdbc:postgresql://127.0.0.1:1/x"), "migrate"))
                .contains("GROUNDWORK_DB_OWNER_USER is not set");
    }

    @Test
    void theSecretsOfComposeAreMadeOnce() throws Exception {
        Path folder = home.resolve("secrets");
        run(new ProcessBuilder("deploy/container/secrets", folder.toString()));
        String key = Files.readString(folder.resolve("secret.key"));
        run(new ProcessBuilder("deploy/container/secrets", folder.toString()));
        assertThat(Files.readString(folder.resolve("secret.key"))).isEqualTo(key);
        assertThat(Base64.getDecoder().decode(key.strip())).hasSize(32);
        assertThat(Files.readString(folder.resolve("operator.key"))).hasSizeGreaterThan(32);
    }

    private String start(Map<String, String> environment, String command) throws Exception {
        ProcessBuilder process = new ProcessBuilder("deploy/container/start", command);
        process.environment().keySet().removeIf(name -> name.startsWith("GROUNDWORK_"));
        process.environment().putAll(environment);
        process.environment().put("GROUNDWORK_HOME", home.toString());
        return run(process);
    }

    private static String run(ProcessBuilder process) throws IOException, InterruptedException {
        Process running = process.redirectErrorStream(true).start();
        String said = new String(running.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        running.waitFor();
        return said;
    }
}
