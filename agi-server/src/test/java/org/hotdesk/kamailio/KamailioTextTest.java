package org.hotdesk.kamailio;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.hotdesk.config.KamailioConfig;
import org.hotdesk.config.SipConfig;
import org.hotdesk.store.StoreConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KamailioTextTest {
    private static final KamailioConfig KAMAILIO = new KamailioConfig(
            new InetSocketAddress("192.0.2.20", 5060),
            new InetSocketAddress("2001:db8::7", 5062),
            List.of("sip.example"),
            new SipConfig.Expiry(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(2)),
            4);

    @Test
    void config_hasTheConfigurationsValues_andNothingLeftOpen() {
        String text = KamailioText.config(KAMAILIO, store("jdbc:postgresql://db.example:5433/hd?sslmode=require"))
                .orElseThrow();

        assertThat(text)
                .contains("listen=udp:192.0.2.20:5060\n", "listen=tcp:192.0.2.20:5060\n")
                .contains("alias=\"sip.example\"\nalias=\"desk.example\"\n")
                .contains("\"postgres://kamailio:DBPASSWORD@db.example:5433/hd\"")
                .contains("\"min_expires\", 60)", "\"default_expires\", 3600)", "\"max_expires\", 7200)")
                .contains("\"max_contacts\", 4)")
                .contains("www_authenticate(\"desk.example\", \"subscriber\")")
                .contains("src_ip == [2001:db8:0:0:0:0:0:7] && src_port == 5062")
                .contains("$du = \"sip:[2001:db8:0:0:0:0:0:7]:5062\";")
                .doesNotContainPattern("@[A-Z_]+@");
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql:hd,localhost/hd",
        "jdbc:postgresql:///hd,localhost/hd",
        "'jdbc:postgresql://one:5433,two/hd',one:5433/hd",
    })
    void database_isWhereTheStoreIs(String url, String named) {
        assertThat(KamailioText.config(KAMAILIO, store(url))).hasValueSatisfying(text -> assertThat(text)
                .contains("postgres://kamailio:DBPASSWORD@" + named + "\""));
    }

    @Test
    void urlWithoutADatabase_isNone() {
        assertThat(KamailioText.config(KAMAILIO, store("jdbc:postgresql://db.example/")))
                .isEmpty();
    }

    private static StoreConfig store(String url) {
        return new StoreConfig(url, Path.of("pepper"), Path.of("key"), "desk.example", false);
    }
}
