package org.hotdesk.ami.link;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One connection of {@link FakeAsterisk} and the thread that serves it. */
final class FakeSession {
    static final String[] FULLY_BOOTED = {
        "Event: FullyBooted", "Privilege: system,all", "Uptime: 42", "LastReload: 42", "Status: Fully Booted"
    };
    private static final Pattern LAST_NUMBER = Pattern.compile("([0-9]+)$");

    private final FakeAsterisk owner;
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final Thread thread;
    private final String challenge = "1" + System.identityHashCode(this);
    private int budget;
    private volatile boolean loggedIn;
    private volatile boolean wantsEvents;

    FakeSession(FakeAsterisk owner, Socket socket, int budget) throws IOException {
        this.owner = owner;
        this.socket = socket;
        this.budget = budget;
        this.in = new BufferedInputStream(socket.getInputStream());
        this.out = socket.getOutputStream();
        this.thread = new Thread(this::run, "fake-asterisk-session");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void join() {
        FakeAsterisk.join(thread);
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            assert socket.isClosed();
        }
    }

    void event(String text) {
        if (!loggedIn || !wantsEvents) {
            return;
        }
        try {
            send(text);
        } catch (IOException e) {
            close();
        }
    }

    private void run() {
        try {
            send("Asterisk Call Manager/11.0.0\r\n");
            while (true) {
                Map<String, String> action = readAction();
                owner.thawed.await();
                if (!answer(action)) {
                    return;
                }
            }
        } catch (IOException e) {
            assert e != null; // The other side has gone, as tests like to do.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close();
            owner.ended(this);
        }
    }

    private Map<String, String> readAction() throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        while (true) {
            String line = readLine();
            if (line.isEmpty()) {
                if (!headers.isEmpty()) {
                    return headers;
                }
                continue;
            }
            int colon = line.indexOf(':');
            if (colon > 0) {
                // Asterisk main/manager.c, __astman_get_header(): blanks before a value are skipped, those behind stay.
                headers.putIfAbsent(
                        line.substring(0, colon), line.substring(colon + 1).stripLeading());
            }
        }
    }

    private String readLine() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int c;
        while ((c = in.read()) != '\n') {
            if (c < 0) {
                throw new IOException("closed");
            }
            line.write(c);
        }
        String text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private boolean answer(Map<String, String> headers) throws IOException, InterruptedException {
        FakeAsterisk.Action action = new FakeAsterisk.Action(find(headers, "Action"), headers);
        String name = action.name().toLowerCase(Locale.ROOT);
        String id = echo(action.get("ActionID"));
        if (name.equals("login") || name.equals("challenge")) {
            return enter(name, action, id);
        }
        if (!loggedIn) {
            send(error(id, "Permission denied"));
            return true;
        }
        if (!name.equals("ping")) {
            owner.remember(action.name(), headers);
        }
        String reply =
                owner.refusals.containsKey(name) ? error(id, owner.refusals.get(name)) : carryOut(name, action, id);
        if (owner.dropped.test(action)) {
            return true;
        }
        if (!owner.delay.isZero()) {
            Thread.sleep(owner.delay.toMillis());
        }
        send(reply);
        return !name.equals("logoff");
    }

    private boolean enter(String name, FakeAsterisk.Action action, String id) throws IOException {
        if (name.equals("challenge")) {
            send("Response: Success\r\n" + id + "Challenge: " + challenge + "\r\n\r\n");
            return true;
        }
        String wanted = LoginKey.of(challenge, owner.secret);
        if (!action.get("Username").equals(FakeAsterisk.USER)
                || !action.get("Key").equals(wanted)) {
            send(error(id, "Authentication failed"));
            return false;
        }
        loggedIn = true;
        wantsEvents = !action.get("Events").equals("off");
        send("Response: Success\r\n" + id + "Message: Authentication accepted\r\n\r\n");
        if (owner.booted) {
            event(String.join("\r\n", FULLY_BOOTED) + "\r\n\r\n");
        }
        return true;
    }

    private String carryOut(String name, FakeAsterisk.Action action, String id) {
        String path = "/" + action.get("Family") + "/" + action.get("Key");
        return switch (name) {
            case "dbput" -> {
                owner.astDb().put(path, action.get("Val"));
                yield success(id, "Updated database successfully");
            }
            case "dbdel" ->
                owner.astDb().remove(path) == null
                        ? error(id, "Database entry could not be deleted")
                        : success(id, "Key deleted successfully");
            case "dbget" -> get(action, path, id);
            case "dbgettree" -> tree(action.get("Family"), id);
            case "setvar" -> setvar(action.get("Variable"), action.get("Value"), id);
            case "getvar" ->
                "Response: Success\r\n" + id + "Variable: " + action.get("Variable") + "\r\nValue: "
                        + owner.variables().getOrDefault(action.get("Variable"), "") + "\r\n\r\n";
            case "userevent" -> success(id, "Event Sent");
            case "voicemailrefresh" -> success(id, "Refresh sent");
            case "moduleload" -> success(id, "Module reloaded.");
            case "mailboxcount" ->
                "Response: Success\r\n" + id + "Message: Mailbox Message Count\r\nMailbox: " + action.get("Mailbox")
                        + "\r\nUrgMessages: 1\r\nNewMessages: 2\r\nOldMessages: 3\r\n\r\n";
            case "modulecheck" -> "Response: Success\r\n" + id + "Version: \r\n\r\n";
            case "filter" -> success(id, "Success");
            case "queuestatus" -> queueStatus(id);
            case "queueadd" -> queueAdd(action, id);
            case "queueremove" ->
                owner.queueMembers().remove(action.get("Interface")) == null
                        ? error(id, "Unable to remove interface: Not there")
                        : success(id, "Removed interface from queue");
            case "queuepause" ->
                owner.queueMembers().computeIfPresent(action.get("Interface"), (member, was) -> pausedAs(action))
                                == null
                        ? error(id, "Interface not found")
                        : success(id, "Interface paused successfully");
            case "originate" -> success(id, "Originate successfully queued");
            case "ping" -> "Response: Success\r\n" + id + "Ping: Pong\r\nTimestamp: 1.0\r\n\r\n";
            case "logoff" -> "Response: Goodbye\r\n" + id + "Message: Thanks for all the fish.\r\n\r\n";
            default -> error(id, "Invalid/unknown command: " + name + ".");
        };
    }

    // Asterisk apps/app_queue.c, manager_queues_status() and manager_add_queue_member().
    private String queueStatus(String id) {
        StringBuilder text =
                new StringBuilder(list(id)).append("Event: QueueParams\r\nQueue: support\r\n" + id + "\r\n");
        owner.queueMembers()
                .forEach((member, state) -> text.append("Event: QueueMember\r\nQueue: support\r\nName: x\r\nLocation: "
                        + member + "\r\nStateInterface: x\r\nMembership: dynamic\r\nPaused: "
                        + (state.startsWith("paused") ? 1 : 0) + "\r\nPausedReason: "
                        + state.substring(state.indexOf(':') + 1) + "\r\n" + id + "\r\n"));
        return text.append(complete("QueueStatus", id, owner.queueMembers().size()))
                .toString();
    }

    private String queueAdd(FakeAsterisk.Action action, String id) {
        if (!action.get("Queue").equals("support")) {
            return error(id, "Unable to add interface to queue: No such queue");
        }
        return owner.queueMembers().putIfAbsent(action.get("Interface"), pausedAs(action)) != null
                ? error(id, "Unable to add interface: Already there")
                : success(id, "Added interface to queue");
    }

    private static String pausedAs(FakeAsterisk.Action action) {
        return (action.get("Paused").equals("true") ? "paused:" : "calls:") + action.get("Reason");
    }

    private String setvar(String variable, String value, String id) {
        owner.variables().put(variable, value);
        return success(id, "Variable Set");
    }

    private String get(FakeAsterisk.Action action, String path, String id) {
        String value = owner.astDb().get(path);
        if (value == null) {
            return error(id, "Database entry not found");
        }
        return list(id) + "Event: DBGetResponse\r\nFamily: " + action.get("Family") + "\r\nKey: " + action.get("Key")
                + "\r\nVal: " + value + "\r\n" + id + "\r\n" + complete("DBGet", id, 1);
    }

    private String tree(String family, String id) {
        // LIKE ignores the case of ASCII letters.
        SortedMap<String, String> rows = new TreeMap<>(owner.astDb());
        rows.keySet().removeIf(path -> !path.toLowerCase(Locale.ROOT)
                .startsWith(("/" + family + "/").toLowerCase(Locale.ROOT)));
        StringBuilder text = new StringBuilder(list(id));
        rows.forEach((path, value) -> text.append("Event: DBGetTreeResponse\r\nKey: ")
                .append(path)
                .append("\r\nVal: ")
                .append(value)
                .append("\r\n")
                .append(id)
                .append("\r\n"));
        return text.append(complete("DBGetTree", id, rows.size())).toString();
    }

    private static String list(String id) {
        return "Response: Success\r\n" + id + "EventList: start\r\nMessage: Result will follow\r\n\r\n";
    }

    private static String complete(String name, String id, int items) {
        return "Event: " + name + "Complete\r\n" + id + "EventList: Complete\r\nListItems: " + items + "\r\n\r\n";
    }

    private static String success(String id, String words) {
        return "Response: Success\r\n" + id + "Message: " + words + "\r\n\r\n";
    }

    private static String error(String id, String words) {
        return "Response: Error\r\n" + id + "Message: " + words + "\r\n\r\n";
    }

    /** The ActionID line of a reply, which lies when it is told to. */
    private String echo(String id) {
        if (id.isEmpty()) {
            return "";
        }
        Matcher number = LAST_NUMBER.matcher(id);
        if (owner.idsOff != 0 && loggedIn && number.find()) {
            return "ActionID: " + id.substring(0, number.start()) + (Long.parseLong(number.group()) + owner.idsOff)
                    + "\r\n";
        }
        return "ActionID: " + id + "\r\n";
    }

    private static String find(Map<String, String> headers, String name) {
        return new FakeAsterisk.Action("", headers).get(name);
    }

    private synchronized void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int size = Math.min(bytes.length, budget);
        for (int at = 0; at < size; at += owner.pieces) {
            out.write(bytes, at, Math.min(owner.pieces, size - at));
            if (owner.pieces == Integer.MAX_VALUE) {
                break;
            }
        }
        budget -= size;
        if (budget == 0) {
            close();
            throw new IOException("cut");
        }
    }
}
