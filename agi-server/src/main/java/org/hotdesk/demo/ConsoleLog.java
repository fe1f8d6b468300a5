package org.hotdesk.demo;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an Asterisk wrote to its console at verbose level 5, DTMF included. Thread-safe. */
public final class ConsoleLog {

    private final Path file;

    ConsoleLog(Path file) {
        this.file = file;
    }

    /** The place after the newest line: what is asked from here on concerns later lines only. */
    public long mark() {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All text since the mark; 0 for all there is. */
    public String since(long mark) {
        if (!Files.exists(file)) {
            return "";
        }
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[Math.toIntExact(Math.max(0, in.length() - mark))];
            in.seek(mark);
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first line after the mark in which the pattern is found, waiting for it up to the limit. */
    public Optional<String> await(long mark, Pattern pattern, Duration limit) {
        return Waiting.first(limit, () -> since(mark)
                .lines()
                .filter(line -> pattern.matcher(line).find())
                .findFirst());
    }
}
