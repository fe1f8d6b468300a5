package org.hotdesk.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hotdesk.dialplan.device.Edge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SipKeysTest {
    private static final String OPEN = "[sip]\nlisten = \"192.0.2.1:5060\"\n";

    @TempDir
    Path folder;

    @Test
    void listenAlone_isAnEdgeWithEverythingElsePreset() throws IOException {
        ConfigReading.Accepted read = accepted(read(OPEN));
        SipConfig sip = read.config().sip().orElseThrow();

        assertThat(sip.listen().tcp()).isEmpty();
        assertThat(sip.listen().certificate()).isEmpty();
        assertThat(sip.domains()).isEmpty();
        assertThat(sip.journal()).isEqualTo(Path.of("/var/lib/hotdesk/locations"));
        assertThat(sip.expiry())
                .isEqualTo(new SipConfig.Expiry(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(2)));
        assertThat(sip.contactsMax()).isEqualTo(4);
        assertThat(sip.full()).isEqualTo(SipConfig.Full.REPLACE_OLDEST);
        assertThat(sip.scanners()).contains("friendly-scanner");
        assertThat(sip.ban()).isEqualTo(Duration.ofMinutes(5));
        assertThat(read.config().phones().edge()).contains(new Edge("127.0.0.1", 5070));
        assertThat(SipFiles.problems(read)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            tls = "192.0.2.1:5061"               | sip.tls needs a certificate; set sip.tls-certificate and sip.tls-key
            wss = "192.0.2.1:443"                | sip.wss needs a certificate; set sip.tls-certificate and sip.tls-key
            inner = "localhost:5070"             | sip.inner = "localhost:5070" is not an address with a port, such as 127.0.0.1:4573 or [::1]:4573
            inner = "0.0.0.0:5070"               | sip.inner must be one address and one port, such as 127.0.0.1:5070; Asterisk's files name it
            inner = "127.0.0.1:0"                | sip.inner must be one address and one port, such as 127.0.0.1:5070; Asterisk's files name it
            inner = "[::1]:5070"                 | sip.inner must be IPv4 or IPv6 as sip.asterisk is
            inner = "192.0.2.1:5060"             | sip.listen is the address and port of sip.inner too; take another port
            inner = "127.0.0.1:5060"             | sip.inner is where Asterisk itself listens by sip.asterisk; take another port, or move Asterisk's
            asterisk = "192.0.2.1:5060"          | sip.listen is where Asterisk itself listens by sip.asterisk; take another port, or move Asterisk's
            tcp = "127.0.0.1:4573"               | sip.tcp is the address and port of agi.listen too; take another port
            tcp = "127.0.0.1:4574"               | sip.tcp is the address and port of admin.listen too; take another port
            tcp = "0.0.0.0:5061"                 | sip.tcp must be one address of this machine; phones are told it
            expires-default-seconds = 30         | sip.expires-min-seconds must not be more than sip.expires-default-seconds
            expires-max-seconds = 600            | sip.expires-default-seconds must not be more than sip.expires-max-seconds
            contacts-full = "drop"               | sip.contacts-full = "drop" is not replace-oldest or refuse
            ban-seconds = 0                      | sip.ban-seconds = 0 is not 1 to 86400 seconds
            lisen = "x"                          | unknown key sip.lisen; did you mean listen?
            """)
    void mistakes_nameFileAndLine_andSayWhatToDo(String line, String what) throws IOException {
        List<ConfigProblem> problems = refused(read(OPEN + line.replace("\\n", "\n") + "\n"));

        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.place()).startsWith(folder.resolve("hotdesk.toml") + ":");
            assertThat(problem.what()).isEqualTo(what);
        });
    }

    @Test
    void contactsMax_isLessWithAnEdge() throws IOException {
        assertThat(refused(read(OPEN + "[phones]\ncontacts-max = 65\n")))
                .containsExactly(new ConfigProblem(
                        folder.resolve("hotdesk.toml") + ":4",
                        "phones.contacts-max must not be more than 64 where there is a SIP edge"));
    }

    @Test
    void twoStreamsOnOnePort_areRefused() throws IOException {
        assertThat(refused(read(OPEN + "tcp = \"192.0.2.1:5080\"\nws = \"192.0.2.1:5080\"\n")))
                .extracting(ConfigProblem::what)
                .containsExactly("sip.ws is the address and port of sip.tcp too; take another port");
    }

    @Test
    void streamWithoutListen_isRefused() throws IOException {
        assertThat(refused(read("[sip]\ntcp = \"192.0.2.1:5061\"\n")))
                .containsExactly(new ConfigProblem(
                        folder.resolve("hotdesk.toml") + ":2",
                        "sip.tcp opens nothing without sip.listen; set that too"));
    }

    @Test
    void kamailio_standsInsteadOfTheEdge() throws IOException {
        HotdeskConfig config = accepted(
                        read(
                                """
                [store]
                url = "jdbc:postgresql://db.example/hotdesk"
                [voip]
                clear-ha1 = true
                [sip]
                kamailio = "192.0.2.20:5060"
                asterisk = "192.0.2.10:5062"
                domains = ["sip.example"]
                """))
                .config();

        assertThat(config.sip()).isEmpty();
        assertThat(config.kamailio()).hasValueSatisfying(kamailio -> {
            assertThat(kamailio.address()).hasToString("/192.0.2.20:5060");
            assertThat(kamailio.asterisk()).hasToString("/192.0.2.10:5062");
            assertThat(kamailio.domains()).containsExactly("sip.example");
            assertThat(kamailio.contactsMax()).isEqualTo(4);
        });
        assertThat(config.phones().edge()).contains(new Edge("192.0.2.20", 5060));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            kamailio = "192.0.2.20:5060"\\nlisten = "192.0.2.1:5060" | sip.kamailio stands instead of the edge; leave it or sip.listen empty
            kamailio = "0.0.0.0:5061"                               | sip.kamailio must be one address and one port; Asterisk's files name it
            kamailio = "127.0.0.1:5060"                             | sip.kamailio is where Asterisk itself listens by sip.asterisk; take another port, or move Asterisk's
            kamailio = "192.0.2.20:5060"\\nexpires-max-seconds = 600 | sip.expires-default-seconds must not be more than sip.expires-max-seconds
            """)
    void mistakesAboutKamailio_sayWhatToDo(String lines, String what) throws IOException {
        String store = "[store]\nurl = \"jdbc:postgresql://db.example/hotdesk\"\n[voip]\nclear-ha1 = true\n[sip]\n";

        assertThat(refused(read(store + lines.replace("\\n", "\n") + "\n")))
                .extracting(ConfigProblem::what)
                .containsExactly(what);
    }

    @Test
    void kamailioOnAFile_isRefused() throws IOException {
        assertThat(refused(read("[sip]\nkamailio = \"192.0.2.20:5060\"\n")))
                .extracting(ConfigProblem::what)
                .containsExactly(
                        "sip.kamailio needs the store on a PostgreSQL; set store.url",
                        "sip.kamailio needs voip.clear-ha1 = true; Kamailio cannot unseal");
    }

    @Test
    void certificateFiles_areLookedAtByWhoNeedsThem() throws IOException {
        Files.writeString(folder.resolve("key.pem"), "no key at all");
        String tls = "tls = \"192.0.2.1:5061\"\ntls-certificate = \"missing.pem\"\ntls-key = \"key.pem\"\n";

        assertThat(SipFiles.problems(accepted(read(OPEN + tls))))
                .containsExactly(
                        new ConfigProblem(
                                folder.resolve("hotdesk.toml") + ":4",
                                "sip.tls-certificate: there is no file " + folder.resolve("missing.pem")
                                        + "; put it there, or name another"),
                        new ConfigProblem(
                                folder.resolve("hotdesk.toml") + ":5",
                                "sip.tls-key: " + folder.resolve("key.pem")
                                        + " holds no private key; it must be a PEM file"));
    }

    @Test
    void certificateThatIsNone_andEncryptedKey_areRefused() throws IOException {
        Files.writeString(folder.resolve("certificate.pem"), "nothing");
        Files.writeString(folder.resolve("key.pem"), "-----BEGIN ENCRYPTED PRIVATE KEY-----\n");
        String tls = "tls = \"192.0.2.1:5061\"\ntls-certificate = \"certificate.pem\"\ntls-key = \"key.pem\"\n";

        assertThat(SipFiles.problems(accepted(read(OPEN + tls))))
                .extracting(ConfigProblem::what)
                .containsExactly(
                        "sip.tls-certificate: " + folder.resolve("certificate.pem")
                                + " holds no certificate; it must be a PEM file",
                        "sip.tls-key: " + folder.resolve("key.pem")
                                + " is encrypted; write it without a passphrase, for the daemon alone to read");
    }

    private ConfigReading read(String text) throws IOException {
        return ConfigReader.read(Files.writeString(folder.resolve("hotdesk.toml"), text));
    }

    private static ConfigReading.Accepted accepted(ConfigReading reading) {
        return reading.fold(accepted -> accepted, refused -> {
            throw new AssertionError(refused.problems().toString());
        });
    }

    private static List<ConfigProblem> refused(ConfigReading reading) {
        return reading.fold(
                accepted -> {
                    throw new AssertionError("accepted");
                },
                ConfigReading.Refused::problems);
    }
}
