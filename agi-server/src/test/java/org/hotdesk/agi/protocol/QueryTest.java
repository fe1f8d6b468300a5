package org.hotdesk.agi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Random;
import org.hotdesk.agi.protocol.AgiException.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest {
    @Test
    void parse_givesPathAndParameters() {
        Query query = Query.parse("call?device=1001&callee=&realcid=+4930%20x%3d&dest=internal");
        assertThat(query.path()).isEqualTo("call");
        assertThat(query.parameter("device")).contains("1001");
        assertThat(query.parameter("callee")).isEmpty();
        assertThat(query.parameter("realcid")).contains("+4930 x=");
        assertThat(query.parameter("other")).isEmpty();
    }

    @Test
    void parse_ofAPathAlone_dropsItsSlash() {
        assertThat(Query.parse("/login").path()).isEqualTo("login");
        assertThat(Query.parse("").path()).isEmpty();
        assertThat(Query.parse("call?").path()).isEqualTo("call");
    }

    @Test
    void parse_cutAnywhere_neverFailsButByItsOwnException() {
        String whole = "call?device=1001&realcid=%2B49%22&dest=internal";
        for (int cut = 0; cut <= whole.length(); cut++) {
            parseQuietly(whole.substring(0, cut));
        }
    }

    @Test
    void parse_ofNoise_neverFailsButByItsOwnException() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            var text = new StringBuilder("call?");
            for (int n = random.nextInt(40); n > 0; n--) {
                text.append("%&=?+19afzé/ \n".charAt(random.nextInt(14)));
            }
            assertThat(parseQuietly(text.toString())).as("seed %d", seed).isNotNull();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call?device=%0a",
                "call?device=%",
                "call?device=%1",
                "call?device=%zz",
                "call?device",
                "call?a=1&a=2",
                "call?a=\u0001"
            })
    void parse_ofWhatNoDialplanSends_isABadRequest(String script) {
        assertThatExceptionOfType(AgiException.class)
                .isThrownBy(() -> Query.parse(script))
                .satisfies(e -> assertThat(e.why()).isEqualTo(Why.BAD_REQUEST));
    }

    @Test
    void parse_ofTooMuch_isABadRequest() {
        var many = new StringBuilder("call?");
        for (int i = 0; i < 100; i++) {
            many.append("p").append(i).append("=1&");
        }
        assertThatExceptionOfType(AgiException.class).isThrownBy(() -> Query.parse(many.toString()));
        assertThatExceptionOfType(AgiException.class).isThrownBy(() -> Query.parse("call?a=" + "1".repeat(10_000)));
    }

    private static String parseQuietly(String script) {
        try {
            return Query.parse(script).path();
        } catch (AgiException refused) {
            return refused.why().name();
        }
    }
}
