package org.hotdesk.sip.bench;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The peer: Kamailio tuned for what is measured. Fast allocators, one UDP worker, contacts in memory, HA1s from a hash
 * table it fills at start, no module and no check that the work does not need; what it checks of a nonce is as it comes.
 */
final class Kamailio extends MeasuredServer {
    private static final String CONFIG = "kamailio.cfg";
    private static final String LOG = "kamailio.log";
    private static final int READY_MILLIS = 60_000;

    private static final String SETTINGS =
            """
            #!KAMAILIO
            debug=-1
            log_stderror=yes
            fork=yes
            children=1
            disable_tcp=yes
            auto_aliases=no
            dns=no
            rev_dns=no
            max_while_loops=10000000
            listen=udp:%s:%d
            alias="%s"
            loadmodule "tm.so"
            loadmodule "sl.so"
            loadmodule "rr.so"
            loadmodule "pv.so"
            loadmodule "maxfwd.so"
            loadmodule "siputils.so"
            loadmodule "usrloc.so"
            loadmodule "registrar.so"
            loadmodule "auth.so"
            loadmodule "htable.so"
            modparam("htable", "htable", "ha1=>size=14;autoexpire=0;")
            modparam("usrloc", "db_mode", 0)
            modparam("usrloc", "hash_size", 14)
            modparam("registrar", "max_expires", 7200)
            event_route[htable:mod-init] {
                $var(i) = 0;
                while ($var(i) < %d) {
                    $var(d) = %d + $var(i);
                    $var(a) = $_s($var(d):%s:%s$var(d));
                    $sht(ha1=>$var(d)) = $(var(a){s.md5});
                    $var(i) = $var(i) + 1;
                }
            }
            """;
    private static final String ROUTES =
            """
            request_route {
                if (!mf_process_maxfwd_header("10")) { sl_send_reply("483", "Too Many Hops"); exit; }
                if (method == "REGISTER") { route(REGISTRAR); exit; }
                if (method == "OPTIONS") { sl_send_reply("200", "OK"); exit; }
                if (has_totag()) { route(DIALOG); exit; }
                if (method == "ACK") { t_check_trans(); exit; }
                record_route();
                if (!lookup("location")) { sl_send_reply("480", "Temporarily Unavailable"); exit; }
                if (!t_relay()) { sl_reply_error(); }
            }
            route[REGISTRAR] {
                # Without the first question Kamailio would log a line for each request without credentials.
                if ($au == $null || !pv_www_authenticate("hotdesk", "$sht(ha1=>$au)", "1")) {
                    www_challenge("hotdesk", "1");
                    exit;
                }
                if ($au != $tU) { sl_send_reply("403", "Forbidden"); exit; }
                save("location");
            }
            route[DIALOG] {
                if (!loose_route()) { sl_send_reply("404", "Not Here"); exit; }
                if (!t_relay()) { sl_reply_error(); }
            }
            """;

    private final InetSocketAddress address;

    private Kamailio(InetSocketAddress address, Path folder) throws IOException {
        super(
                List.of(
                        "kamailio",
                        "-f",
                        folder.resolve(CONFIG).toString(),
                        "-DD",
                        "-E",
                        "-x",
                        "fm",
                        "-X",
                        "fm",
                        "-m",
                        "1024",
                        "-M",
                        "64",
                        "-Y",
                        folder.toString()),
                ProcessBuilder.Redirect.to(folder.resolve(LOG).toFile()));
        this.address = address;
    }

    /** Starts it and waits until it answers. */
    static Kamailio start(Path folder, int accounts) throws IOException {
        InetSocketAddress address = Ports.free();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(CONFIG), config(address, accounts));
        Kamailio server = new Kamailio(address, folder);
        server.awaitAnswer(folder);
        return server;
    }

    @Override
    InetSocketAddress address() {
        return address;
    }

    @Override
    String name() {
        return "Kamailio";
    }

    private void awaitAnswer(Path folder) throws IOException {
        long until = System.nanoTime() + READY_MILLIS * 1_000_000L;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(200);
            byte[] ask = Messages.options(address);
            boolean answers = false;
            while (!answers) {
                if (!isAlive() || System.nanoTime() > until) {
                    throw new IOException("Kamailio does not run; it says why in " + folder.resolve(LOG));
                }
                socket.send(new DatagramPacket(ask, ask.length, address));
                answers = isAnswered(socket);
            }
        }
    }

    private static boolean isAnswered(DatagramSocket socket) throws IOException {
        try {
            socket.receive(new DatagramPacket(new byte[4_096], 4_096));
            return true;
        } catch (SocketTimeoutException notYet) {
            return false;
        }
    }

    private static String config(InetSocketAddress address, int accounts) {
        return SETTINGS.formatted(
                        address.getAddress().getHostAddress(),
                        address.getPort(),
                        Accounts.REALM,
                        accounts,
                        Accounts.FIRST,
                        Accounts.REALM,
                        Accounts.PASSWORD_BEGINS)
                + ROUTES;
    }
}
