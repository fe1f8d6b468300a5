package org.hotdesk.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LabExtension.class)
class KilledStarterIT {

    @Test
    void killedStarter_takesItsAsteriskAndTheFolderAlong(Lab lab, @TempDir Path folder) throws IOException {
        Path told = folder.resolve("told");
        Process starter = new ProcessBuilder(List.of(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StarterMain.class.getName(),
                        told.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile())
                .start();
        try {
            assertThat(Waiting.until(Duration.ofSeconds(60), () -> size(told) > 0))
                    .as(() -> text(folder.resolve("output")))
                    .isTrue();
            String[] words = text(told).split(" ", 2);
            long pid = Long.parseLong(words[0]);
            assertThat(ProcessHandle.of(pid)).isPresent();

            starter.destroyForcibly();

            assertThat(Waiting.until(
                            Duration.ofSeconds(10),
                            () -> ProcessHandle.of(pid).isEmpty() && !Files.exists(Path.of(words[1]))))
                    .isTrue();
        } finally {
            starter.destroyForcibly();
        }
    }

    private static long size(Path file) {
        try {
            return Files.exists(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
