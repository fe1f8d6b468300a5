package org.hotdesk.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileRouteTest {
    @TempDir
    Path folder;

    @Test
    void written_isWhole_orLeavesNoFile() throws IOException {
        Path body = folder.resolve("body");

        assertThatThrownBy(() -> FileRoute.Answer.written(body, file -> {
                    Files.writeString(file, "half");
                    throw new IOException("No space left on device");
                }))
                .hasMessage("No space left on device");
        assertThat(folder).isEmptyDirectory();

        FileRoute.Answer answer = FileRoute.Answer.written(body, file -> Files.writeString(file, "whole"));
        assertThat(answer.file().map(Path::getParent)).contains(folder);
        assertThat(answer.file().orElseThrow()).hasContent("whole");
    }
}
