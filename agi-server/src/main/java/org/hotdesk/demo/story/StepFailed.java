package org.hotdesk.demo.story;

/** A step of the story did not go as told. The message says what was expected and what was seen. */
final class StepFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StepFailed(String message) {
        super(message);
    }
}
