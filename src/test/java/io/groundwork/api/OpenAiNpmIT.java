package io.groundwork.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** OpenAI's own client from npm, as it comes, run by Node; deploy/test lays it into target/test/clients. */
class OpenAiNpmIT {

    private static final Path CLIENTS = Path.of(System.getProperty("groundwork.clients", "target/test/clients"));
    private static final List<String> CHECKS = List.of(
            "an answer",
            "a stream",
            "a stream by the helper",
            "a stream that the client leaves",
            "a tool",
            "a tool that the helper runs",
            "a shape",
            "citations",
            "embeddings",
            "models",
            "refusals",
            "limits");

    private static AskedByClients asked;
    private static Map<String, JsonObject> results;

    @BeforeAll
    static void theClientHasRun() throws IOException, InterruptedException {
        assertThat(CLIENTS.resolve("node_modules/openai"))
                .as("the npm clients, which deploy/test installs")
                .isDirectory();
        asked = new AskedByClients();
        Path output = Files.createTempFile("clients", ".txt");
        ProcessBuilder node = new ProcessBuilder("node", "openai.mjs")
                .directory(CLIENTS.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        node.environment().put("GROUNDWORK_BASE", AskedByClients.base());
        node.environment().put("GROUNDWORK_KEY", asked.person("nora").key());
        node.environment().put("GROUNDWORK_SPENDER", asked.person("spender").key());
        Process run = node.start();
        boolean ended = run.waitFor(2, TimeUnit.MINUTES);
        run.destroyForcibly();
        String told = Files.readString(output, StandardCharsets.UTF_8);
        Files.delete(output);
        assertThat(ended && run.exitValue() == 0).as(told).isTrue();
        results = new LinkedHashMap<>();
        told.lines().map(OpenAiNpmIT::json).forEach(line -> results.put(line.getString("name"), line));
    }

    @AfterAll
    static void close() {
        asked.close();
    }

    private static JsonObject json(String line) {
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            return reader.readObject();
        }
    }

    @TestFactory
    Stream<DynamicTest> theClientReads() {
        return CHECKS.stream()
                .map(name -> dynamicTest(name, () -> {
                    assertThat(results).containsKey(name);
                    assertThat(results.get(name).getString("fault", null)).isNull();
                }));
    }
}
