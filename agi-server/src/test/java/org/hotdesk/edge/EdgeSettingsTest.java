package org.hotdesk.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hotdesk.config.ConfigReader;
import org.hotdesk.config.SipConfig;
import org.hotdesk.sip.abuse.GuardLimits;
import org.hotdesk.sip.digest.DigestAlgorithm;
import org.hotdesk.sip.edge.EdgeConfig;
import org.hotdesk.sip.location.LocationPolicy;
import org.hotdesk.sip.registrar.RegistrarPolicy;
import org.junit.jupiter.api.Test;

class EdgeSettingsTest {
    @Test
    void presets_areTheEdgesUsualNumbers() {
        EdgeConfig edge = EdgeSettings.of(sip(""), "hotdesk");

        assertThat(edge.digest()).isEqualTo(new EdgeConfig.Digest("hotdesk", List.of(DigestAlgorithm.MD5)));
        assertThat(edge.registrar()).isEqualTo(RegistrarPolicy.usual(List.of()));
        assertThat(edge.locations()).isEqualTo(new LocationPolicy(4, true));
        assertThat(edge.guard()).isEqualTo(GuardLimits.USUAL);
        assertThat(edge.listening().certificate()).isEmpty();
        assertThat(edge.inner().getPort()).isEqualTo(5070);
        assertThat(edge.asterisk().getPort()).isEqualTo(5060);
        assertThat(edge.journal()).isEqualTo(Path.of("/var/lib/hotdesk/locations"));
    }

    @Test
    void everything_reachesItsPlace() {
        EdgeConfig edge = EdgeSettings.of(
                sip(
                        """
                        tcp = "192.0.2.1:5061"
                        tls = "192.0.2.1:5062"
                        ws = "192.0.2.1:5063"
                        wss = "192.0.2.1:5064"
                        tls-certificate = "/a/chain"
                        tls-key = "/a/key"
                        domains = ["sip.example"]
                        expires-min-seconds = 61
                        expires-default-seconds = 62
                        expires-max-seconds = 86400
                        digest = "both"
                        contacts-full = "refuse"
                        scanners = ["hasty"]
                        ban-seconds = 11
                        """),
                "desk");

        EdgeConfig.Listening listening = edge.listening();
        assertThat(listening.udp().getPort()).isEqualTo(5060);
        assertThat(List.of(listening.tcp(), listening.tls(), listening.ws(), listening.wss()))
                .extracting(address -> address.orElseThrow().getPort())
                .containsExactly(5061, 5062, 5063, 5064);
        assertThat(listening.certificate())
                .isEqualTo(Optional.of(new EdgeConfig.Certificate(Path.of("/a/chain"), Path.of("/a/key"))));
        assertThat(edge.registrar().domains()).containsExactly("sip.example");
        assertThat(edge.registrar().expiresMin()).hasSeconds(61);
        assertThat(edge.registrar().expiresDefault()).hasSeconds(62);
        assertThat(edge.registrar().expiresMax()).hasDays(1);
        assertThat(edge.digest().algorithms()).containsExactly(DigestAlgorithm.SHA_256, DigestAlgorithm.MD5);
        assertThat(edge.locations().replaceOldest()).isFalse();
        assertThat(edge.guard().scanners()).containsExactly("hasty");
        assertThat(edge.guard().bans().first()).hasSeconds(11);
        assertThat(edge.guard().memory().remember())
                .as("a source is known for longer than its phones are registered")
                .isEqualTo(Duration.ofHours(25));
    }

    private static SipConfig sip(String lines) {
        return ConfigReader.parse(Path.of("/etc/hotdesk/hotdesk.toml"), "[sip]\nlisten = \"192.0.2.1:5060\"\n" + lines)
                .fold(read -> read.config().sip().orElseThrow(), refused -> {
                    throw new AssertionError(refused.problems());
                });
    }
}
