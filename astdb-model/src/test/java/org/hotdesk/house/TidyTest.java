package org.hotdesk.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Reads the source tree of all modules and holds it to the rules that no compiler knows. */
class TidyTest {
    private static final int FILE_LINES = 400;
    private static final int TEST_FILE_LINES = 600;
    private static final int FUNCTION_LINES = 60;
    private static final int FUNCTION_LINES_P90 = 20;
    // Put together, so that this file does not contain what it looks for.
    private static final Pattern LEFT_OPEN = Pattern.compile("\\b(" + "TO" + "DO|FIX" + "ME|XX" + "X)\\b");
    private static final Pattern OFF = Pattern.compile("@Dis" + "abled\\b");
    private static final Pattern COMMENTED_OUT = Pattern.compile("^\\s*(//|/?\\*)\\s*@(Test|ParameterizedTest)\\b");
    private static final Pattern OWN_MACHINE = Pattern.compile("(?<![\\w./$}-])/(ro" + "ot|wo" + "rk|home/[a-z]\\w*)/");
    private static final Pattern REGISTRY = Pattern.compile("(?i)https?://[^\\s\"'<>]*"
            + "(artif" + "actory|nex" + "us|regis" + "try|mir" + "ror|repo\\d*\\.ma" + "ven|deb\\.deb" + "ian|py"
            + "pi|npm"
            + "js)");

    private static List<SourceTree.Source> all = List.of();
    private static List<SourceTree.Source> java = List.of();
    private static List<Functions.Function> functions = List.of();

    @BeforeAll
    static void read() throws IOException {
        SourceTree tree = SourceTree.read();
        all = tree.all();
        java = tree.java();
        functions = Functions.of(java);
    }

    @Test
    void wholeRepository_isRead() {
        assertThat(all).extracting(SourceTree.Source::toString).contains("pom.xml", "astdb-model/pom.xml");
        assertThat(functions).hasSizeGreaterThan(300);
    }

    @Test
    void methodsNamedLikeTests_areTests() {
        assertThat(functions.stream()
                        .filter(function -> function.type().matches(".*(Test|IT|Contract)"))
                        .filter(function -> function.name().matches("[a-z]\\w*_\\w+"))
                        .filter(function ->
                                !function.isPrivate() && function.annotations().isEmpty()))
                .isEmpty();
    }

    @Test
    void tests_areNeitherSwitchedOffNorCommentedOut() {
        assertThat(linesWith(OFF, SourceTree.Source::isTest)).isEmpty();
        assertThat(linesWith(COMMENTED_OUT, SourceTree.Source::isTest)).isEmpty();
    }

    @Test
    void nothing_isLeftOpen() {
        assertThat(linesWith(LEFT_OPEN, source -> true)).isEmpty();
    }

    @Test
    void files_areShort() {
        assertThat(java.stream()
                        .filter(source -> source.lines() > (source.isTest() ? TEST_FILE_LINES : FILE_LINES))
                        .map(source -> source + " " + source.lines() + " lines"))
                .isEmpty();
    }

    @Test
    void functions_areShort() {
        assertThat(functions.stream().filter(function -> function.lines() > FUNCTION_LINES))
                .isEmpty();
        List<Integer> lengths =
                functions.stream().map(Functions.Function::lines).sorted().toList();
        assertThat(lengths.get(lengths.size() * 9 / 10)).as("90th percentile").isLessThanOrEqualTo(FUNCTION_LINES_P90);
    }

    @Test
    void files_knowNoDevelopersMachine() {
        assertThat(linesWith(OWN_MACHINE, source -> true)).isEmpty();
        assertThat(linesWith(REGISTRY, source -> true)).isEmpty();
    }

    private static List<String> linesWith(Pattern pattern, Predicate<SourceTree.Source> which) {
        List<String> found = new ArrayList<>();
        for (SourceTree.Source source : all) {
            if (which.test(source)) {
                List<String> lines = source.text().lines().toList();
                for (int i = 0; i < lines.size(); i++) {
                    Matcher matcher = pattern.matcher(lines.get(i));
                    if (matcher.find()) {
                        found.add(source + ":" + (i + 1) + " " + matcher.group().strip());
                    }
                }
            }
        }
        return found;
    }
}
