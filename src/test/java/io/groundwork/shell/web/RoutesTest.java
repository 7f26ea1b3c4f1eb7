package io.groundwork.shell.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Which address shows which page. */
class RoutesTest {

    @Test
    void everyRouteHasItsView() {
        assertThat(Routes.ALL).allSatisfy(route -> assertThat(Path.of("src/main/webapp" + route.view()))
                .exists());
    }

    @Test
    void aVariableOfAnAddressIsDecodedAndAPlusStaysAPlus() {
        Routes.Hit hit = Routes.find("/t/demo/groups/on%20call+2%2F3").orElseThrow();
        assertThat(hit.named()).containsEntry("group", "on call+2/3").containsEntry("tenant", "demo");
    }

    @Test
    void anAddressThatIsNoPagesMeansNothing() {
        assertThat(Routes.find("/t/demo/no-such-page")).isEmpty();
        assertThat(Routes.find("/t/demo/people/a/b")).isEmpty();
        assertThat(Routes.find("/identity/people.xhtml")).isEmpty();
    }

    @Test
    void whatManagesIsForAdminsAndWhatReviewsForReviewers() {
        assertThat(route("/t/demo/keys").isFor("employee")).isFalse();
        assertThat(route("/t/demo/keys").isFor("admin")).isTrue();
        assertThat(route("/t/demo/review").isFor("admin")).isFalse();
        assertThat(route("/t/demo/ask").isFor("reviewer")).isTrue();
        assertThat(route("/t/demo/sign-in").isPublic()).isTrue();
    }

    private static Route route(String address) {
        return Routes.find(address).orElseThrow().route();
    }
}
