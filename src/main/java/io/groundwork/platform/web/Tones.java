package io.groundwork.platform.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** Tones by name, for views. */
@Named
@ApplicationScoped
public class Tones {

    public Tone of(Object tone) {
        return tone instanceof Tone known ? known : Tone.valueOf(tone.toString());
    }
}
