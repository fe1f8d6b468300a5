package org.hotdesk.sip.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 3261 §19.1.4 and their like. */
class UriComparisonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sip:%61lice@atlanta.com;transport=TCP | sip:alice@AtLanTa.CoM;Transport=tcp | true",
                "sip:carol@chicago.com | sip:carol@chicago.com;newparam=5 | true",
                "sip:carol@chicago.com | sip:carol@chicago.com;security=on | true",
                "sip:carol@chicago.com;newparam=5 | sip:carol@chicago.com;security=off | true",
                "sip:carol@chicago.com;security=on | sip:carol@chicago.com;security=off | false",
                "sip:b.com;transport=tcp;method=REGISTER?to=sip:b%40c.com | sip:b.com;method=REGISTER;transport=tcp?to=sip:b%40c.com | true",
                "sip:alice@a.com?subject=x&priority=urgent | sip:alice@a.com?priority=urgent&subject=x | true",
                "SIP:ALICE@AtLanTa.CoM;Transport=udp | sip:alice@AtLanTa.CoM;Transport=UDP | false",
                "sip:bob@biloxi.com | sip:bob@biloxi.com:5060 | false",
                "sip:bob@biloxi.com | sip:bob@biloxi.com;transport=udp | false",
                "sip:bob@biloxi.com | sip:bob@biloxi.com:6000;transport=tcp | false",
                "sip:carol@chicago.com | sip:carol@chicago.com?Subject=next%20meeting | false",
                "sip:bob@phone21.boxesbybob.com | sip:bob@192.0.2.4 | false",
                "sip:bob@b.com | sips:bob@b.com | false",
                "sip:b.com | sip:bob@b.com | false",
                "sip:bob:pw@b.com | sip:bob@b.com | false",
                "sip:bob%00@b.com | sip:bob@b.com | false",
                "sip:bob@b.com;lr | sip:bob@b.com;LR | true",
                "tel:+1201 | tel:+1201 | true",
                "tel:+1201 | sip:+1201@b.com | false"
            })
    void sipUris_areComparedByTheirParts(String one, String other, boolean same) {
        Uri a = Uri.parse(one).orElseThrow();
        Uri b = Uri.parse(other).orElseThrow();
        assertThat(a.isSameAs(b)).isEqualTo(same);
        assertThat(b.isSameAs(a)).isEqualTo(same);
        assertThat(a.isSameAs(a)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "sip:1001@h, true",
        "sip:%31001@h, true",
        "sip:1001:pw@h, true",
        "sip:10011@h, false",
        "sip:100@h, false",
        "sip:1001%00@h, false",
        "sip:h, false",
        "sip:1001;x=y@h, false"
    })
    void user_isComparedDecoded(String uri, boolean same) {
        assertThat(Uri.parse(uri).orElseThrow().isUser("1001")).isEqualTo(same);
    }
}
