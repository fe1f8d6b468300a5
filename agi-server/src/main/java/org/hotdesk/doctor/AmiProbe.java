package org.hotdesk.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Logs in to the manager interface as the daemon would and asks what the account may do and what Asterisk has. A line of its own, not
 * the bridge's: it must say what stands in the bridge's way. One owner thread; waits {@value #WAIT_MILLIS} ms for each answer.
 */
final class AmiProbe implements AutoCloseable {
    private static final int WAIT_MILLIS = 5_000;
    private static final int MESSAGES_MAX = 200_000;
    private static final String HEARD = "HotdeskDoctor";

    private final Socket socket;
    private final BufferedReader in;
    private final Writer out;

    private AmiProbe(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        this.out = new OutputStreamWriter(socket.getOutputStream(), StandardCharsets.UTF_8);
    }

    /**
     * Looks.
     *
     * @param modules to be asked for
     * @param contexts of the dialplan to be read
     */
    static AmiLook look(
            InetSocketAddress address, String user, String secret, List<String> modules, Set<String> contexts) {
        InetSocketAddress resolved = new InetSocketAddress(address.getHostString(), address.getPort());
        boolean reached = false;
        try (var socket = new Socket()) {
            socket.connect(resolved, WAIT_MILLIS);
            socket.setSoTimeout(WAIT_MILLIS);
            try (var probe = new AmiProbe(socket)) {
                String banner = Optional.ofNullable(probe.in.readLine()).orElse("");
                if (!banner.startsWith("Asterisk Call Manager")) {
                    return AmiLook.refused(false, "what answers there is no Asterisk manager interface");
                }
                reached = true;
                return probe.asked(user, secret, modules, contexts);
            }
        } catch (IOException broken) {
            return AmiLook.refused(
                    reached, Optional.ofNullable(broken.getMessage()).orElse(broken.toString()));
        }
    }

    private AmiLook asked(String user, String secret, List<String> modules, Set<String> contexts) throws IOException {
        Map<String, String> login = ask("Login", Map.of("Username", user, "Secret", secret));
        if (!isSuccess(login)) {
            return AmiLook.refused(true, "login as " + user + " is refused");
        }
        Map<String, String> settings = ask("CoreSettings", Map.of());
        Set<String> actions = new HashSet<>(ask("ListCommands", Map.of()).keySet());
        Set<String> absent = new HashSet<>();
        for (String module : modules) {
            String said = ask("ModuleCheck", Map.of("Module", module)).getOrDefault("message", "");
            if (said.toLowerCase(Locale.ROOT).contains("not loaded")) {
                absent.add(module);
            }
        }
        Set<String> dialplan = new HashSet<>();
        for (String context : contexts) {
            dialplan.addAll(dialplan(context));
        }
        Optional<Instant> clock =
                Optional.ofNullable(ask("Ping", Map.of()).get("timestamp")).map(AmiProbe::instant);
        return new AmiLook(
                Optional.empty(),
                true,
                settings.getOrDefault("asteriskversion", ""),
                actions,
                actions.contains("userevent") && hears(),
                absent,
                dialplan,
                clock);
    }

    private static Instant instant(String seconds) {
        return Instant.ofEpochMilli((long) (Double.parseDouble(seconds) * 1000));
    }

    private Set<String> dialplan(String context) throws IOException {
        Set<String> lines = new HashSet<>();
        if (!isSuccess(ask("ShowDialPlan", Map.of("Context", context)))) {
            return lines;
        }
        for (Map<String, String> event : until(message -> is(message, "event", "ShowDialPlanComplete"))) {
            if (event.containsKey("application")) {
                lines.add(DialplanText.line(
                        event.getOrDefault("context", ""),
                        event.getOrDefault("application", ""),
                        event.getOrDefault("appdata", "")));
            }
        }
        return lines;
    }

    /** Whether an event that we cause comes back. */
    private boolean hears() throws IOException {
        if (!isSuccess(ask("UserEvent", Map.of("UserEvent", HEARD)))) {
            return false;
        }
        socket.setSoTimeout(1_000);
        try {
            until(message -> is(message, "userevent", HEARD));
            return true;
        } catch (IOException silence) {
            return false;
        } finally {
            socket.setSoTimeout(WAIT_MILLIS);
        }
    }

    private Map<String, String> ask(String action, Map<String, String> fields) throws IOException {
        var text = new StringBuilder("Action: ").append(action).append("\r\n");
        fields.forEach((name, value) ->
                text.append(name).append(": ").append(printable(value)).append("\r\n"));
        out.write(text.append("\r\n").toString());
        out.flush();
        List<Map<String, String>> said = until(message -> message.containsKey("response"));
        return said.get(said.size() - 1);
    }

    private static String printable(String value) {
        return value.replaceAll("\\p{Cntrl}", "");
    }

    /** All messages up to one, itself among them. */
    private List<Map<String, String>> until(Predicate<Map<String, String>> last) throws IOException {
        List<Map<String, String>> all = new ArrayList<>();
        while (all.size() < MESSAGES_MAX) {
            Map<String, String> message = message();
            all.add(message);
            if (last.test(message)) {
                return all;
            }
        }
        throw new IOException("Asterisk does not come to an end");
    }

    private Map<String, String> message() throws IOException {
        Map<String, String> message = new HashMap<>();
        String line = in.readLine();
        while (line != null && !line.isEmpty()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                message.putIfAbsent(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            line = in.readLine();
        }
        if (line == null) {
            throw new IOException("Asterisk closed the connection");
        }
        return message;
    }

    private static boolean isSuccess(Map<String, String> message) {
        return is(message, "response", "Success");
    }

    private static boolean is(Map<String, String> message, String name, String value) {
        return value.equalsIgnoreCase(message.get(name));
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
