package io.groundwork.platform.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * The environment, typed. A name such as {@code groundwork.port} is the environment variable {@code GROUNDWORK_PORT} or
 * the system property of that name. Every reader refuses a bad value with a sentence that names the variable.
 */
@ApplicationScoped
public class Settings {

    /** The value, or empty when the variable is unset or blank. */
    public Optional<String> text(String name) {
        return ConfigProvider.getConfig()
                .getOptionalValue(name, String.class)
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    public String text(String name, String otherwise) {
        return text(name).orElse(otherwise);
    }

    /** A whole number within bounds, both included. */
    public int number(String name, int otherwise, int least, int most) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value.get());
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the refusal, which says the same for both.
        }
        throw refused(name, "must be a whole number from " + least + " to " + most + ", not \"" + value.get() + "\"");
    }

    public boolean flag(String name, boolean otherwise) {
        Optional<String> value = text(name);
        if (value.isEmpty()) {
            return otherwise;
        }
        return switch (value.get().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw refused(name, "must be true or false, not \"" + value.get() + "\"");
        };
    }

    /** A comma-separated list; blanks are dropped. */
    public List<String> list(String name) {
        return text(name)
                .map(value -> List.of(value.split(",")).stream()
                        .map(String::strip)
                        .filter(entry -> !entry.isEmpty())
                        .toList())
                .orElse(List.of());
    }

    /** An http or https address; empty when unset. */
    public Optional<URI> address(String name) {
        return text(name).map(value -> {
            try {
                URI uri = URI.create(value);
                if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                    return uri;
                }
            } catch (IllegalArgumentException notAnAddress) {
                // Falls through to the refusal.
            }
            throw refused(name, "must be an http or https address, not \"" + value + "\"");
        });
    }

    /** Where the installation keeps what is its own (keys, logs, the private database). */
    public Path home() {
        return Path.of(text("groundwork.home", "var")).toAbsolutePath().normalize();
    }

    /** The refusal of a setting, in the manner of all others. */
    public static IllegalStateException refused(String name, String why) {
        return new IllegalStateException(name.toUpperCase(Locale.ROOT).replace('.', '_') + " " + why);
    }
}
