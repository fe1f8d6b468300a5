package org.hotdesk.dialplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Text as it was agreed on, in {@code src/test/resources/golden}; {@code -Dgolden.write=true} agrees to what is written now. */
public final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    /** The text must be the file's, byte for byte. */
    public static void assertSame(String file, String text) {
        Path golden = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(golden.getParent());
                Files.writeString(golden, text);
            }
            assertThat(text).isEqualTo(Files.readString(golden));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
