package org.hotdesk.emergency;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.hotdesk.ami.link.AmiEvent.EmergencyCalled;
import org.hotdesk.model.Device;
import org.hotdesk.model.DeviceNumber;
import org.hotdesk.model.Floor;
import org.hotdesk.model.UserNumber;

/**
 * Tells of each emergency call by a line in the log, at a level that is always logged, and by a command of the
 * administrator's. The command is run without a shell; what there is to say stands in its environment. A few run at the same
 * time, more wait, and one that takes too long is killed. Thread-safe, and never blocks who tells it of a call.
 */
public final class EmergencyNotices implements AutoCloseable {
    /** A command that takes longer is killed. */
    public static final Duration COMMAND_LIMIT = Duration.ofSeconds(30);

    private static final Logger LOG = System.getLogger(EmergencyNotices.class.getName());
    private static final int AT_ONCE = 4;
    private static final int WAITING_MOST = 100;
    private static final int TEXT_MAX = 200;

    private final List<String> command;
    private final Supplier<Floor> floor;
    private final Duration limit;
    private final ThreadPoolExecutor running;

    /**
     * Runs nothing yet.
     *
     * @param command the program and its arguments; none for no command
     * @param floor gives the newest snapshot without blocking
     * @param limit after which a command is killed
     */
    public EmergencyNotices(List<String> command, Supplier<Floor> floor, Duration limit) {
        this.command = List.copyOf(command);
        this.floor = floor;
        this.limit = limit;
        this.running = new ThreadPoolExecutor(
                AT_ONCE, AT_ONCE, 1, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING_MOST), work -> {
                    var thread = new Thread(work, "emergency-notice");
                    thread.setDaemon(true);
                    return thread;
                });
        this.running.allowCoreThreadTimeOut(true);
    }

    /**
     * Somebody dialled an emergency number.
     *
     * @param server our name of the Asterisk on which it was
     */
    public void called(String server, EmergencyCalled call) {
        Map<String, String> facts = facts(server, call);
        LOG.log(Level.ERROR, () -> "EMERGENCY CALL " + words(facts));
        if (command.isEmpty()) {
            return;
        }
        try {
            running.execute(() -> run(facts));
        } catch (RejectedExecutionException tooMany) {
            LOG.log(Level.ERROR, () -> "emergency.command not run, too many wait, " + words(facts));
        }
    }

    /** The store knows the place as it was written; the event has it without what an event cannot carry. */
    private Map<String, String> facts(String server, EmergencyCalled call) {
        Floor now = floor.get();
        Optional<Device> device = DeviceNumber.parse(call.device()).flatMap(now::device);
        Optional<UserNumber> user = UserNumber.parse(call.user());
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("NUMBER", plain(call.number()));
        facts.put("DEVICE", plain(call.device()));
        facts.put(
                "LOCATION",
                device.flatMap(Device::emergencyLocation)
                        .map(Object::toString)
                        .orElseGet(() -> plain(call.location())));
        facts.put("USER", user.map(UserNumber::digits).orElse(""));
        facts.put("NAME", user.flatMap(now::user).map(u -> u.cidname().text()).orElse(""));
        facts.put("CALL", plain(call.call()));
        facts.put("ASTERISK", server);
        return facts;
    }

    private static String plain(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > TEXT_MAX ? printable.substring(0, TEXT_MAX) : printable;
    }

    private static String words(Map<String, String> facts) {
        var words = new StringBuilder();
        facts.forEach((name, text) -> words.append(words.length() == 0 ? "" : " ")
                .append(name.toLowerCase(Locale.ROOT))
                .append('=')
                .append(text.contains(" ") ? '"' + text + '"' : text));
        return words.toString();
    }

    private void run(Map<String, String> facts) {
        var builder = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        facts.forEach((name, text) -> builder.environment().put("HOTDESK_" + name, text));
        String call = facts.getOrDefault("CALL", "");
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                LOG.log(Level.ERROR, () -> "emergency.command killed after " + limit.toSeconds() + " s call=" + call);
            } else if (process.exitValue() != 0) {
                LOG.log(Level.ERROR, () -> "emergency.command failed exit=" + process.exitValue() + " call=" + call);
            }
        } catch (IOException unrunnable) {
            LOG.log(Level.ERROR, () -> "emergency.command cannot be run: " + unrunnable.getMessage() + " call=" + call);
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    /** Leaves commands that run to themselves. */
    @Override
    public void close() {
        running.shutdownNow();
    }
}
