package org.hotdesk.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyKeyTest {
    @ParameterizedTest
    @EnumSource(PolicyKey.class)
    void key_isKnownByItsLiteralAndItsTextIsItsValue(PolicyKey key) {
        assertThat(PolicyKey.parse(key.literal())).contains(key);
        assertThat(key.read(key.preset().text())).contains(key.preset());
        assertThat(key.about()).endsWith(".");
        assertThat(key.range()).isNotBlank();
        assertThat(key.read("§")).isEmpty();
        assertThat(key.read("")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            phones        | ' move '              | move
            phones        | Move                  |
            phones-max    | 007                   | 7
            phones-max    | 1001                  |
            phones-max    | -1                    |
            hot-desking   | no                    | no
            hot-desking   | false                 |
            allow-groups  | sales , support,sales | sales,support
            allow-groups  | sales,none            |
            allow-groups  | sales,,support        |
            allow-groups  | a b                   |
            end-after     | 90m                   | 1h30m
            end-after     | 48h                   | 2d
            end-after     | 1d12h                 | 36h
            end-after     | 59s                   | 59s
            end-after     | 0s                    | 0
            end-after     | 8                     |
            end-after     | 8 h                   |
            end-after     | 9999d                 |
            end-at        | mon-sun 18:00         | 18:00
            end-at        | 25:00                 |
            time-zone     | Europe/Berlin         | Europe/Berlin
            time-zone     | Europe/Berlon         |
            time-zone     | CEST                  |
            empty-numbers | 201, +4930123,*97     | 201,+4930123,*97
            empty-numbers | 20x                   |
            music         | jazz                  | jazz
            pin-expires   | 90d                   | 90d
            pin-expires   | 36h                   |
            queue-logoff  | pause                 | pause
            """)
    void value_isReadAndWrittenOneWay(String literal, String text, String written) {
        assertThat(PolicyKey.parse(literal).orElseThrow().read(text).map(PolicyValue::text))
                .isEqualTo(Optional.ofNullable(written));
    }

    @Test
    void value_meansWhatItSays() {
        assertThat(PolicyKey.END_AFTER.read("1h30m").orElseThrow().as(Duration.class))
                .isEqualTo(Duration.ofMinutes(90));
        assertThat(PolicyKey.PHONES.read("deny").orElseThrow().as(Phones.class)).isEqualTo(Phones.DENY);
        assertThat(PolicyKey.MUSIC
                        .read("none")
                        .orElseThrow()
                        .as(PolicyKind.Items.class)
                        .texts())
                .isEmpty();
    }

    @Test
    void list_isShort() {
        String many = "1,2,3,4,5,6,7,8,9,10,".repeat(5);
        assertThat(PolicyKey.EMPTY_NUMBERS.read(many + "11").orElseThrow().text())
                .isEqualTo("1,2,3,4,5,6,7,8,9,10,11");
        StringBuilder tooMany = new StringBuilder("q0");
        for (int i = 1; i <= 50; i++) {
            tooMany.append(",q").append(i);
        }
        assertThat(PolicyKey.QUEUES.read(tooMany.toString())).isEmpty();
    }
}
