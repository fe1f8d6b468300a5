package org.hotdesk.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NoAnswerTest {
    @ParameterizedTest
    @CsvSource({
        "just-ring, rings",
        "vmbox-1234, box 1234",
        "ivr_3, menu 3",
        "user-202, user 202",
        "user-00000001, user 00000001"
    })
    void literal_isReadAsWritten(String literal, String seen) {
        NoAnswer destination = NoAnswer.parse(literal).orElseThrow();

        assertThat(destination.literal()).isEqualTo(literal);
        assertThat(destination.<String>fold(
                        ring -> "rings",
                        box -> "box " + box.box(),
                        ivr -> "menu " + ivr.number(),
                        to -> "user " + to.user()))
                .isEqualTo(seen);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just-ring ",
                "JUST-RING",
                "vmbox-",
                "vmbox-a",
                "vmbox_1",
                "ivr-3",
                "ivr_",
                "ivr_1,1",
                "user-",
                "user-a",
                "user-202\n",
                "user_202",
                "vmbox-1234567890123456"
            })
    void otherText_isNoDestination(String text) {
        assertThat(NoAnswer.parse(text)).isEmpty();
    }
}
