package io.groundwork.platform.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private static void make(Path place, Supplier<String> fresh) throws IOException {
        var permissions = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(OWNER_ALONE));
        try {
            Files.createFile(place, permissions);
        } catch (FileAlreadyExistsException madeBefore) {
            return;
        }
        Files.writeString(place, fresh.get() + System.lineSeparator());
    }
}
