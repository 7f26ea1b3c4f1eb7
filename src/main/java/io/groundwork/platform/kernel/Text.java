package io.groundwork.platform.kernel;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.Objects;
import java.util.ResourceBundle;

/**
 * A sentence for a person, by key and arguments; the wording lives in the message bundle of the feature that the key
 * begins with ({@code io/groundwork/i18n/<feature>.properties}).
 */
public record Text(String key, Object... arguments) {

    private static final String BUNDLES = "io.groundwork.i18n.";

    public Text {
        Objects.requireNonNull(key, "key");
        if (key.indexOf('.') <= 0) {
            throw new IllegalArgumentException("a text key begins with its feature: " + key);
        }
    }

    /** The key without its feature. */
    public String code() {
        return key.substring(key.indexOf('.') + 1);
    }

    /** The sentence in this language; the key itself where a bundle lacks it, so that nothing is hidden. */
    public String in(Locale locale) {
        String feature = key.substring(0, key.indexOf('.'));
        try {
            String pattern = ResourceBundle.getBundle(BUNDLES + feature, locale, loader())
                    .getString(code());
            return arguments.length == 0
                    ? pattern.replace("''", "'")
                    : new MessageFormat(pattern, locale).format(arguments);
        } catch (MissingResourceException missing) {
            return key;
        }
    }

    private static ClassLoader loader() {
        return Text.class.getClassLoader();
    }
}
