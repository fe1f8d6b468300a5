package org.hotdesk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What products of this kind are compared by, and the tests that prove it of ours: {@code peers.txt} has a line for each,
 * with the tests behind a bar. The README's table is made from it.
 */
class PeersTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern AND = Pattern.compile(", *");

    private record Row(String feature, List<String> tests) {}

    @Test
    void tableInTheReadme_isTheList() throws IOException {
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains(table());
    }

    @Test
    void everyTestNamed_isThere() throws IOException {
        List<Path> sources = sources();
        rows().forEach(row -> {
            assertThat(row.tests()).as(row.feature()).isNotEmpty();
            row.tests().forEach(test -> assertThat(isThere(sources, test))
                    .as(row.feature() + ": " + test)
                    .isTrue());
        });
    }

    @Test
    void anAbsentTest_isFound() throws IOException {
        List<Path> sources = sources();
        assertThat(isThere(sources, "PeersTest.anAbsentTest_isFound")).isTrue();
        assertThat(isThere(sources, "PeersTest.noSuchTest")).isFalse();
        assertThat(isThere(sources, "NoSuchTest.anAbsentTest_isFound")).isFalse();
        assertThatCode(PeersTest::rows).doesNotThrowAnyException();
    }

    private static String table() {
        return rows().stream()
                .map(row -> "| " + row.feature() + " | "
                        + row.tests().stream().map(test -> "`" + test + "`").collect(Collectors.joining(", ")) + " |\n")
                .collect(Collectors.joining("", "| what | proved by |\n|---|---|\n", ""));
    }

    private static List<Row> rows() {
        List<Row> rows = new ArrayList<>();
        for (String line : list().lines().toList()) {
            if (!line.isBlank() && !line.startsWith("#")) {
                int bar = line.indexOf('|');
                List<String> tests =
                        AND.splitAsStream(line.substring(bar + 1).strip()).toList();
                rows.add(new Row(line.substring(0, bar).strip(), tests));
            }
        }
        return rows;
    }

    private static String list() {
        try (var in = Objects.requireNonNull(PeersTest.class.getResourceAsStream("peers.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String module : List.of("astdb-model", "ami-bridge", "dialplan", "sip-edge", "agi-server")) {
            try (Stream<Path> all = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                all.filter(path -> path.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }

    /** @param test a class and one of its methods, which must be a test */
    private static boolean isThere(List<Path> sources, String test) {
        String name = test.substring(0, test.indexOf('.'));
        String method = test.substring(test.indexOf('.') + 1);
        return sources.stream()
                .filter(path -> path.getFileName().toString().equals(name + ".java"))
                .anyMatch(path ->
                        text(path).matches("(?s).*@(Parameterized)?Test\\b((?!void ).)*void " + method + "\\(.*"));
    }

    private static String text(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
