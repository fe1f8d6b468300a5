package org.hotdesk.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Ports that somebody listens at on this machine, as Linux tells them in {@code /proc/net}.
 *
 * @param tcp those of TCP
 * @param tcpEverywhere those of TCP on every address
 * @param udp those of UDP
 */
record PortLook(Set<Integer> tcp, Set<Integer> tcpEverywhere, Set<Integer> udp) {
    private static final String LISTENING = "0A";
    private static final int LOCAL = 1;
    private static final int STATE = 3;

    static PortLook now() {
        Set<Integer> tcp = new HashSet<>();
        Set<Integer> everywhere = new HashSet<>();
        Set<Integer> udp = new HashSet<>();
        for (String file : List.of("tcp", "tcp6")) {
            for (String[] row : rows(file)) {
                if (row[STATE].equals(LISTENING)) {
                    tcp.add(port(row[LOCAL]));
                    if (row[LOCAL].matches("0+:.*")) {
                        everywhere.add(port(row[LOCAL]));
                    }
                }
            }
        }
        for (String file : List.of("udp", "udp6")) {
            rows(file).forEach(row -> udp.add(port(row[LOCAL])));
        }
        return new PortLook(tcp, everywhere, udp);
    }

    private static int port(String address) {
        return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
    }

    /** None where this is no Linux. */
    private static List<String[]> rows(String file) {
        List<String[]> rows = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(Path.of("/proc/net", file))) {
                String[] columns = line.strip().split("\\s+", -1);
                if (columns.length > STATE && columns[LOCAL].matches("[0-9A-F]+:[0-9A-F]{4}")) {
                    rows.add(columns);
                }
            }
        } catch (IOException otherSystem) {
            return List.of();
        }
        return rows;
    }
}
