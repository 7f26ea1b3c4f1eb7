package io.groundwork.container;

import java.io.File;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** The application as it is shipped, with the tests of this package beside it. */
final class WholeApplication {

    private WholeApplication() {}

    static WebArchive archive() {
        File assertions = new File(Assertions.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath());
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/ROOT.war"))
                .addPackage(WholeApplication.class.getPackage())
                .addAsLibrary(assertions);
    }
}
