package org.hotdesk.sip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code RFC.md} names is there: each class with its method, each test. */
class RfcTableTest {
    private static final Pattern NAME = Pattern.compile("`(?:([a-z]+)\\.)?([A-Z]\\w*)(?:\\.(\\w+))?`");

    private record Row(String section, String classes, String tests) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("RFC.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| section |"))
                .map(line -> line.split(" \\| ", -1))
                .map(cells -> new Row(cells[0] + " " + cells[1], cells[cells.length - 2], cells[cells.length - 1]))
                .toList();
    }

    @Test
    void everyRow_namesAClassAndATest() throws IOException {
        assertThat(rows()).hasSizeGreaterThan(100).allSatisfy(row -> {
            assertThat(row.classes()).containsPattern(NAME);
            assertThat(row.tests().replaceAll("[, |]", "")).matches("(`\\w+Test\\.\\w+`)+");
        });
    }

    @Test
    void everyClassAndTest_isThere() throws IOException {
        List<String> missing = new ArrayList<>();
        for (Row row : rows()) {
            missing(row.classes(), "src/main/java", "\\b%s\\b", missing);
            missing(row.tests(), "src/test/java", "\\bvoid %s\\(", missing);
        }
        assertThat(missing).isEmpty();
    }

    private static void missing(String cell, String root, String member, List<String> missing) throws IOException {
        for (Matcher name = NAME.matcher(cell); name.find(); ) {
            String path = (name.group(1) == null ? "" : "/" + name.group(1)) + "/" + name.group(2) + ".java";
            Pattern wanted =
                    Pattern.compile(name.group(3) == null ? name.group(2) : String.format(member, name.group(3)));
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                boolean there = files.filter(file -> file.toString().endsWith(path))
                        .anyMatch(file -> wanted.matcher(text(file)).find());
                if (!there) {
                    missing.add(name.group());
                }
            }
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
