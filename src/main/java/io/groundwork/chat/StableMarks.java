package io.groundwork.chat;

import io.groundwork.platform.config.Seal;
import io.groundwork.platform.kernel.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HexFormat;

/**
 * Marks and fences for what is told again with every question: the same each time, so that a provider can keep the text
 * ready, and still not to be guessed by whoever writes a document.
 */
@ApplicationScoped
class StableMarks {

    private static final String PURPOSE = "chat.marks";
    private static final int CHARACTERS = 12;

    @Inject
    private Seal seal;

    String mark(Caller caller, String chunkId) {
        return word(caller, "mark " + chunkId);
    }

    String fence(Caller caller) {
        return word(caller, "fence");
    }

    private String word(Caller caller, String of) {
        byte[] signed = seal.sign(caller.tenant().value() + " " + of, PURPOSE);
        return HexFormat.of().formatHex(signed).substring(0, CHARACTERS);
    }
}
