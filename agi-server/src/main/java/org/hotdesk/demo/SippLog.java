package org.hotdesk.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The file in which a sipp writes each message with its time. Thread-safe. */
final class SippLog {

    private static final Pattern HEAD =
            Pattern.compile("-{20,} (\\S+Z)\\R\\w+ message (sent|received) [^\\n]*\\R\\R", Pattern.UNIX_LINES);

    private final Path file;

    SippLog(Path file) {
        this.file = file;
    }

    /** All messages so far, oldest first; one that is being written at this moment may be cut short. */
    List<WireMessage> messages() {
        String text = text();
        List<WireMessage> messages = new ArrayList<>();
        Matcher head = HEAD.matcher(text);
        boolean found = head.find();
        while (found) {
            Instant at = Instant.parse(head.group(1));
            boolean sent = head.group(2).equals("sent");
            int start = head.end();
            found = head.find();
            String message = text.substring(start, found ? head.start() : text.length());
            messages.add(new WireMessage(at, sent, message));
        }
        return messages;
    }

    private String text() {
        try {
            return Files.exists(file)
                    ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).replace("\r", "")
                    : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
