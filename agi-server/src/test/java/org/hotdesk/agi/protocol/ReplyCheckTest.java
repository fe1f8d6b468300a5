package org.hotdesk.agi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.hotdesk.agi.protocol.AgiException.Why;
import org.hotdesk.agi.protocol.ReplyCheck.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyCheckTest {
    private final ReplyCheck check = new ReplyCheck();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "200 result=1",
                "200 result=-1 endpos=0",
                "200 result=49 endpos=8000",
                "200 result= (timeout)",
                "200 result=1 (a text)",
                "100 result=0 Trying...",
                "510 Invalid or unknown command",
                "511 Command Not Permitted on a dead channel or intercept routine",
                "520 Invalid command syntax.  Proper usage not available."
            })
    void judge_ofAReply_passesOn(String line) {
        assertThat(check.judge(line)).isEqualTo(Verdict.PASS_ON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tail of a text", "200", "200 ", "200 result=x", "999 what", "HANGUPS", "hangup", "20"})
    void judge_ofAnythingElse_isOutOfStep(String line) {
        assertThatExceptionOfType(AgiException.class)
                .isThrownBy(() -> check.judge(line))
                .satisfies(e -> assertThat(e.why()).isEqualTo(Why.OUT_OF_STEP));
    }

    @Test
    void judge_ofUsage_passesAllLinesToItsEnd() {
        assertThat(check.judge("520-Invalid command syntax.  Proper usage follows:"))
                .isEqualTo(Verdict.PASS_ON);
        assertThat(check.judge(" Usage: SET VARIABLE <name> <text>")).isEqualTo(Verdict.PASS_ON);
        assertThat(check.judge("520 End of proper usage.")).isEqualTo(Verdict.PASS_ON);
        assertThat(check.isUsageLineAlone()).isFalse();
        assertThatExceptionOfType(AgiException.class).isThrownBy(() -> check.judge("one more"));
    }

    @Test
    void judge_ofUsageWithoutEnd_stops() {
        check.judge("520-Invalid");
        assertThatExceptionOfType(AgiException.class).isThrownBy(() -> {
            for (int i = 0; i < 1_000; i++) {
                check.judge("blah");
            }
        });
    }

    @Test
    void judge_ofHangups_skipsAFewAndNotForEver() {
        for (int i = 0; i < ReplyCheck.HANGUPS_MAX; i++) {
            assertThat(check.judge("HANGUP")).isEqualTo(Verdict.SKIP);
        }
        assertThat(check.isHungUp()).isTrue();
        assertThatExceptionOfType(AgiException.class).isThrownBy(() -> check.judge("HANGUP"));
    }

    @Test
    void judgeUnasked_letsOnlyAHangupStand() {
        check.judgeUnasked("HANGUP");
        assertThatExceptionOfType(AgiException.class).isThrownBy(() -> check.judgeUnasked("200 result=1"));
    }
}
