package io.groundwork.chat;

import io.groundwork.platform.kernel.Problem;
import io.groundwork.routing.AnswerFormats;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import java.util.Optional;

/** The same rules for the formats of policies as for those of requests. */
@ApplicationScoped
public class AskedFormats implements AnswerFormats {

    @Override
    public boolean usable(JsonObject format) {
        try {
            AnswerShape.of(Optional.of(format));
            return true;
        } catch (Problem.Invalid unusable) {
            return false;
        }
    }
}
