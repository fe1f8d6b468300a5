package org.hotdesk.doctor;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hotdesk.config.SipConfig;

/** Who listens where: the manager interface for ourselves alone, the edge for the phones. */
final class PortChecks {
    private PortChecks() {}

    /** The manager interface, where it is on this machine. */
    static List<Finding> ami(Patient.Asterisk asterisk, PortLook ports) {
        int port = asterisk.ami().getPort();
        return ports.tcpEverywhere().contains(port)
                ? List.of(Finding.warn(
                        "AMI",
                        "port " + port + " is open on every address of this machine",
                        "set bindaddr = 127.0.0.1 in [general] of manager.conf, then asterisk -rx 'manager reload'"))
                : List.of();
    }

    static List<Finding> edge(SipConfig sip, PortLook ports) {
        List<Finding> findings = new ArrayList<>();
        Map<String, InetSocketAddress> udp = new LinkedHashMap<>();
        Map<String, InetSocketAddress> tcp = new LinkedHashMap<>();
        SipConfig.Listening listen = sip.listen();
        udp.put("sip.listen", listen.udp());
        udp.put("sip.inner", sip.inner());
        listen.tcp().ifPresent(address -> tcp.put("sip.tcp", address));
        listen.tls().ifPresent(address -> tcp.put("sip.tls", address));
        listen.ws().ifPresent(address -> tcp.put("sip.ws", address));
        listen.wss().ifPresent(address -> tcp.put("sip.wss", address));
        udp.forEach(
                (key, address) -> findings.add(edge(key, address, ports.udp().contains(address.getPort()))));
        tcp.forEach(
                (key, address) -> findings.add(edge(key, address, ports.tcp().contains(address.getPort()))));
        int asterisk = sip.asterisk().getPort();
        findings.add(
                ports.udp().contains(asterisk)
                        ? Finding.ok("edge", "Asterisk's PJSIP has port " + asterisk)
                        : Finding.fail(
                                "edge",
                                "nobody has UDP port " + asterisk + ", where sip.asterisk says that PJSIP listens",
                                "put bind in the transport of pjsip.conf, or sip.asterisk, right; restart Asterisk"));
        return findings;
    }

    private static Finding edge(String key, InetSocketAddress address, boolean there) {
        String where = address.getHostString() + ":" + address.getPort() + " (" + key + ")";
        return there
                ? Finding.ok("edge", "listens at " + where)
                : Finding.fail("edge", "nobody listens at " + where, "systemctl restart hotdesk, and look at its log");
    }
}
