package org.hotdesk.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One thing that can be asked with a file as the request's body, as the answer's, or both.
 *
 * @param path without open places
 */
record FileRoute(String method, String path, Handler handler) {
    /** Answers, or throws an {@link AdminRefusal}. Called by many threads at once; may block. */
    @FunctionalInterface
    interface Handler {
        /**
         * Carries it out.
         *
         * @param body what came in, in a file that is deleted afterwards; the handler may use its folder
         */
        Answer handle(AdminRequest request, Path body) throws IOException;
    }

    /**
     * What comes back.
     *
     * @param file is sent instead of the JSON, and deleted then
     */
    record Answer(JsonNode json, Optional<Path> file) {
        static Answer of(JsonNode json) {
            return new Answer(json, Optional.empty());
        }

        /** A new file beside the body, as the writing leaves it; none is left where that fails. */
        static Answer written(Path body, Writing writing) throws IOException {
            Path file = Files.createTempFile(body.getParent(), "transfer", "");
            boolean whole = false;
            try {
                writing.into(file);
                whole = true;
                return new Answer(JsonNodeFactory.instance.objectNode(), Optional.of(file));
            } finally {
                if (!whole) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /** Fills a file that is there and empty. */
    @FunctionalInterface
    interface Writing {
        void into(Path file) throws IOException;
    }
}
