package io.groundwork;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.groundwork.platform.llm.LanguageModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * The house: a package imports only from lower floors. The table below is the one of the architecture; a package that
 * has no row fails, so that nobody builds beside the house.
 */
class FloorsTest {

    private static final String ROOT = "io.groundwork.";

    /** From the ground up; packages of one floor do not know each other. */
    private static final List<Set<String>> FLOORS = List.of(
            Set.of("platform.kernel"),
            Set.of("platform.config"),
            Set.of("platform.tenancy"),
            Set.of("platform.persistence"),
            Set.of("platform.web"),
            Set.of("platform.jobs", "platform.llm", "platform.rest"),
            Set.of("audit"),
            Set.of("tenant"),
            Set.of("identity"),
            Set.of("cost"),
            Set.of("collection", "budget"),
            Set.of("retrieval", "model", "intent", "notice"),
            Set.of("ingest", "routing"),
            Set.of("chat"),
            Set.of("evidence", "mcp"),
            Set.of("evaluation"),
            Set.of("finetune"),
            Set.of("advisor"),
            Set.of("shell", "demo"));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.groundwork");

    @Test
    void everyPackageHasItsFloor() {
        Set<String> homeless = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            if (room(type).isEmpty()) {
                homeless.add(type.getPackageName());
            }
        }
        assertThat(homeless).isEmpty();
    }

    @Test
    void aPackageImportsOnlyFromLowerFloors() {
        Map<String, String> upstairs = new TreeMap<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                room(dependency.getTargetClass().getBaseComponentType()).ifPresent(target -> {
                    String origin = room(type).orElseThrow();
                    if (!origin.equals(target) && floor(target) >= floor(origin)) {
                        upstairs.put(
                                type.getName() + " -> "
                                        + dependency.getTargetClass().getName(),
                                target);
                    }
                });
            }
        }
        assertThat(upstairs).isEmpty();
    }

    @Test
    void onlyWebPackagesSeeFacesAndOnlyRestPackagesSeeResources() {
        Set<String> strangers = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                String target = dependency.getTargetClass().getPackageName();
                boolean faces = target.startsWith("jakarta.faces") && !inner(type, "web");
                boolean resources = target.startsWith("jakarta.ws.rs") && !inner(type, "rest");
                if (faces || resources) {
                    strangers.add(type.getName() + " -> " + target);
                }
            }
        }
        assertThat(strangers).isEmpty();
    }

    @Test
    void everyPackageSaysWhyItExists() {
        Set<String> silent = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            Path room = Path.of("src/main/java", type.getPackageName().split("\\."));
            if (!Files.exists(room.resolve("package-info.java"))) {
                silent.add(type.getPackageName());
            }
        }
        assertThat(silent).isEmpty();
    }

    /** Each of them holds and settles money for its calls; see decision 0023. */
    @Test
    void nobodyElseCallsAProvider() {
        Set<String> callers = new TreeSet<>();
        for (JavaClass type : CLASSES) {
            type.getMethodCallsFromSelf().stream()
                    .filter(call -> call.getTargetOwner().isEquivalentTo(LanguageModel.Call.class))
                    .filter(call -> call.getName().equals("open"))
                    .forEach(call -> callers.add(type.getName().substring(ROOT.length())));
        }
        assertThat(callers).containsExactly("chat.ModelAnswer", "model.GuardedModel", "model.Trial");
    }

    private static boolean inner(JavaClass type, String part) {
        return (type.getPackageName() + ".").contains("." + part + ".");
    }

    private static Optional<String> room(JavaClass type) {
        if (!type.getPackageName().startsWith(ROOT)) {
            return Optional.empty();
        }
        String inside = type.getPackageName().substring(ROOT.length()) + ".";
        return FLOORS.stream()
                .flatMap(Set::stream)
                .filter(room -> inside.startsWith(room + "."))
                .findFirst();
    }

    private static int floor(String room) {
        for (int i = 0; i < FLOORS.size(); i++) {
            if (FLOORS.get(i).contains(room)) {
                return i;
            }
        }
        throw new IllegalStateException(room);
    }
}
