package io.groundwork.platform.web;

import java.util.Locale;

/** How a status is meant; it decides colour and icon, the word stands beside them. */
public enum Tone {
    OK("check"),
    WARN("exclamation-triangle"),
    DANGER("times"),
    INFO("info-circle"),
    BUSY("spinner"),
    NEUTRAL("minus"),
    LEAKED("eye");

    private final String icon;

    Tone(String icon) {
        this.icon = icon;
    }

    public String getIcon() {
        return icon;
    }

    public String getWord() {
        return this == BUSY ? INFO.getWord() : name().toLowerCase(Locale.ROOT);
    }
}
