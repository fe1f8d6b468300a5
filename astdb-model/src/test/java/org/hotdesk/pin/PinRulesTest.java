package org.hotdesk.pin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hotdesk.model.UserNumber;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PinRulesTest {
    private static final UserNumber ANN = new UserNumber("2017");

    @ParameterizedTest
    @CsvSource({
        "815, TOO_SHORT",
        "'', TOO_SHORT",
        "1111, REPEATED",
        "1212, REPEATED",
        "483483, REPEATED",
        "1234, SEQUENCE",
        "8901, SEQUENCE",
        "9876, SEQUENCE",
        "2109, SEQUENCE",
        "2017, OWN_NUMBER",
        "7102, OWN_NUMBER",
        "992017, OWN_NUMBER",
        "2580, COMMON",
        "159753, COMMON"
    })
    void weakPins_areToldWhy(String pin, Weakness why) {
        assertThat(PinRules.standard().weakness(ANN, pin.toCharArray())).contains(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"4711", "8642", "1235", "73915", "864297", "121213"})
    void others_areTaken(String pin) {
        assertThat(PinRules.standard().weakness(ANN, pin.toCharArray())).isEmpty();
    }

    @Test
    void fewestDigits_areConfigured() {
        assertThat(new PinRules(6).weakness(ANN, "48213".toCharArray())).contains(Weakness.TOO_SHORT);
        assertThat(new PinRules(3).weakness(ANN, "815".toCharArray())).isEmpty();
        assertThatThrownBy(() -> new PinRules(2)).isInstanceOf(IllegalArgumentException.class);
    }
}
