package io.groundwork.chat;

import io.groundwork.platform.kernel.Text;
import java.util.Locale;

/** What is said when nothing readable answers: one text, whether nothing exists or nothing is permitted. */
final class Abstention {

    private Abstention() {}

    static String text() {
        return new Text("chat.abstention").in(Locale.ENGLISH);
    }
}
