package org.hotdesk.sip.edge;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.sip.transport.Flow;
import org.hotdesk.sip.transport.Side;

/**
 * Shows messages to who wants to see them, line by line. Responses of digests are masked; control characters are shown
 * and not sent. Watchers come and go on any thread; messages are told on the edge's.
 */
final class Trace {
    private static final Pattern SECRET = Pattern.compile("(?i)\\b(response|cnonce)=(\"[^\"]*\"?|[^,\\s]*)");
    private static final int LARGEST = 8_192;

    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();

    private record Watcher(Optional<Pattern> device, Consumer<String> lines) {}

    /** Until what it returns is closed, the lines of messages that name the device, or of all. */
    AutoCloseable watch(Optional<DeviceNumber> device, Consumer<String> lines) {
        var watcher = new Watcher(device.map(number -> Pattern.compile("[:\"]" + number.digits() + "[@\"]")), lines);
        watchers.add(watcher);
        return () -> watchers.remove(watcher);
    }

    void received(byte[] bytes, int from, int end, Flow flow) {
        if (!watchers.isEmpty()) {
            tell("received from", bytes, from, end, flow);
        }
    }

    void sent(byte[] bytes, int from, int end, Flow flow) {
        if (!watchers.isEmpty()) {
            tell("sent to", bytes, from, end, flow);
        }
    }

    private void tell(String way, byte[] bytes, int from, int end, Flow flow) {
        String text = new String(bytes, from, Math.min(end - from, LARGEST), StandardCharsets.UTF_8);
        for (Watcher watcher : watchers) {
            if (watcher.device().isEmpty()
                    || watcher.device().get().matcher(text).find()) {
                String who = flow.side() == Side.ASTERISK ? "Asterisk " : "";
                watcher.lines()
                        .accept("--- " + way + " " + who + flow.transport() + " "
                                + flow.remote().getHostString() + ":"
                                + flow.remote().getPort());
                text.lines().map(Trace::shown).forEach(watcher.lines());
            }
        }
    }

    private static String shown(String line) {
        String masked = SECRET.matcher(line).replaceAll("$1=\"***\"");
        return masked.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
