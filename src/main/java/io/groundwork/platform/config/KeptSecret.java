package io.groundwork.platform.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** A secret that the installation made for itself at its first start; it lies in the home, where its owner alone can read it. */
public final class KeptSecret {

    private static final String OWNER_ALONE = "rw-------";

    private KeptSecret() {}

    /**
     * The secret in this file of the home; made now if there is none.
     *
     * @throws UncheckedIOException if the home cannot be written
     */
    public static String in(Path home, String file, Supplier<String> fresh) {
        Path place = home.resolve(file);
        try {
            Files.createDirectories(home);
            make(place, fresh);
            return Files.readString(place).strip();
        } catch (IOException unusable) {
            throw new UncheckedIOException("a secret cannot be kept in " + place, unusable);
        }
    }

    /** Written beside its place and moved there whole: whoever is killed in between leaves no half secret. */
    private static void make(Path place, Supplier<String> fresh) throws IOException {
        if (Files.exists(place)) {
            return;
        }
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE));
        Path whole = Files.createTempFile(place.getParent(), place.getFileName().toString(), ".new", permissions);
        Files.writeString(whole, fresh.get() + System.lineSeparator());
        Files.move(whole, place, StandardCopyOption.ATOMIC_MOVE);
    }
}
