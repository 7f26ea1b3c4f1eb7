package io.groundwork.platform.web;

import io.groundwork.platform.kernel.Text;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.util.AbstractMap;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;

/** The message bundles as views see them: {@code text['collection.title']}, or with arguments {@code text.with(...)}. */
@Named("text")
@ApplicationScoped
public class Texts extends AbstractMap<String, String> {

    @Override
    public String get(Object key) {
        return new Text(key.toString()).in(locale());
    }

    @Override
    public boolean containsKey(Object key) {
        return true;
    }

    public String with(String key, Object argument) {
        return new Text(key, argument).in(locale());
    }

    public String with(String key, Object first, Object second) {
        return new Text(key, first, second).in(locale());
    }

    public String with(String key, Object first, Object second, Object third) {
        return new Text(key, first, second, third).in(locale());
    }

    /** A text as the features hand it over, in the person's language. */
    public String of(Text text) {
        return text == null ? "" : text.in(locale());
    }

    /** All texts of a bundle whose code begins with this prefix, as JSON for a page's script; codes lose the prefix. */
    public String words(String prefix) {
        int dot = prefix.indexOf('.');
        String codes = prefix.substring(dot + 1);
        ResourceBundle bundle = ResourceBundle.getBundle(
                "io.groundwork.i18n." + prefix.substring(0, dot), locale(), Texts.class.getClassLoader());
        JsonObjectBuilder words = Json.createObjectBuilder();
        bundle.keySet().stream()
                .filter(code -> code.startsWith(codes))
                .sorted()
                .forEach(code -> words.add(code.substring(codes.length()), bundle.getString(code)));
        return words.build().toString();
    }

    @Override
    public Set<Map.Entry<String, String>> entrySet() {
        throw new UnsupportedOperationException("texts are looked up, not listed");
    }

    private static Locale locale() {
        FacesContext context = FacesContext.getCurrentInstance();
        return context == null || context.getViewRoot() == null
                ? Locale.ENGLISH
                : context.getViewRoot().getLocale();
    }
}
