package org.hotdesk.sip.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceKeyTest {
    private static long key(String address) throws Exception {
        return SourceKey.of(LoopFixture.numeric(address));
    }

    @Test
    void ipv4_isEachItsOwn_ipv6_goesBy64Bits() throws Exception {
        assertThat(key("192.0.2.1")).isNotEqualTo(key("192.0.2.2"));
        assertThat(key("2001:db8:1:2::1")).isEqualTo(key("2001:db8:1:2:ffff::9"));
        assertThat(key("2001:db8:1:2::1")).isNotEqualTo(key("2001:db8:1:3::1"));
        assertThat(key("255.255.255.255")).isNotEqualTo(key("::1"));
    }

    @Test
    void neighbourhood_isThe24_orThe64Itself() throws Exception {
        assertThat(SourceKey.neighbourhood(key("192.0.2.200"))).isEqualTo(SourceKey.neighbourhood(key("192.0.2.1")));
        assertThat(SourceKey.neighbourhood(key("192.0.2.1"))).isNotEqualTo(SourceKey.neighbourhood(key("192.0.3.1")));
        assertThat(SourceKey.neighbourhood(key("2001:db8:1:2::1"))).isEqualTo(key("2001:db8:1:2::"));
    }

    @Test
    void address_comesBack() throws Exception {
        assertThat(SourceKey.address(key("203.0.113.254"))).isEqualTo(LoopFixture.numeric("203.0.113.254"));
        assertThat(SourceKey.address(key("2001:db8:1:2::9"))).isEqualTo(LoopFixture.numeric("2001:db8:1:2::"));
    }
}
