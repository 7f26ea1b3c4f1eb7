import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Loads handbooks as an outside program would, through the API alone: a tenant per handbook; a group and a collection, which
 * that group may read, per group of the manifest; a user "reader" in all groups and a user "newcomer" in the largest one.
 * Markdown goes in bulk, everything else as files. Run by deploy/handbooks; it stands on the JDK alone.
 */
public final class Handbooks {

    private static final String BOUNDARY = "groundwork-handbooks-5f2c";
    private static final int MOST_PER_BULK = 100;

    private final Path data;
    private final String url;
    private final Path keys;
    private final HttpClient client = HttpClient.newHttpClient();
    private final PrintStream out = System.out;

    private record Entry(String tenant, String path, String group, String title) {

        boolean isMarkdown() {
            return path.endsWith(".md") || path.endsWith(".md.erb") || path.endsWith(".markdown");
        }

        boolean isText() {
            return path.endsWith(".txt");
        }
    }

    private record Reply(int status, String body) {

        /** A string field of the reply; the few replies that are read here name each field once. */
        String text(String field) {
            return find("\"" + field + "\"\\s*:\\s*\"([^\"]*)\"")
                    .orElseThrow(() -> new IllegalStateException("no " + field + " in " + body));
        }

        int number(String field) {
            return find("\"" + field + "\"\\s*:\\s*(\\d+)").map(Integer::valueOf).orElse(0);
        }

        private Optional<String> find(String pattern) {
            Matcher matcher = Pattern.compile(pattern).matcher(body);
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        }
    }

    private Handbooks(Path data, String url, Path keys) {
        this.data = data;
        this.url = url;
        this.keys = keys;
    }

    public static void main(String[] arguments) throws Exception {
        new Handbooks(Path.of(arguments[0]), arguments[1], Path.of(arguments[2])).load();
    }

    private void load() throws Exception {
        Files.createDirectories(keys, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Map<String, List<Entry>> tenants = manifest().stream()
                .collect(Collectors.groupingBy(Entry::tenant, LinkedHashMap::new, Collectors.toList()));
        int failed = 0;
        for (Map.Entry<String, List<Entry>> tenant : tenants.entrySet()) {
            failed += new Tenant(tenant.getKey(), tenant.getValue()).load();
        }
        out.println("Keys of reader and newcomer: " + keys);
        if (failed > 0) {
            out.println(failed + " documents could not be read.");
        }
    }

    private List<Entry> manifest() throws IOException {
        return Files.readAllLines(data.resolve("MANIFEST.tsv")).stream()
                .skip(1)
                .map(line -> line.split("\t", -1))
                .map(columns -> new Entry(columns[0], columns[1], columns[2], columns[3]))
                .toList();
    }

    /** One handbook on its way into the installation. */
    private final class Tenant {

        private final String slug;
        private final Map<String, List<Entry>> groups;
        private final Path keyFile;
        private String admin;

        Tenant(String slug, List<Entry> entries) {
            this.slug = slug;
            this.groups = entries.stream().collect(Collectors.groupingBy(Entry::group, TreeMap::new, Collectors.toList()));
            this.keyFile = keys.resolve(slug + ".keys");
        }

        int load() throws Exception {
            long began = System.nanoTime();
            out.println(slug + ": " + groups.values().stream().mapToInt(List::size).sum() + " documents in " + groups.size()
                    + " groups");
            admin = adminKey();
            for (String group : groups.keySet()) {
                make("/groups", object("name", groupName(group)));
            }
            people();
            List<String> ingestions = new ArrayList<>();
            for (Map.Entry<String, List<Entry>> group : groups.entrySet()) {
                collection(group.getKey());
                ingestions.addAll(upload(group.getKey(), group.getValue()));
            }
            int failed = await(ingestions);
            out.printf(Locale.ROOT, "%s: done after %.0f s%n", slug, (System.nanoTime() - began) / 1e9);
            return failed;
        }

        /** Of the run that made the tenant: the key is shown once, so it is kept. */
        private String adminKey() throws Exception {
            String body = "{\"slug\":" + quoted(slug) + ",\"name\":" + quoted(slug)
                    + ",\"admin\":{\"username\":\"admin\",\"email\":\"admin@" + slug + ".example\"}}";
            Reply reply = send("POST", "/api/v1/tenants", System.getenv("GROUNDWORK_OPERATOR_KEY"), "application/json", bytes(body));
            if (reply.status() == 201) {
                keep("admin", reply.text("secret"));
            } else if (reply.status() != 409) {
                throw unexpected("the tenant " + slug, reply);
            }
            return kept("admin").orElseThrow(() -> new IllegalStateException("The tenant " + slug + " exists, but " + keyFile
                    + " does not hold its admin's key. Delete the tenant, or put the key there."));
        }

        private void people() throws Exception {
            String largest = groups.entrySet().stream()
                    .max((a, b) -> Integer.compare(a.getValue().size(), b.getValue().size()))
                    .orElseThrow()
                    .getKey();
            person("reader", List.copyOf(groups.keySet()));
            person("newcomer", List.of(largest));
        }

        private void person(String username, List<String> memberOf) throws Exception {
            String names = memberOf.stream().map(group -> quoted(groupName(group))).collect(Collectors.joining(","));
            make(
                    "/users",
                    "{\"username\":" + quoted(username) + ",\"email\":" + quoted(username + "@" + slug + ".example")
                            + ",\"roles\":[\"employee\"],\"groups\":[" + names + "]}");
            if (kept(username).isEmpty()) {
                Reply key = inside("POST", "/keys", "application/json", bytes("{\"username\":" + quoted(username) + ",\"name\":\"handbooks\"}"));
                if (key.status() != 201) {
                    throw unexpected("the key of " + username, key);
                }
                keep(username, key.text("secret"));
            }
        }

        private void collection(String group) throws Exception {
            make(
                    "/collections",
                    "{\"slug\":" + quoted(collectionSlug(group)) + ",\"name\":" + quoted(groupName(group))
                            + ",\"access\":{\"allow\":[" + object("group", groupName(group)) + "]}}");
        }

        private List<String> upload(String group, List<Entry> entries) throws Exception {
            List<String> ingestions = new ArrayList<>();
            String documents = "/collections/" + collectionSlug(group) + "/documents";
            List<Entry> lines = entries.stream().filter(entry -> entry.isMarkdown() || entry.isText()).toList();
            for (int from = 0; from < lines.size(); from += MOST_PER_BULK) {
                StringBuilder body = new StringBuilder();
                for (Entry entry : lines.subList(from, Math.min(lines.size(), from + MOST_PER_BULK))) {
                    body.append(line(entry)).append('\n');
                }
                ingestions.add(accepted(group, inside("POST", documents + "/bulk", "application/x-ndjson", bytes(body.toString()))));
            }
            for (Entry entry : entries) {
                if (!lines.contains(entry)) {
                    ingestions.add(accepted(entry.path(), inside("POST", documents, "multipart/form-data; boundary=" + BOUNDARY, parts(entry))));
                }
            }
            return ingestions;
        }

        private String line(Entry entry) throws IOException {
            return "{\"external_id\":" + quoted(entry.path()) + ",\"title\":" + quoted(title(entry)) + ",\"media_type\":"
                    + quoted(entry.isText() ? "text/plain" : "text/markdown") + ",\"text\":"
                    + quoted(new String(Files.readAllBytes(file(entry)), StandardCharsets.UTF_8)) + "}";
        }

        private byte[] parts(Entry entry) throws IOException {
            String name = Path.of(entry.path()).getFileName().toString();
            String head = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"metadata\"\r\nContent-Type: application/json\r\n\r\n"
                    + "{\"external_id\":" + quoted(entry.path()) + ",\"title\":" + quoted(title(entry)) + "}\r\n--" + BOUNDARY
                    + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + name.replace("\"", "") + "\"\r\nContent-Type: "
                    + Optional.ofNullable(Files.probeContentType(file(entry))).orElse("application/octet-stream") + "\r\n\r\n";
            var body = new java.io.ByteArrayOutputStream();
            body.write(bytes(head));
            body.write(Files.readAllBytes(file(entry)));
            body.write(bytes("\r\n--" + BOUNDARY + "--\r\n"));
            return body.toByteArray();
        }

        private Path file(Entry entry) {
            return data.resolve(slug).resolve(entry.path());
        }

        private String accepted(String what, Reply reply) {
            if (reply.status() != 202) {
                throw unexpected(what, reply);
            }
            return reply.text("ingestion_id");
        }

        /** Waits for all ingestions, tells how far they are, and names what could not be read. */
        private int await(List<String> ingestions) throws Exception {
            while (true) {
                int total = 0;
                int done = 0;
                int failed = 0;
                int chunks = 0;
                int ended = 0;
                StringBuilder errors = new StringBuilder();
                for (String ingestion : ingestions) {
                    Reply reply = inside("GET", "/ingestions/" + ingestion, null, null);
                    total += reply.number("documents_total");
                    done += reply.number("documents_done");
                    failed += reply.number("documents_failed");
                    chunks += reply.number("chunks");
                    String state = reply.text("state");
                    ended += state.equals("queued") || state.equals("running") ? 0 : 1;
                    if (state.endsWith("failed")) {
                        errors.append("  ").append(reply.body()).append('\n');
                    }
                }
                out.println("  " + done + " of " + total + " documents, " + chunks + " chunks" + (failed > 0 ? ", " + failed + " failed" : ""));
                if (ended == ingestions.size()) {
                    out.print(errors);
                    return failed;
                }
                TimeUnit.SECONDS.sleep(5);
            }
        }

        /** Makes something; that it is there already is fine. */
        private void make(String path, String body) throws Exception {
            Reply reply = inside("POST", path, "application/json", bytes(body));
            if (reply.status() != 201 && reply.status() != 409) {
                throw unexpected(path + " " + body, reply);
            }
        }

        private Reply inside(String method, String path, String type, byte[] body) throws Exception {
            return send(method, "/api/v1/tenants/" + slug + path, admin, type, body);
        }

        private Optional<String> kept(String username) throws IOException {
            if (!Files.exists(keyFile)) {
                return Optional.empty();
            }
            return Files.readAllLines(keyFile).stream()
                    .filter(line -> line.startsWith(username + " "))
                    .map(line -> line.substring(username.length() + 1))
                    .reduce((first, last) -> last);
        }

        private void keep(String username, String secret) throws IOException {
            if (!Files.exists(keyFile)) {
                Files.createFile(keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(keyFile, username + " " + secret + "\n", java.nio.file.StandardOpenOption.APPEND);
        }
    }

    private Reply send(String method, String path, String key, String type, byte[] body) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", "Bearer " + key);
        if (type != null) {
            request.header("Content-Type", type);
        }
        request.method(method, body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofByteArray(body));
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }

    private static IllegalStateException unexpected(String what, Reply reply) {
        return new IllegalStateException(what + ": " + reply.status() + " " + reply.body());
    }

    private static String title(Entry entry) {
        return entry.title().isBlank() ? entry.path() : entry.title();
    }

    /** A group's name; folders within folders are joined by a dot. */
    private static String groupName(String folder) {
        return folder.replace('/', '.').replaceAll("[^A-Za-z0-9 ._@-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    }

    private static String collectionSlug(String folder) {
        return folder.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    private static String object(String field, String value) {
        return "{" + quoted(field) + ":" + quoted(value) + "}";
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (c < ' ') {
                        json.append(String.format("\\u%04x", (int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
