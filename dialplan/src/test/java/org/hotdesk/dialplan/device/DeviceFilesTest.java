package org.hotdesk.dialplan.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.hotdesk.dialplan.Golden;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceKind;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.DialString;
import org.hotdesk.model.DisplayName;
import org.hotdesk.model.Technology;
import org.hotdesk.model.Token;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceFilesTest {
    private static final AccountSecret CLEAR = new AccountSecret.Clear("s;e\\cret$1");
    private static final AccountSecret MD5 = new AccountSecret.Md5("hotdesk", "0123456789abcdef0123456789abcdef");

    private static final List<Account> ACCOUNTS = List.of(
            account("1001", "PJSIP/1001", Optional.of(CLEAR), false),
            account("1002", "PJSIP/1002", Optional.of(MD5), false),
            account("1003", "PJSIP/desk-3", Optional.of(CLEAR), false),
            account("1004", "PJSIP/1004@trunk", Optional.of(CLEAR), false),
            account("1005", "PJSIP/1005", Optional.empty(), false),
            account("1006", "PJSIP/1006", Optional.empty(), true),
            account("1007", "PJSIP/desk-7", Optional.empty(), true),
            account("999", "PJSIP/999", Optional.of(CLEAR), false),
            account("00000001", "SIP/00000001", Optional.of(CLEAR), false),
            account("2002", "SIP/2002", Optional.of(MD5), false),
            account("2003", "SIP/2003", Optional.empty(), false),
            account("3001", "IAX2/3001", Optional.of(CLEAR), false),
            account("3002", "IAX2/3002", Optional.of(MD5), false),
            account("00000002", "DAHDI/2", Optional.empty(), false),
            account("4003", "DAHDI/3", Optional.empty(), false),
            account("2004", "SIP/general", Optional.of(CLEAR), false),
            account("5001", "SCCP/5001", Optional.empty(), false));

    @Test
    void pjsip_isTheGoldenFile() {
        var settings =
                PhoneSettings.usual().withTransport(new Token("transport-udp")).withEdge(new Edge("127.0.0.1", 5070));
        Golden.assertSame("pjsip.conf", PjsipConf.text(ACCOUNTS, settings));
    }

    @Test
    void sip_isTheGoldenFile() {
        Golden.assertSame("sip.conf", SipConf.text(ACCOUNTS, PhoneSettings.usual()));
    }

    @Test
    void iax_isTheGoldenFile() {
        Golden.assertSame("iax.conf", IaxConf.text(ACCOUNTS, PhoneSettings.usual()));
    }

    @Test
    void chanDahdi_isTheGoldenFile() {
        Golden.assertSame("chan_dahdi.conf", ChanDahdiConf.text(ACCOUNTS));
    }

    @Test
    void text_doesNotDependOnTheOrderOfDevices() {
        List<Account> turned = new ArrayList<>(ACCOUNTS);
        Collections.reverse(turned);
        assertThat(PjsipConf.text(turned, PhoneSettings.usual()))
                .isEqualTo(PjsipConf.text(ACCOUNTS, PhoneSettings.usual()));
        assertThat(ChanDahdiConf.text(turned)).isEqualTo(ChanDahdiConf.text(ACCOUNTS));
    }

    @Test
    void phone_withoutSecret_isNoOpenDoor() {
        assertThat(PjsipConf.text(ACCOUNTS, PhoneSettings.usual()))
                .doesNotContain("[1005]")
                .doesNotContain("[1006]");
        assertThat(SipConf.text(ACCOUNTS, PhoneSettings.usual()))
                .doesNotContain("[2003]")
                .doesNotContain("[general]");
        assertThat(IaxConf.text(ACCOUNTS, PhoneSettings.usual())).doesNotContain("[3002]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " x", "x ", "a\nb"})
    void secret_thatCannotStandInAFile_isRefused(String secret) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PjsipConf.text(
                        List.of(account("1001", "PJSIP/1001", Optional.of(new AccountSecret.Clear(secret)), false)),
                        PhoneSettings.usual()));
    }

    @Test
    void secrets_areNotPrinted() {
        assertThat(new Account(ACCOUNTS.get(0).device(), Optional.of(CLEAR)).toString())
                .doesNotContain("cret$1");
        assertThat(MD5.toString()).doesNotContain("0123456789");
    }

    @Test
    void md5_isCheckedForItsForm() {
        assertThatIllegalArgumentException().isThrownBy(() -> new AccountSecret.Md5("hotdesk", "0123"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AccountSecret.Md5("a\nb", "0123456789abcdef0123456789abcdef"));
    }

    @Test
    void settings_areChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Edge("pbx.example.com", 5060));
        assertThatIllegalArgumentException().isThrownBy(() -> new Edge("127.0.0.1", 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneSettings(Optional.empty(), List.of(), 1, Optional.empty(), true));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PhoneSettings(Optional.empty(), List.of("ulaw"), 0, Optional.empty(), true));
        assertThat(new Edge("::1", 5070).contact("1")).isEqualTo("sip:1@[::1]:5070");
    }

    private static Account account(String number, String dial, Optional<AccountSecret> secret, boolean behindEdge) {
        Technology technology =
                Technology.parse(dial.substring(0, dial.indexOf('/'))).orElse(Technology.CUSTOM);
        var device = new Device(
                new DeviceNumber(number),
                technology,
                new DialString(dial),
                DeviceKind.ADHOC,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Device.FROM_INTERNAL,
                new DisplayName("Room " + number + ", by the window"),
                Optional.empty(),
                behindEdge);
        return new Account(device, secret);
    }
}
