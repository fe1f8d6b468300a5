package org.hotdesk.astdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AstDbKeyTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    # family  | key                     | valid
                    DEVICE    | 1001/dial               | true
                    AMPUSER   | 201/recording/in/external | true
                    CF        | 201                     | true
                    HOTDESK   | dahdi/3                 | true
                    X_-9      | a.b@c*d#e+f_g-h         | true
                    ~~        | 1001/dial               | false
                    DEVICE    | ~~                      | false
                    DEVICE    | /dial                   | false
                    DEVICE    | 1001/                   | false
                    DEVICE    | 1001//dial              | false
                    DEVICE    | /                       | false
                    DEV/ICE   | dial                    | false
                    DEV.ICE   | dial                    | false
                    DEVICE    | 10 01/dial              | false
                    DEVICE    | 1001/"dial"             | false
                    DEVICE    | 1001/[dial]             | false
                    DEVICE    | 1001/d\\ial             | false
                    DEVICE    | 1001/%                  | false
                    DEVICE    | 1001/dïal               | false
                    """)
    void key_hasOnlyCharactersThatNoPartOfAsteriskReadsOtherwise(String family, String key, boolean valid) {
        assertThat(AstDbKey.isValid(family, key)).isEqualTo(valid);
    }

    @Test
    void key_hasAtMost253Bytes() {
        assertThat(AstDbKey.isValid("F", "k".repeat(252))).isTrue();
        assertThat(AstDbKey.isValid("F", "k".repeat(253))).isFalse();
        assertThatThrownBy(() -> new AstDbKey("F", "k\n")).isInstanceOf(IllegalArgumentException.class);
    }
}
