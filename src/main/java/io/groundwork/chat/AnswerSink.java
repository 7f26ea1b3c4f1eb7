package io.groundwork.chat;

/**
 * Where an answer goes while it is made. Any of these may throw {@link ClientGone}; the model is stopped then, and what had
 * come so far is kept.
 */
public interface AnswerSink {

    /** The way is decided and nothing is said yet; called once. */
    default void begun(Beginning beginning) {
        // Who only wants the words needs nothing of it.
    }

    /** The next piece of the answer. */
    void text(String piece);

    /** Nothing came for a moment: a chance to notice that nobody listens any more. */
    void idle();

    /** Whether what is given is seen at once, so that it cannot be taken back. */
    default boolean live() {
        return true;
    }

    /** Nobody listens any more. */
    final class ClientGone extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public ClientGone(Throwable cause) {
            super(cause);
        }
    }

    /** For those who take the answer only when it is whole. */
    AnswerSink NOWHERE = new AnswerSink() {
        @Override
        public void text(String piece) {
            // The whole text is in the reply.
        }

        @Override
        public void idle() {
            // A client that waits for one reply cannot be heard leaving.
        }

        @Override
        public boolean live() {
            return false;
        }
    };
}
