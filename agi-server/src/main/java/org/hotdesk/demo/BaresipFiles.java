package org.hotdesk.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What baresip 1.1 reads, and what it says of a call. */
final class BaresipFiles {

    private static final Pattern SIP_USER = Pattern.compile("sips?:([^@;>]*)@");

    private static final Pattern CALL_ID = Pattern.compile("call id: ([0-9a-zA-Z-]+)");

    private BaresipFiles() {}

    /**
     * Writes its configuration: no sound card, everything on 127.0.0.1, no account yet. What it hears goes to a bridge
     * with nobody at the other end: the player that writes a file crashes when a call ends as soon as it began (its
     * thread marks itself as running, so who stops it earlier frees what it is about to use).
     */
    static void write(Path folder, BaresipPorts ports, PhoneLine line) throws IOException {
        Files.writeString(
                folder.resolve("config"),
                """
                poll_method epoll
                sip_listen 127.0.0.1:%1$d
                net_interface 127.0.0.1
                rtp_ports %2$d-%3$d
                call_max_calls 4
                statmode_default off
                module_path /usr/lib/baresip/modules
                module g711.so
                module ausine.so
                module aubridge.so
                module_app account.so
                module_app mwi.so
                module_app menu.so
                module_app ctrl_tcp.so
                ctrl_tcp_listen 127.0.0.1:%4$d
                audio_source ausine,440
                ausrc_srate 48000
                audio_player aubridge,nobody
                audio_alert aubridge,nobody
                audio_path %5$s
                audio_level no
                """
                                .formatted(
                                        ports.sip(),
                                        ports.rtpFirst(),
                                        ports.rtpFirst() + BaresipPorts.RTP_COUNT - 1,
                                        ports.control(),
                                        folder)
                        + trust(folder, line.trusted()));
        Files.createFile(folder.resolve("accounts"));
        Files.createFile(folder.resolve("contacts"));
    }

    /** It sees no folder of ours but its own. */
    private static String trust(Path folder, Optional<Path> certificates) throws IOException {
        if (certificates.isEmpty()) {
            return "sip_verify_server no\n";
        }
        Path copy = Files.copy(certificates.get(), folder.resolve("trusted.pem"));
        return "sip_verify_server yes\nsip_cafile " + copy + "\n";
    }

    /** Reads what it prints until it listens. */
    static void awaitReady(BufferedReader output) throws IOException {
        StringBuilder seen = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("baresip is ready")) {
                return;
            }
            seen.append(line).append('\n');
        }
        throw new IOException("baresip ended: " + seen);
    }

    /** The account in the form of its command {@code uanew}. */
    static String account(PhoneAccount account) {
        return "<%s>;auth_user=%s;auth_pass=%s;regint=%d;dtmfmode=rtpevent;answermode=%s;mwi=%s"
                        .formatted(
                                uri(account, account.name()),
                                account.name(),
                                account.secret(),
                                account.line().expires().toSeconds(),
                                account.answers() == PhoneAccount.Answers.BY_ITSELF ? "auto" : "manual",
                                account.subscribes() ? "yes" : "no")
                + ";audio_codecs=PCMU/8000/1";
    }

    /** The SIP address of a number at the account's server. */
    static String uri(PhoneAccount account, String number) {
        return "sip:" + number + "@" + account.server().getAddress().getHostAddress() + ":"
                + account.server().getPort() + ";transport="
                + account.line().transport().inUri();
    }

    /** The id in its answer to {@code dial}. */
    static Optional<String> callId(String answer) {
        Matcher id = CALL_ID.matcher(answer);
        return id.find() ? Optional.of(id.group(1)) : Optional.empty();
    }

    /** The other end of the call which an event speaks of. */
    static PhoneCall.Peer peer(JsonNode event) {
        String name = event.path("peerdisplayname").asText();
        return new PhoneCall.Peer(
                event.path("direction").asText().equals("incoming"),
                user(event.path("peeruri").asText()),
                name.isEmpty() ? Optional.empty() : Optional.of(name));
    }

    /** The user part of the SIP address in a text; empty when there is none. */
    static String user(String text) {
        Matcher uri = SIP_USER.matcher(text);
        return uri.find() ? uri.group(1) : "";
    }
}
