package io.groundwork.platform.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;

/** Light, dark, or as the person's system is set; the browser keeps the choice in a cookie of its own. */
@Named
@RequestScoped
public class Theme {

    private static final String COOKIE = "groundwork-theme";
    private static final String SYSTEM = "system";
    private static final Set<String> CHOICES = Set.of("light", "dark", SYSTEM);

    @Inject
    private HttpServletRequest request;

    public String getChoice() {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie cookie : cookies) {
                if (COOKIE.equals(cookie.getName()) && CHOICES.contains(cookie.getValue())) {
                    return cookie.getValue();
                }
            }
        }
        return SYSTEM;
    }

    public String getLightMedia() {
        return media("light");
    }

    public String getDarkMedia() {
        return media("dark");
    }

    private String media(String palette) {
        String choice = getChoice();
        if (choice.equals(SYSTEM)) {
            return "(prefers-color-scheme: " + palette + ")";
        }
        return choice.equals(palette) ? "all" : "not all";
    }
}
