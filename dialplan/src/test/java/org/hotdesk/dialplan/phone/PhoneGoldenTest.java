package org.hotdesk.dialplan.phone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.hotdesk.dialplan.Golden;
import org.hotdesk.dialplan.phone.PhoneSheet.Wishes;
import org.hotdesk.phone.PhoneSetting;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every model's files as they were agreed on, each read as its format is read. */
class PhoneGoldenTest {
    private static final Pattern PAIR = Pattern.compile("[A-Za-z0-9_.]+ = .*");
    private static final Pattern COLON = Pattern.compile("[a-z0-9_]+: .*");
    private static final Pattern QUOTED = Pattern.compile("[a-z0-9_]+: \"[^\"]*\"");

    static Stream<ModelSheet> models() {
        return Sheets.MODELS.all().stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void files_areAsAgreedOn_andWellFormed(ModelSheet model) throws Exception {
        PhoneBuild build =
                new PhoneBuilder(Sheets.MODELS, Sheets.CODES, Optional.of("P0S3-8-12-00")).build(sheet(model));

        assertThat(build.problems()).isEmpty();
        assertThat(build.files()).hasSize(model.files().size());
        for (int i = 0; i < model.files().size(); i++) {
            PhoneFile file = build.files().get(i);
            Golden.assertSame("phone/" + model.model() + "/" + file.name(), latin(file));
            check(model.files().get(i).format(), file);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void emptyPhone_isWellFormedToo(ModelSheet model) throws Exception {
        PhoneBuild build = Sheets.builder().build(Sheets.of(model.model().text(), 0));

        assertThat(build.problems()).isEmpty();
        for (PhoneFile file : build.files()) {
            PhoneFormat format = model.files().stream()
                    .filter(each -> file.name()
                            .matches(each.name()
                                    .execute(Map.of(
                                            "mac",
                                            Sheets.MAC.digits(),
                                            "MAC",
                                            Sheets.MAC.digits().toUpperCase(Locale.ROOT)))))
                    .findFirst()
                    .orElseThrow()
                    .format();
            check(format, file);
        }
    }

    @ParameterizedTest
    @MethodSource("models")
    void secrets_areInNoNameAndNoSharedFile(ModelSheet model) {
        PhoneSheet sheet = sheet(model);
        for (PhoneFile file : Sheets.builder().build(sheet).files()) {
            assertThat(file.name()).doesNotContain("s3cret");
            assertThat(latin(file).contains("s3cret") && file.shared()).isFalse();
        }
        assertThat(sheet.lines())
                .hasToString(sheet.lines().stream()
                        .map(line -> "line " + line.device())
                        .toList()
                        .toString());
    }

    private static PhoneSheet sheet(ModelSheet model) {
        PhoneSheet sheet = Sheets.of(model.model().text(), Math.min(2, model.lines()));
        boolean room = model.lamps() && model.keys() > 4;
        return new PhoneSheet(
                sheet.mac(),
                sheet.model(),
                sheet.label(),
                sheet.lines(),
                room ? new Wishes(Optional.empty(), Optional.empty(), Sheets.lamps(1)) : Wishes.NONE,
                List.of(setting(model)));
    }

    private static PhoneSetting setting(ModelSheet model) {
        Pattern names = model.settingName();
        if (model.settingPaths()) {
            return new PhoneSetting("phone/date/SNTPServer", "ntp.example.com");
        }
        return names.matcher("time_zone").matches()
                ? new PhoneSetting("time_zone", "CET & 1")
                : new PhoneSetting("P64", "CET & 1");
    }

    private static String latin(PhoneFile file) {
        return new String(file.bytes(), StandardCharsets.UTF_8);
    }

    private static void check(PhoneFormat format, PhoneFile file) throws Exception {
        switch (format) {
            case XML ->
                assertThat(DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(new ByteArrayInputStream(file.bytes()))
                                .getDocumentElement())
                        .isNotNull();
            case PAIRS -> lines(file, PAIR, "#");
            case COLON -> lines(file, COLON, "#", "<");
            case QUOTED -> {
                if (!file.name().equals("OS79XX.TXT")) {
                    lines(file, QUOTED, "#");
                }
            }
            case GRANDSTREAM -> grandstream(file);
        }
    }

    /** Each line says one thing, once. */
    private static void lines(PhoneFile file, Pattern line, String... comments) {
        Set<String> names = new HashSet<>();
        latin(file)
                .lines()
                .filter(each -> Stream.of(comments).noneMatch(each::startsWith))
                .forEach(each -> {
                    assertThat(each).matches(line);
                    assertThat(names.add(each.replaceFirst("[ :].*", "")))
                            .as(each)
                            .isTrue();
                });
    }

    private static void grandstream(PhoneFile file) {
        ByteBuffer bytes = ByteBuffer.wrap(file.bytes());
        assertThat(bytes.getInt(0)).isEqualTo(file.bytes().length / 2);
        assertThat(GrandstreamBinary.sum(bytes)).isZero();
        String body = latin(file).substring(latin(file).indexOf("\r\n\r\n") + 4).replace("\0", "");
        assertThat(body).matches("(P[0-9]+=[A-Za-z0-9._~%*-]*&)*gnkey=0b82");
    }
}
