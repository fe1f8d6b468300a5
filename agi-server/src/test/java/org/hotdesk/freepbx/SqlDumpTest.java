package org.hotdesk.freepbx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What mysqldump writes, in its many shapes, and dumps that are not whole. */
class SqlDumpTest {
    private static final String TABLE =
            "CREATE TABLE `t` (`a` int, `b` varchar(9) DEFAULT 'x,y', PRIMARY KEY (`a`));\n";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INSERT INTO `t` VALUES (1,'one');|{a=1, b=one}",
                "insert into t values(1,'one');|{a=1, b=one}",
                "INSERT IGNORE INTO `asterisk`.`t` (`b`,`a`) VALUES ('one',1);|{b=one, a=1}",
                "REPLACE INTO asterisk.t VALUES (1,NULL);|{a=1}",
                "INSERT INTO `t` VALUES (-1,'it''s');|{a=-1, b=it's}",
                "INSERT INTO `t` VALUES (1,'it\\'s \\\\ \\\"so\\\"');|{a=1, b=it's \\ \"so\"}",
                "INSERT INTO `t` VALUES (1,_binary 'one');|{a=1, b=one}",
                "INSERT INTO `t` VALUES (1,\"a 'b'\");|{a=1, b=a 'b'}",
                "INSERT INTO `t` VALUES (1,'a;b),(c');|{a=1, b=a;b),(c}",
                "INSERT INTO `t` VALUES (1,'-- no /* comment */ # here');|{a=1, b=-- no /* comment */ # here}",
                "INSERT /* so */ INTO `t` -- and so\\n VALUES (1,'one');|{a=1, b=one}",
                "INSERT INTO `t` VALUES (1,'one') ON DUPLICATE KEY UPDATE `b`='two';|{a=1, b=one}",
                "INSERT INTO `u` VALUES (1,'one'); INSERT INTO `t` VALUES (2,'two');|{a=2, b=two}"
            })
    void rows_areReadInEveryShape(String statement, String row) throws IOException {
        assertThat(read(TABLE + statement.replace("\\n", "\n")))
                .extracting(Object::toString)
                .containsExactly(row);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INSERT INTO `t` VALUES (1,'one|a text begins that does not end",
                "INSERT INTO `t` VALUES (1,'one'|a row ends in the middle",
                "INSERT INTO `t` VALUES (1,'one')|end in the middle",
                "INSERT INTO `t` VALUES (1,'one'),|end in the middle",
                "/* so|a comment begins that does not end",
                "INSERT INTO `t` VALUES (1);|has 2 columns and a row of 1 values",
                "DROP TABLE `t`; CREATE TABLE `t` (PRIMARY KEY (x)); INSERT INTO `t` VALUES (1);|before its CREATE TABLE"
            })
    void dumpThatIsNotWhole_isRefused_withTheLine(String statement, String message) {
        assertThatThrownBy(() -> read(TABLE + statement))
                .isInstanceOf(DumpException.class)
                .hasMessageMatching("line [0-9]+: .*")
                .hasMessageContaining(message);
    }

    @Test
    void tableOfThatNameWithOtherColumns_isSomebodyElses() throws IOException {
        assertThat(read("CREATE TABLE `t` (`x` int);\nINSERT INTO `t` VALUES (1);"))
                .isEmpty();
    }

    @Test
    void valueThatIsTooLong_isRefused_whereItIsWanted() {
        String longText = "x".repeat(SqlTokens.LENGTH_MAX + 1);

        assertThatThrownBy(() -> read(TABLE + "INSERT INTO `t` VALUES (1,'" + longText + "');"))
                .hasMessageContaining("longer than");
        assertThat(catching(TABLE + "INSERT INTO `blobs` VALUES ('" + longText + "');"))
                .isEmpty();
    }

    @Test
    void noise_isReadOrRefused() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        String signs = "'\"`\\();,-#/*! \nINSERTVALUESat1";
        for (int i = 0; i < 2_000; i++) {
            var text = new StringBuilder(TABLE).append("INSERT INTO `t` VALUES ");
            for (int j = random.nextInt(40); j >= 0; j--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            assertThat(catching(text.toString())).as("seed " + seed).isNotNull();
        }
    }

    private static List<Map<String, String>> catching(String dump) {
        try {
            return read(dump);
        } catch (DumpException refused) {
            return List.of();
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static List<Map<String, String>> read(String dump) throws IOException {
        return SqlDump.read(new StringReader(dump), Map.of("t", Set.of("a", "b")))
                .getOrDefault("t", List.of());
    }
}
