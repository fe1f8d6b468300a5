package org.hotdesk.dbtext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.hotdesk.dbtext.DbTextTable.Column;
import org.hotdesk.dbtext.DbTextTable.ColumnType;
import org.hotdesk.dbtext.DbTextTable.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DbTextReaderTest {
    @Test
    void aliasesThatSomebodyWroteByHand_areReadAsMeant_withAWarningForEachOddity() throws IOException {
        DbTextReader.Reading read = DbTextReader.read("aliases", seed("aliases"));

        assertThat(read.oddities())
                .extracting(Oddity::toString)
                .containsExactlyElementsOf(Stream.of(2, 3, 4)
                        .flatMap(line -> Stream.of(
                                "aliases:" + line + ":10: a doubled backslash before ':'; taken as one",
                                "aliases:" + line
                                        + ":102: 14 fields where the header has 13; what is behind is empty"
                                        + " and left out"))
                        .toList());
        Row row = read.table().rows().get(0);
        assertThat(read.table().field(row, "username")).contains("1002");
        assertThat(read.table().field(row, "domain")).isEmpty();
        assertThat(read.table().field(row, "contact")).contains("sip:1009@example.org");
        assertThat(read.table().field(row, "q")).contains("1.0");
        assertThat(read.table().field(row, "user_agent")).contains("SIP Express Router FIFO");
        assertThat(read.table().field(row, "received")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"subscriber,6", "version,2", "location,13"})
    void filesOfAHeaderAlone_areTablesWithoutRows(String file, int columns) throws IOException {
        DbTextReader.Reading read = DbTextReader.read(file, seed(file));

        assertThat(read.oddities()).isEmpty();
        assertThat(read.table().columns()).hasSize(columns);
        assertThat(read.table().rows()).isEmpty();
        assertThat(read.table().text()).isEqualTo(seed(file));
    }

    @Test
    void whatIsWritten_isReadTheSame() {
        var random = new Random(42);
        List<Column> columns = List.of(
                new Column("a", ColumnType.STR, false),
                new Column("b", ColumnType.STR, true),
                new Column("c", ColumnType.INT, true));
        String signs = "ab:\\\n\r\t\0 \u00e9";
        for (int i = 0; i < 500; i++) {
            var text = new StringBuilder();
            random.ints(random.nextInt(8), 0, signs.length()).forEach(at -> text.append(signs.charAt(at)));
            Optional<String> maybe = text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
            var table = new DbTextTable(
                    columns, List.of(new Row(2, List.of(Optional.of(text + "x"), maybe, Optional.of("7")))));

            DbTextReader.Reading read = DbTextReader.read("t", table.text());

            assertThat(read.oddities()).isEmpty();
            assertThat(read.table()).isEqualTo(table);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            x:1:more:2 | t:2:5: 4 fields where the header has 2; what is behind is left out
            x          | t:2:2: 1 fields where the header has 2; the others are taken as empty
            x:y        | t:2:3: b is no int; taken as empty
            x\\q:1     | t:2:2: a backslash that escapes nothing, left out
            """)
    void oddRows_areTold(String row, String oddity) {
        assertThat(DbTextReader.read("t", "a(str) b(int,null)\n" + row + "\n").oddities())
                .extracting(Oddity::toString)
                .containsExactly(oddity);
    }

    @Test
    void doubledBackslash_inARowThatIsWhole_isABackslash() {
        DbTextReader.Reading read = DbTextReader.read("t", "a(str) b(str)\nx\\\\:y\n");

        assertThat(read.oddities()).isEmpty();
        assertThat(read.table().rows().get(0).fields()).containsExactly(Optional.of("x\\"), Optional.of("y"));
    }

    @Test
    void whatIsNoHeader_isRefused() {
        assertThatThrownBy(() -> DbTextReader.read("t", "a(str) 1002::sip\n"))
                .isInstanceOf(DbTextException.class)
                .hasMessage("t:1:8: no column such as username(str) or domain(str,null) is here");
        assertThatThrownBy(() -> DbTextReader.read("t", ""))
                .isInstanceOf(DbTextException.class)
                .hasMessage("t:1:1: the first line must name the columns");
    }

    static String seed(String file) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(DbTextReaderTest.class.getResourceAsStream("ser/" + file), "no test data")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
